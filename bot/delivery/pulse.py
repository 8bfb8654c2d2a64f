"""A heartbeat in the database, so that after a start one knows how long the bot was away."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.storage.inbox import prune_inbox
from bot.storage.liveness import active_between, beat, last_beat
from bot.storage.visiting import visiting

if TYPE_CHECKING:
    from bot.app.ports import Clock
    from bot.storage.database import Database

_EVERY_SECONDS = 30.0
#: Telegram keeps a tap for 150 seconds; after a longer absence taps are lost.
_TAP_AGE = timedelta(seconds=150)
#: Somebody who did something this long before the bot went away may have gone on tapping.
_RECENTLY = timedelta(hours=1)
#: Update ids start anew after a quiet week; no update is repeated after this.
_INBOX_MEMORY = timedelta(hours=72)


#: A heartbeat may be missed once.
_ALIVE = timedelta(seconds=3 * _EVERY_SECONDS)


async def is_alive(url: str, clock: Clock) -> bool:
    """Whether the bot that uses this database has given a sign of life lately.

    Raises:
        UnusableDatabaseError: the database cannot be asked.
    """
    async with visiting(url) as connection:
        last = await last_beat(connection)
    return last is not None and clock.now() - last <= _ALIVE


class Pulse:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def run(self) -> None:
        while True:
            async with self._database.transaction() as connection:
                now = self._clock.now()
                await beat(connection, now, self._database.dialect)
                await prune_inbox(connection, now - _INBOX_MEMORY)
            await asyncio.sleep(_EVERY_SECONDS)

    async def cut_off_chats(self) -> list[int]:
        """Chats whose taps may have been lost while the bot was away; none if it was away for a moment only."""
        async with self._database.transaction() as connection:
            last = await last_beat(connection)
            if last is None or self._clock.now() - last <= _TAP_AGE:
                return []
            return await active_between(connection, last - _RECENTLY, self._clock.now())
