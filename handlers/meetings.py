"""The meeting as managers and clients read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.cards.model import MeetingLine

if TYPE_CHECKING:
    from bot.domain.brief import Brief
    from handlers.desk import Desk


def line_for_manager(brief: Brief, desk: Desk) -> MeetingLine | None:
    """The zone is always named: a manager has clients in several."""
    meeting = brief.meeting
    if meeting is None:
        return None
    zone = desk.zones.of(meeting.zone)
    asked = brief.move_request.words if brief.move_request else ""
    name = (zone.short or zone.city) if meeting.zone == desk.zone.key else zone.full
    return MeetingLine(meeting.local, name, asked, over=not meeting.is_ahead(desk.clock.now()))


def line_for_client(brief: Brief, desk: Desk) -> MeetingLine | None:
    """None unless a meeting is ahead; the zone is named where it is not the usual one."""
    meeting = brief.upcoming_meeting(desk.clock.now())
    if meeting is None:
        return None
    zone = "" if meeting.zone == desk.zone.key else desk.zones.of(meeting.zone).full
    return MeetingLine(meeting.local, zone, brief.move_request.words if brief.move_request else "")
