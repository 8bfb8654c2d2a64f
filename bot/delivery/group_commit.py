"""Many small writes in one transaction: whoever comes while one is under way goes into the next together."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.storage.database import Database

T = TypeVar("T")


class GroupCommit(Generic[T]):
    """``write`` gets a transaction's connection and everything that came meanwhile, in order."""

    def __init__(
        self, database: Database, who: str, write: Callable[[AsyncConnection, Sequence[T]], Awaitable[None]]
    ) -> None:
        self._database = database
        self._who = who
        self._write = write
        self._waiting: list[tuple[T, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    def add(self, item: T) -> asyncio.Future[None]:
        """Done when the item is committed; failed when it could not be."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._drain())
        return future

    async def settled(self) -> None:
        """Wait until everything added so far is written."""
        while self._writing is not None and not self._writing.done():
            await asyncio.wait([self._writing])

    async def _drain(self) -> None:
        """Whatever goes wrong, be it the beginning or the commit, is told to those who wait."""
        while self._waiting:
            taken: list[tuple[T, asyncio.Future[None]]] = []
            try:
                await self._database.transaction(self._who, partial(self._write_all, taken))
            except Exception as failure:  # noqa: BLE001 - those who wait get it
                _fail(taken or self._take(), failure)
            else:
                _succeed(taken)

    async def _write_all(self, taken: list[tuple[T, asyncio.Future[None]]], connection: AsyncConnection) -> None:
        """All that waits now, which is ``taken`` with that."""
        taken += self._take()
        await self._write(connection, [item for item, _ in taken])

    def _take(self) -> list[tuple[T, asyncio.Future[None]]]:
        taken, self._waiting = self._waiting, []
        return taken


def _succeed(taken: Sequence[tuple[T, asyncio.Future[None]]]) -> None:
    for _, future in taken:
        if not future.done():
            future.set_result(None)


def _fail(taken: Sequence[tuple[T, asyncio.Future[None]]], failure: Exception) -> None:
    for _, future in taken:
        if not future.done():
            future.set_exception(failure)
