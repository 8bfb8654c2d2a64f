"""Opens batches: everything that a transaction of use cases needs besides its connection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.storage.outbox import add_to_outbox
from bot.storage.unit_of_work import Batch

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.app.ports import Clock
    from bot.domain.brief import Brief
    from bot.storage.cache import BriefCache
    from bot.storage.database import Database
    from bot.storage.outbox import OutboxNumbers
    from bot.storage.unit_of_work import Effects


@dataclass(frozen=True, slots=True)
class Batches:
    database: Database
    cache: BriefCache
    numbers: OutboxNumbers
    clock: Clock

    def open(self, connection: AsyncConnection) -> Batch:
        return Batch(connection, self.database.dialect, self.cache, self.numbers, self.clock.now())

    async def write(self, batch: Batch) -> None:
        """Everything that the batch has collected, into its transaction."""
        await batch.flush()
        await add_to_outbox(batch.connection, batch.effects.queued)

    async def brief(self, brief_id: str) -> Brief | None:
        """As it is now."""
        return await self.database.transaction("reader", lambda connection: self.open(connection).briefs.get(brief_id))

    async def once(self, use_case: Callable[[Batch], Awaitable[None]], who: str = "once") -> Effects:
        """Run a use case in a transaction of its own; what is to happen after its commit. ``who``: as there."""

        async def work(connection: AsyncConnection) -> Batch:
            batch = self.open(connection)
            await use_case(batch)
            await self.write(batch)
            return batch

        batch = await self.database.transaction(who, work)
        batch.committed()
        return batch.effects
