"""Sends what is in the outbox, in order per chat.

What happens when the outcome of a call stays unknown (timeout, cut connection, a kill): every message is sent again
until Telegram confirms or refuses it. For edits that is harmless. A new message may then appear twice; it is marked
in the outbox before it goes out, so that each possible repetition is known and logged.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.app.messages import SendReminder
from bot.delivery.backoff import Backoff
from bot.delivery.bookkeeping import Bookkeeping
from bot.delivery.lanes import Lane
from bot.delivery.ledger import Ledger
from bot.delivery.limits import BulkLimiter
from bot.delivery.places import Places
from bot.delivery.posting import Posting, Unsent
from bot.delivery.readings import Readings
from bot.storage.outbox import waiting_in_outbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.app.plan_files import PlanFiles
    from bot.app.ports import UnitOfWork
    from bot.delivery.lanes import Waiting
    from bot.delivery.rich import RichMessages
    from bot.delivery.telegram import Telegram
    from bot.storage.batches import Batches
    from bot.storage.outbox import Queued
    from bot.storage.unit_of_work import Effects

_log = structlog.get_logger()


class AboutMessages(Unsent, Protocol):
    """What is known and told of messages while they wait."""

    async def still_holds(self, uow: UnitOfWork, reminder: SendReminder, /) -> bool:
        """Whether there is still something to remind of: the client may have acted since."""


class Sender:
    """``hand_over`` gets the effects of what people are told about messages."""

    def __init__(
        self,
        telegram: Telegram,
        batches: Batches,
        files: PlanFiles,
        about: AboutMessages,
        rich: RichMessages,
        hand_over: Callable[[Effects], None],
    ) -> None:
        self._batches = batches
        self._about = about
        self._ledger = Ledger(batches.database, batches.clock)
        self.places = Places(batches.database)
        self._books = Bookkeeping(batches, self._ledger, self.places, self.send, hand_over, self._break)
        readings = Readings(rich, self._ledger)
        self._posting = Posting(telegram, files, about, readings, self.places, self._ledger, self._books)
        self._limiter = BulkLimiter()
        self._lanes: dict[int, Lane] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._finishing = False
        self._broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def take_over(self) -> None:
        """Queue what an earlier process left. Call it before anything else can be stored, or that is sent twice."""
        self.send(await self._batches.database.transaction("reader", waiting_in_outbox))

    async def run(self) -> None:
        """Ends only with the exception that broke a lane."""
        await self._broken

    def send(self, queued: Iterable[Queued]) -> None:
        """Queue stored messages."""
        for entry in queued:
            self._lanes.setdefault(entry.chat_id, Lane()).add(entry)
            if entry.chat_id not in self._tasks:
                task = asyncio.create_task(self._serve(entry.chat_id))
                self._tasks[entry.chat_id] = task
                task.add_done_callback(self._noticed)

    async def calm(self) -> None:
        """Wait until nothing is left to send."""
        while self._tasks:
            await asyncio.wait(list(self._tasks.values()))
        await self._ledger.settled()

    async def finish(self) -> None:
        """Wait until nobody waits for a message any more and everything is written down; bulk is left for later."""
        self._finishing = True
        for lane in self._lanes.values():
            lane.changed.set()
        await self.calm()

    async def abandon(self) -> None:
        """Break off what is still under way; the next start goes on with it. What is out is written down."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._ledger.settled()

    def _noticed(self, task: asyncio.Task[None]) -> None:
        failure = None if task.cancelled() else task.exception()
        if failure is not None:
            self._break(failure)

    def _break(self, failure: BaseException) -> None:
        if not self._broken.done():
            self._broken.set_exception(failure)

    async def _serve(self, chat_id: int) -> None:
        lane = self._lanes[chat_id]
        backoff = Backoff()
        while (entry := lane.head) is not None and not (self._finishing and lane.is_bulk):
            if not self._is_too_late(entry) and lane.is_bulk and not await self._may_send_bulk(chat_id, lane):
                continue
            lane.start(entry)
            pause = await self._post(entry, backoff)
            if pause is None:
                lane.done(entry)
                backoff.reset()
            else:
                lane.postpone()
                await asyncio.sleep(pause)
        del self._lanes[chat_id], self._tasks[chat_id]

    async def _may_send_bulk(self, chat_id: int, lane: Lane) -> bool:
        """Wait for the rate; False if something interactive came meanwhile."""
        lane.changed.clear()
        now = self._batches.clock.now()
        free_at = self._limiter.free_at(chat_id, now)
        if free_at > now:
            with suppress(TimeoutError):
                await asyncio.wait_for(lane.changed.wait(), (free_at - now).total_seconds())
            return False
        self._limiter.take(chat_id, now)
        return True

    async def _post(self, entry: Waiting, backoff: Backoff) -> float | None:
        """Once, unless it is a reminder that is not to go out any more; what is returned is as for ``Posting``."""
        if self._is_too_late(entry):
            _log.warning("sender.reminder_too_late", chat_id=entry.chat_id, ids=entry.ids)
        elif isinstance(entry.message, SendReminder) and not await self._still_holds(entry.message):
            _log.info("sender.reminder_void", chat_id=entry.chat_id, ids=entry.ids)
        else:
            return await self._posting.once(entry, backoff)
        self._books.dropped(entry)
        return None

    def _is_too_late(self, entry: Waiting) -> bool:
        """A reminder that has waited here until night or the meeting came."""
        until = entry.message.until if isinstance(entry.message, SendReminder) else None
        return until is not None and self._batches.clock.now() >= until

    async def _still_holds(self, reminder: SendReminder) -> bool:
        """Whether its client has not acted while it waited here."""
        if reminder.brief_id is None:
            return True
        return await self._batches.database.transaction(
            "reader", lambda connection: self._about.still_holds(self._batches.open(connection), reminder)
        )
