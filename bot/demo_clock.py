"""The demo's clock: it can be wound, so that a week of reminders passes in a minute."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.app.ports import Clock

#: Before a meeting there is this much left to watch; past that point, the next stop is after it.
_BEFORE = timedelta(hours=3)
_AFTER = timedelta(hours=2)
#: Time goes on by at least so much, whatever is due.
_TICK = timedelta(minutes=1)


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


class Due(Protocol):
    """What happens at its own time."""

    async def next_due(self) -> datetime | None: ...

    async def catch_up(self) -> None:
        """Let happen all that is due by now."""


async def let_pass(moment: datetime, clock: WoundClock, due: Due) -> None:
    """On the way to ``moment`` everything happens at its own time: what comes much later is left out."""
    while (now := clock.now()) < moment:
        upcoming = await due.next_due() or moment
        clock.wind(min(max(upcoming, now + _TICK), moment) - now)
        await due.catch_up()


def stop_at_meeting(meetings: Iterable[datetime], now: datetime) -> datetime | None:
    """The next moment worth looking at: some hours before the next meeting, else some time after it.

    None: no meeting is to come.
    """
    ahead = sorted(meeting for meeting in meetings if meeting + _AFTER > now)
    if not ahead:
        return None
    before = ahead[0] - _BEFORE
    return before if before > now else ahead[0] + _AFTER
