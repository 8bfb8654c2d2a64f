"""The demo's clock: it can be wound, so that a week of reminders passes in a minute."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.app.ports import Clock

#: Before a meeting there is this much left to watch; past that point, the next stop is after it.
_BEFORE = timedelta(hours=3)
_AFTER = timedelta(hours=2)


class WoundClock:
    """Runs as another clock, ahead of it by as much as it was wound."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead = timedelta()

    def now(self) -> datetime:
        return self._clock.now() + self._ahead

    def wind(self, by: timedelta) -> None:
        """Never back: what has happened would lie ahead."""
        self._ahead += max(by, timedelta())


def stop_at_meeting(meetings: Iterable[datetime], now: datetime) -> datetime | None:
    """The next moment worth looking at: some hours before the next meeting, else some time after it.

    None: no meeting is to come.
    """
    ahead = sorted(meeting for meeting in meetings if meeting + _AFTER > now)
    if not ahead:
        return None
    before = ahead[0] - _BEFORE
    return before if before > now else ahead[0] + _AFTER
