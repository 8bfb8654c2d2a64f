"""The meeting that a brief prepares: set, moved, called off by the manager; the client may ask to move it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.app.reminding import meeting_changed
from bot.domain.constraints import checked_text
from bot.domain.errors import Reason, Refused
from bot.domain.meeting import Meeting, MoveRequest, meeting_on

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.app.ports import Clock, MomentParser, UnitOfWork
    from bot.domain.brief import Brief

_WORDS_LIMIT = 500
#: How far ahead it is.
_EXAMPLE = timedelta(days=3)


class News(StrEnum):
    """What the client is to be told about the meeting."""

    SET = "set"
    MOVED = "moved"
    CALLED_OFF = "called_off"
    #: It stays, though the client had asked to move it.
    KEPT = "kept"


def said_meeting(
    parser: MomentParser, words: str, zone: str, now: datetime, day: date | None = None, city: str = ""
) -> Meeting | date:
    """The meeting that the words name, or its day where they leave the time open; ``day``: the one chosen before.

    Raises:
        Refused: the words name no moment, or one that cannot be.
    """
    local = now.astimezone(ZoneInfo(zone))
    said = parser.read(words, local, hour_asked=day is not None)
    meant = (said.day or day) if said else None
    if said is None or meant is None:
        raise not_understood(local.date(), hour_asked=day is not None)
    if said.other is not None:
        over = meant < local.date()
        raise Refused(Reason.WHICH_YEAR if over else Reason.WHICH_DAY, days=(meant, said.other))
    if said.hour is not None:
        return meeting_on(meant, said.hour, zone, now, city)
    if meant < local.date():
        raise Refused(Reason.PAST)
    return meant


def example_day(today: date) -> date:
    """A day that shows how to write one."""
    return today + _EXAMPLE


def not_understood(today: date, *, hour_asked: bool) -> Refused:
    """What to say of words that name no moment; ``hour_asked``: the day is chosen."""
    return Refused(Reason.NO_HOUR if hour_asked else Reason.NO_MOMENT, days=(example_day(today),))


def set_meeting(uow: UnitOfWork, brief: Brief, meeting: Meeting | None) -> Brief:
    """Set, move or, with None, call off; what the client has asked for is settled by it.

    The same brief comes back if that changes nothing.
    """
    if brief.meeting == meeting and brief.move_request is None:
        return brief
    if brief.meeting != meeting:
        meeting_changed(uow, brief)
    return uow.briefs.save(replace(brief, meeting=meeting, move_request=None))


def in_zone(meeting: Meeting, zone: str, now: datetime, city: str = "") -> Meeting:
    """The same time on the wall of another zone.

    Raises:
        Refused: that is over there, or no clock shows it.
    """
    local = meeting.local
    return meeting_on(local.date(), local.time(), zone, now, city)


def ask_to_move(uow: UnitOfWork, clock: Clock, brief: Brief, words: str) -> Brief:
    """Record what the client asks for; newer words replace older ones.

    Raises:
        Refused: there are no words or too many, or no meeting is ahead any more.
    """
    now = clock.now()
    if brief.upcoming_meeting(now) is None:
        raise Refused(Reason.TAP_INSTEAD)
    request = MoveRequest(checked_text(words, _WORDS_LIMIT), now)
    return uow.briefs.save(replace(brief, move_request=request))


class Hearing(StrEnum):
    """Whether the client is told when the meeting is called off."""

    YES = "yes"
    NOT_BEGUN = "not_begun"
    BLOCKED = "blocked"


async def hearing_of(uow: UnitOfWork, brief: Brief, now: datetime) -> Hearing:
    without = replace(brief, meeting=None, move_request=None)
    if brief.client_id is None or news_for_client(brief, without, now) is None:
        return Hearing.NOT_BEGUN
    client = await uow.people.get(brief.client_id)
    return Hearing.BLOCKED if client and client.unreachable_since else Hearing.YES


def news_for_client(before: Brief, after: Brief, now: datetime) -> News | None:
    """What a change of the meeting means to the client; None before the brief is begun, or if nothing is new.

    Who has not begun sees the meeting on the welcome card.
    """
    has_asked = before.move_request is not None
    if after.client_id is None or (after.started_at is None and not has_asked):
        return None
    old, new = before.upcoming_meeting(now), after.upcoming_meeting(now)
    if (old and old.at) == (new and new.at):
        return News.KEPT if new and has_asked and after.move_request is None else None
    if new is None:
        return News.CALLED_OFF
    return News.MOVED if old else News.SET
