"""The meeting that a brief prepares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.errors import Reason, Refused

if TYPE_CHECKING:
    from datetime import date, time

#: Nobody agrees on a meeting further ahead: the year is a slip.
_HORIZON = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Meeting:
    """``at`` is aware, in UTC; ``zone`` the name of the time zone in which people speak of it.

    ``city``: what they call the zone; empty where that is its usual name.
    """

    at: datetime
    zone: str
    city: str = ""

    @property
    def local(self) -> datetime:
        """As the clock on the wall will show it."""
        return self.at.astimezone(ZoneInfo(self.zone))

    def is_ahead(self, now: datetime) -> bool:
        return self.at > now


@dataclass(frozen=True, slots=True)
class MoveRequest:
    """The client wants another time for the meeting: in what words, and when that was."""

    words: str
    at: datetime


def meeting_on(day: date, hour: time, zone: str, now: datetime, city: str = "") -> Meeting:
    """The meeting at this time on the wall.

    Raises:
        Refused: that is over, more than a year ahead, or no clock shows it because hours are skipped that night.
    """
    if day > (now + _HORIZON).date():
        raise Refused(Reason.TOO_FAR)
    local = datetime.combine(day, hour, ZoneInfo(zone))
    at = local.astimezone(UTC)
    if at.astimezone(local.tzinfo).time() != hour:
        raise Refused(Reason.NO_MOMENT)
    if at <= now:
        raise Refused(Reason.PAST)
    return Meeting(at, zone, city)
