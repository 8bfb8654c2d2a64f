"""Does what is due: in one transaction the row is taken, the message is in the outbox, and the next moment is set.

The database alone knows what is due. A restart, a clock that jumps and an outage change nothing about it.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Protocol

import structlog
from sqlalchemy.exc import DBAPIError

from bot.app.ports import Occasion
from bot.app.reminding import LOOK
from bot.storage.errors import ConflictError, OutOfServiceError
from bot.storage.schedule import bring_forward, due_now, next_due_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.app.ports import Due, UnitOfWork
    from bot.storage.batches import Batches
    from bot.storage.unit_of_work import Batch, Effects

#: Few at a time, and a pause before the next: people who tap are served in between, and many due at nine are spread
#: just below the 30 bulk messages a second that Telegram takes.
_BATCH = 3
_EVERY_SECONDS, _PAUSE_SECONDS = 0.11, 0.02
#: So long at most until the clock is asked again: it may have been set, or the machine was asleep.
_NAP_SECONDS = 30.0
#: What could not be done is tried again after so long.
_RETRY = timedelta(hours=1)
_log = structlog.get_logger()


class Doing(Protocol):
    """Does what is due within a unit of work, and says when it is due again; what it raises rolls it back."""

    async def __call__(self, uow: UnitOfWork, due: Due, /) -> datetime | None: ...


class Scheduler:
    """``hand_over`` gets the effects of each commit. Several may run on one database: each row is taken by one."""

    def __init__(self, batches: Batches, do: Doing, hand_over: Callable[[Effects], None]) -> None:
        self._batches = batches
        self._database = batches.database
        self._clock = batches.clock
        self._do = do
        self._hand_over = hand_over
        self._woken = asyncio.Event()
        self._looked_at: datetime | None = None

    def wake(self) -> None:
        """Something may be due earlier than it was, or the clock was moved."""
        self._woken.set()

    async def run(self) -> None:
        while True:
            self._woken.clear()
            begun = time.monotonic()
            if await self.work():
                # Whatever wakes it meanwhile: a backlog is worked off no faster.
                await asyncio.sleep(max(begun + _EVERY_SECONDS - time.monotonic(), _PAUSE_SECONDS))
                continue
            # Before the wait is made: stopped in between, it would be left behind.
            pause = await self._nap()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), pause)

    async def work(self) -> bool:
        """Do what is due, up to a batch; whether more may be due."""
        try:
            return await self._together_or_alone()
        except ConflictError:
            _log.info("scheduler.conflict", hint="somebody else was faster")
        return True

    async def _together_or_alone(self) -> bool:
        try:
            return await self._transaction(_BATCH)
        except (ConflictError, OutOfServiceError):
            raise
        except Exception:  # noqa: BLE001 - whatever it is, what is due is done one by one
            _log.exception("scheduler.batch_failed", hint="what is due is done one by one")
        for _ in range(_BATCH):
            await self._alone()
        return True

    async def _alone(self) -> None:
        """What cannot be written is moved away, and holds up nobody."""
        try:
            await self._transaction(1)
        except (ConflictError, OutOfServiceError):
            raise
        except Exception as failure:  # noqa: BLE001 - as above
            _log.error("scheduler.not_written", error=type(failure).__name__)
            await self._database.transaction("scheduler", self._put_off)

    async def _transaction(self, up_to: int) -> bool:
        """Whether more may be due."""
        batch, count = await self._database.transaction("scheduler", partial(self._do_all, up_to))
        batch.committed_aside()
        if count:
            self._hand_over(batch.effects)
        return count == up_to

    async def _do_all(self, up_to: int, connection: AsyncConnection) -> tuple[Batch, int]:
        due = await self._due(connection, up_to)
        batch = self._batches.open(connection)
        await batch.briefs.prefetch(each.subject for each in due if each.occasion is not Occasion.DIGEST)
        for each in due:
            await batch.schedule.take(each, await self._done(batch, each))
        await self._batches.write(batch)
        return batch, len(due)

    async def _due(self, connection: AsyncConnection, up_to: int) -> list[Due]:
        now = self._clock.now()
        if self._looked_at is None or now < self._looked_at:
            # No look is set farther ahead, unless by a clock that was wrong.
            await bring_forward(connection, Occasion.CLIENT, now + LOOK, now)
        self._looked_at = now
        return await due_now(connection, now, up_to)

    async def _put_off(self, connection: AsyncConnection) -> None:
        """What is due first."""
        now = self._clock.now()
        for due in await due_now(connection, now, 1):
            await self._batches.open(connection).schedule.take(due, now + _RETRY)

    async def _done(self, batch: Batch, due: Due) -> datetime | None:
        """When it is due again. What goes wrong must not stop the others, nor be tried at once for ever."""
        try:
            with batch.savepoint():
                return await self._do(batch, due)
        except (ConflictError, DBAPIError):
            raise
        except Exception:  # noqa: BLE001 - whatever it is, the others are done
            _log.exception("scheduler.failed", occasion=due.occasion.value, subject=due.subject)
            return self._clock.now() + _RETRY

    async def next_due(self) -> datetime | None:
        return await self._database.transaction("reader", next_due_at)

    async def _nap(self) -> float:
        at = await self.next_due()
        if at is None:
            return _NAP_SECONDS
        return min(max((at - self._clock.now()).total_seconds(), 0.0), _NAP_SECONDS)
