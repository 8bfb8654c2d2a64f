"""Takes stored updates in order per chat and makes their effects: many in one transaction, each for itself."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Protocol

import structlog
from sqlalchemy.exc import DBAPIError

from bot.storage.errors import ConflictError, OutOfServiceError
from bot.storage.inbox import mark_attempt, mark_done, waiting_in_inbox

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.app.ports import UnitOfWork
    from bot.storage.batches import Batches
    from bot.storage.inbox import Received
    from bot.storage.unit_of_work import Batch, Effects

_BATCH = 64
_TRIES = 3
_log = structlog.get_logger()


class Feed(Protocol):
    """Handles one raw update within a unit of work; what it raises rolls this update back."""

    async def __call__(self, uow: UnitOfWork, update: Mapping[str, object], /) -> None: ...


class Worker:
    """``failed`` tells the sender of an update that was set aside; ``hand_over`` gets the effects of each commit."""

    def __init__(self, batches: Batches, feed: Feed, failed: Feed, hand_over: Callable[[Effects], None]) -> None:
        self._batches = batches
        self._database = batches.database
        self._feed = feed
        self._failed = failed
        self._hand_over = hand_over
        self._woken = asyncio.Event()
        self._woken.set()
        self._stopping = False

    def wake(self) -> None:
        """There are new updates."""
        self._woken.set()

    def stop(self) -> None:
        """``run`` returns when what waits now is handled."""
        self._stopping = True
        self.wake()

    async def run(self) -> None:
        last = False
        while not last:
            await self._woken.wait()
            self._woken.clear()
            last = self._stopping
            while await self.work():
                pass

    async def work(self) -> bool:
        """Handle what waits, up to a batch; whether more may wait already."""
        try:
            return await self._transaction()
        except OutOfServiceError:
            raise
        except Exception:  # noqa: BLE001 - whatever it is, the updates of the batch are tried one by one
            _log.exception("worker.batch_failed", hint="its updates are tried one by one")
        return await self._one_by_one()

    async def _one_by_one(self) -> bool:
        """After a batch that could not be written: the update to blame fails alone, and its chat waits behind it."""
        waiting = await self._database.transaction("reader", _waiting)
        blocked: set[int] = set()
        for received in waiting:
            if received.chat_id not in blocked and not await self._alone(received):
                blocked.add(received.chat_id)
        return bool(waiting)

    async def _alone(self, received: Received) -> bool:
        """Whether the update is handled now."""
        try:
            return not await self._transaction(only=received.id)
        except OutOfServiceError:
            raise
        except Exception as failure:  # noqa: BLE001 - whatever it is, it must not stop the others
            await self._set_back(received, failure)
            return False

    async def _transaction(self, only: int | None = None) -> bool:
        """Handle what waits, or ``only`` this one; whether something of it is left, or more may wait."""
        batch, more = await self._database.transaction("worker", partial(self._take, only))
        if batch is not None:
            batch.committed()
            self._hand_over(batch.effects)
        return more

    async def _take(self, only: int | None, connection: AsyncConnection) -> tuple[Batch | None, bool]:
        """None if there was nothing to handle."""
        waiting = await _waiting(connection)
        more = only is None and len(waiting) == _BATCH
        waiting = [received for received in waiting if only in (None, received.id)]
        if not waiting:
            return None, False
        batch = self._batches.open(connection)
        await batch.prefetch(list({received.chat_id for received in waiting}))
        handled = await self._handle(batch, waiting)
        await self._batches.write(batch)
        await mark_done(connection, handled)
        return batch, more or len(handled) < len(waiting)

    async def _handle(self, batch: Batch, waiting: Sequence[Received]) -> list[int]:
        """Ids of the updates that are handled. Behind one that failed, its chat waits for the next round."""
        handled: list[int] = []
        blocked: set[int] = set()
        for received in waiting:
            if received.chat_id in blocked:
                continue
            try:
                with batch.savepoint():
                    await self._feed(batch, received.update)
            except (ConflictError, DBAPIError):
                raise
            except Exception as failure:  # noqa: BLE001 - a handler may raise anything; the update is tried again
                _log.exception("worker.update_failed", inbox_id=received.id, attempt=received.attempts + 1)
                blocked.add(received.chat_id)
                await self._note_failure(batch, received, failure)
            else:
                handled.append(received.id)
        return handled

    async def _note_failure(self, batch: Batch, received: Received, failure: Exception) -> None:
        final = received.attempts + 1 >= _TRIES
        await mark_attempt(batch.connection, received, f"{type(failure).__name__}: {failure}", final=final)
        if final:
            await self._apologise(batch, received)

    async def _apologise(self, batch: Batch, received: Received) -> None:
        """If even that goes wrong, the update is set aside in silence: it must not come back for ever."""
        try:
            with batch.savepoint():
                await self._failed(batch, received.update)
        except Exception:  # noqa: BLE001 - whatever it is, the update is set aside
            _log.exception("worker.no_apology", inbox_id=received.id)

    async def _set_back(self, received: Received, failure: Exception) -> None:
        """The update's effect could not be written."""
        _log.error("worker.update_not_written", inbox_id=received.id, error=type(failure).__name__)
        noting = self._batches.once(lambda batch: self._note_failure(batch, received, failure), "worker")
        self._hand_over(await noting)


async def _waiting(connection: AsyncConnection) -> list[Received]:
    return await waiting_in_inbox(connection, _BATCH)
