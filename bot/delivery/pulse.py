"""A heartbeat in the database, so that after a start one knows how long the bot was away; old updates go with it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.storage.inbox import prune_inbox
from bot.storage.liveness import beat, last_beat
from bot.storage.visiting import visiting

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.app.ports import Clock
    from bot.storage.database import Database

_EVERY_SECONDS = 30.0
#: A heartbeat may be missed once.
_ALIVE = timedelta(seconds=3 * _EVERY_SECONDS)
#: Update ids start anew after a quiet week; no update is repeated after this.
_DONE_KEPT = timedelta(hours=72)
#: Long enough to be looked at, with the words of the one who sent it.
_FAILED_KEPT = timedelta(days=30)


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
            await self.beat()
            await asyncio.sleep(_EVERY_SECONDS)

    async def beat(self) -> None:
        """Once."""
        await self._database.transaction("pulse", self._write)

    async def _write(self, connection: AsyncConnection) -> None:
        now = self._clock.now()
        await beat(connection, now, self._database.dialect)
        await prune_inbox(connection, done_before=now - _DONE_KEPT, failed_before=now - _FAILED_KEPT)
