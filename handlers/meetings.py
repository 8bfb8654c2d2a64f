"""The meeting as managers and clients read it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.app.cards.model import MeetingLine

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.brief import Brief
    from bot.domain.meeting import Meeting
    from handlers.desk import Desk


def line_for_manager(brief: Brief, desk: Desk) -> MeetingLine | None:
    """The zone is always named: a manager has clients in several."""
    meeting = brief.meeting
    if meeting is None:
        return None
    zone = desk.zones.of(meeting.zone, meeting.city)
    asked = brief.move_request.words if brief.move_request else ""
    name = (zone.short or zone.city) if meeting.zone == desk.zone.key else zone.full
    over = not meeting.is_ahead(desk.clock.now())
    return MeetingLine(meeting.local, _today(meeting, desk), name, asked, over=over)


def line_for_client(brief: Brief, desk: Desk) -> MeetingLine | None:
    """None unless a meeting is ahead; the zone is named where it is not the usual one. A digest has it so, too."""
    meeting = brief.upcoming_meeting(desk.clock.now())
    if meeting is None:
        return None
    zone = "" if meeting.zone == desk.zone.key else desk.zones.of(meeting.zone, meeting.city).full
    asked = brief.move_request.words if brief.move_request else ""
    return MeetingLine(meeting.local, _today(meeting, desk), zone, asked)


def _today(meeting: Meeting, desk: Desk) -> date:
    """Where the meeting is."""
    return desk.clock.now().astimezone(ZoneInfo(meeting.zone)).date()
