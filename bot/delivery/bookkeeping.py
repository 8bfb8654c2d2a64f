"""Writes down what became of each message that waited, together with what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.app.messages import SendReminder, ShowCard
from bot.delivery.ledger import Completion
from bot.delivery.merging import retirement
from bot.storage.outbox import Queued, remove_from_outbox

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable, Iterable

    from bot.app.messages import Outgoing
    from bot.app.ports import UnitOfWork
    from bot.delivery.lanes import Waiting
    from bot.delivery.ledger import Ledger
    from bot.delivery.places import Places
    from bot.storage.batches import Batches
    from bot.storage.unit_of_work import Batch, Effects

_log = structlog.get_logger()


class Bookkeeping:
    """``send`` queues what follows; ``hand_over`` gets the effects of telling people; ``broken`` hears what failed."""

    def __init__(
        self,
        batches: Batches,
        ledger: Ledger,
        places: Places,
        send: Callable[[Iterable[Queued]], None],
        hand_over: Callable[[Effects], None],
        broken: Callable[[BaseException], None],
    ) -> None:
        self._batches = batches
        self._ledger = ledger
        self._places = places
        self._send = send
        self._hand_over = hand_over
        self._broken = broken

    def out(self, entry: Waiting, shown_at: int | None, new_message: int | None) -> None:
        """Telegram has it: as ``new_message``, if it makes one; ``shown_at``: where what it replaces was."""
        message, card_at, reminder_at, old = entry.message, None, None, None
        if isinstance(message, ShowCard) and new_message is not None:
            card_at = new_message
            self._places.card_sent(entry.chat_id, new_message)
        elif isinstance(message, SendReminder):
            reminder_at = new_message
        if isinstance(message, ShowCard | SendReminder) and new_message is not None and shown_at is not None:
            old = retirement(message, shown_at)
        self._write_down(entry, card_at, reminder_at, follows=old)

    def dropped(self, entry: Waiting, instead: Outgoing | None = None) -> None:
        """It is not to be sent, or ``instead`` of it something else."""
        self._write_down(entry, follows=instead)

    async def told(self, entry: Waiting, tell: Callable[[UnitOfWork, int], Awaitable[None]]) -> None:
        """It cannot be sent, and in the commit that removes it somebody is told so: once, whenever the process ends."""

        async def use_case(batch: Batch) -> None:
            await self._tell(batch, entry, tell)
            await remove_from_outbox(batch.connection, entry.ids)

        self._hand_over(await self._batches.once(use_case, "bookkeeping"))

    async def _tell(self, batch: Batch, entry: Waiting, tell: Callable[[UnitOfWork, int], Awaitable[None]]) -> None:
        """If that goes wrong, the message goes in silence: it must not come back for ever."""
        try:
            with batch.savepoint():
                await tell(batch, entry.chat_id)
        except Exception:  # noqa: BLE001 - whatever it is, the message is removed
            _log.exception("sender.nobody_told", chat_id=entry.chat_id, ids=entry.ids)

    def _write_down(
        self,
        entry: Waiting,
        card_at: int | None = None,
        reminder_at: int | None = None,
        *,
        follows: Outgoing | None,
    ) -> None:
        queued = Queued(self._batches.numbers.next(), follows, self._batches.clock.now()) if follows else None
        written = self._ledger.complete(Completion(entry.ids, entry.chat_id, card_at, reminder_at, queued))
        written.add_done_callback(self._written_down)
        if queued is not None:
            self._send([queued])

    def _written_down(self, written: asyncio.Future[None]) -> None:
        """What is out but could not be written down would be sent again and again: better to start anew."""
        failure = None if written.cancelled() else written.exception()
        if failure is not None:
            self._broken(failure)
