"""Sends what is in the outbox, in order per chat, and writes down what is out.

What happens when the outcome of a call stays unknown (timeout, cut connection, a kill): every message is sent again
until Telegram confirms or refuses it. For edits that is harmless. A new message may then appear twice; it is marked
in the outbox before it goes out, so that each possible repetition is known and logged.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.app.messages import DeleteMessage, RemoveButtons, SendDocument, SendPicture, SendReminder, ShowCard
from bot.delivery.backoff import Backoff
from bot.delivery.calls import call_for
from bot.delivery.lanes import Lane
from bot.delivery.ledger import Completion, Ledger
from bot.delivery.limits import BulkLimiter
from bot.delivery.merging import retirement
from bot.delivery.places import Places
from bot.delivery.readings import Readings
from bot.delivery.telegram import (
    OutcomeUnknownError,
    RejectedError,
    TelegramError,
    TooManyRequestsError,
    UnreachableError,
)
from bot.domain.errors import BriefBotError
from bot.storage.outbox import Queued, waiting_in_outbox

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.app.messages import Outgoing
    from bot.app.plan_files import PlanFiles
    from bot.app.ports import Document
    from bot.delivery.failpoints import Failpoints
    from bot.delivery.lanes import Waiting
    from bot.delivery.rich import RichMessages
    from bot.delivery.telegram import Telegram
    from bot.storage.batches import Batches

_AS_WANTED = ("message is not modified", "message to delete not found")
_CARD_GONE = ("message to edit not found", "message can't be edited")
#: Older than two days.
_TOO_OLD = "message can't be deleted"
_AT_ONCE = 60
_log = structlog.get_logger()


class Unsent(Protocol):
    """What is done about messages that cannot be sent."""

    async def became_unreachable(self, chat_id: int, /) -> None:
        """The chat's person takes no messages any more."""

    async def file_failed(self, chat_id: int, /) -> None:
        """A file for the chat could not be made."""


class Sender:
    def __init__(
        self,
        telegram: Telegram,
        batches: Batches,
        files: PlanFiles,
        unsent: Unsent,
        rich: RichMessages,
        failpoints: Failpoints,
    ) -> None:
        self._telegram = telegram
        self._database = batches.database
        self._ledger = Ledger(batches.database, batches.clock, failpoints)
        self._readings = Readings(rich, self._ledger)
        self._numbers = batches.numbers
        self._clock = batches.clock
        self._files = files
        self._unsent = unsent
        self._failpoints = failpoints
        self._limiter = BulkLimiter()
        self._at_once = asyncio.Semaphore(_AT_ONCE)
        self._lanes: dict[int, Lane] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self.places = Places(batches.database)
        self._finishing = False
        self._broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def take_over(self) -> None:
        """Queue what an earlier process left. Call it before anything else can be stored, or that is sent twice."""
        async with self._database.transaction() as connection:
            left = await waiting_in_outbox(connection)
        self.send(left)

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
        if not task.cancelled() and task.exception() is not None and not self._broken.done():
            self._broken.set_exception(task.exception() or RuntimeError())

    async def _serve(self, chat_id: int) -> None:
        lane = self._lanes[chat_id]
        backoff = Backoff()
        while (entry := lane.head) is not None and not (self._finishing and lane.is_bulk):
            if self._is_too_late(entry):
                _log.warning("sender.reminder_too_late", chat_id=chat_id, ids=entry.ids)
                self._complete(chat_id, entry, None, None)
                lane.done(entry)
                continue
            if lane.is_bulk and not await self._may_send_bulk(chat_id, lane):
                continue
            lane.start(entry)
            pause = await self._try(chat_id, entry, backoff)
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
        now = self._clock.now()
        free_at = self._limiter.free_at(chat_id, now)
        if free_at > now:
            with suppress(TimeoutError):
                await asyncio.wait_for(lane.changed.wait(), (free_at - now).total_seconds())
            return False
        self._limiter.take(chat_id, now)
        return True

    async def _try(self, chat_id: int, entry: Waiting, backoff: Backoff) -> float | None:
        """Send once. None when the message is dealt with, else the seconds to wait before another try."""
        await self._readings.choose_form(entry)
        shown_at = await self.places.replaced_by(entry.message)
        try:
            file = await self._file_of(entry)
        except BriefBotError as failure:
            _log.error("sender.no_file", chat_id=chat_id, ids=entry.ids, error=str(failure))
            await self._unsent.file_failed(chat_id)
            self._complete(chat_id, entry, None, None)
            return None
        call = call_for(entry.message, shown_at, file)
        if call.creates:
            if entry.repeated:
                _log.warning("sender.possible_repetition", chat_id=chat_id, ids=entry.ids)
            await self._ledger.attempt(entry.ids)
        try:
            async with self._at_once:
                self._failpoints.hit("sender.before_call")
                result = await self._telegram.call(call.method, call.params, file=call.file)
                self._failpoints.hit("sender.after_call")
        except TelegramError as failure:
            if call.creates and isinstance(failure, OutcomeUnknownError):
                self._lanes[chat_id].may_be_out(entry)
            return await self._failed(chat_id, entry, failure, backoff)
        if await self._readings.screen_is_out(entry):
            backoff.reset()
            return 0.0
        self._complete(chat_id, entry, shown_at, _message_id(result) if call.creates else None)
        return None

    async def _file_of(self, entry: Waiting) -> Document | None:
        message = entry.message
        return await self._files.made_for(message) if isinstance(message, SendDocument | SendPicture) else None

    async def _failed(self, chat_id: int, entry: Waiting, failure: TelegramError, backoff: Backoff) -> float | None:
        if await self._readings.screen_was_refused(entry, failure):
            return 0.0
        match failure:
            case TooManyRequestsError():
                return failure.retry_after
            case UnreachableError():
                await self._unsent.became_unreachable(chat_id)
            case RejectedError() if isinstance(entry.message, ShowCard) and _says(failure, *_CARD_GONE):
                self.places.card_gone(chat_id)
                return 0.0
            case RejectedError() if isinstance(entry.message, DeleteMessage) and _says(failure, _TOO_OLD):
                self._write_down(entry, chat_id, instead=RemoveButtons(chat_id, entry.message.message_id))
                return None
            case RejectedError():
                if not _says(failure, *_AS_WANTED):
                    _log.error("sender.rejected", chat_id=chat_id, ids=entry.ids, error=str(failure))
            case _:
                _log.warning("sender.failed", chat_id=chat_id, kind=type(failure).__name__, error=str(failure))
                return backoff.pause()
        self._complete(chat_id, entry, None, None)
        return None

    def _complete(self, chat_id: int, entry: Waiting, shown_at: int | None, new_message: int | None) -> None:
        card_at = reminder_at = None
        if isinstance(entry.message, ShowCard) and new_message is not None:
            card_at = new_message
            self.places.card_sent(chat_id, new_message)
        elif isinstance(entry.message, SendReminder):
            reminder_at = new_message
        old = None
        if isinstance(entry.message, ShowCard | SendReminder) and new_message is not None and shown_at is not None:
            old = retirement(entry.message, shown_at)
        self._write_down(entry, chat_id, card_at, reminder_at, instead=old)

    def _write_down(
        self,
        entry: Waiting,
        chat_id: int,
        card_at: int | None = None,
        reminder_at: int | None = None,
        *,
        instead: Outgoing | None,
    ) -> None:
        """The entry is done; what is to go ``instead`` of it, or of what it has replaced, is stored with that."""
        queued = Queued(self._numbers.next(), instead, self._clock.now()) if instead else None
        written = self._ledger.complete(Completion(entry.ids, chat_id, card_at, reminder_at, queued))
        written.add_done_callback(self._written_down)
        if queued is not None:
            self.send([queued])

    def _written_down(self, written: asyncio.Future[None]) -> None:
        """What is out but could not be written down would be sent again and again: better to start anew."""
        failure = None if written.cancelled() else written.exception()
        if failure is None:
            self._failpoints.hit("sender.after_completion")
        elif not self._broken.done():
            self._broken.set_exception(failure)

    def _is_too_late(self, entry: Waiting) -> bool:
        """A reminder that has waited here until night or the meeting came."""
        until = entry.message.until if isinstance(entry.message, SendReminder) else None
        return until is not None and self._clock.now() >= until


def _says(failure: TelegramError, *phrases: str) -> bool:
    return any(phrase in str(failure) for phrase in phrases)


def _message_id(result: object) -> int | None:
    found = result.get("message_id") if isinstance(result, dict) else None
    return found if isinstance(found, int) else None
