"""Readings go out screen by screen, in the form that the server takes; the row in the outbox shrinks with them.

Whatever changes about a row is committed before anything else is sent, so that after a kill the next process goes on
at the same place: what was refused is not tried in that form again, and what is out is not sent again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.app.messages import SendReading
from bot.delivery.telegram import NotFoundError, RejectedError

if TYPE_CHECKING:
    from bot.delivery.lanes import Waiting
    from bot.delivery.ledger import Ledger
    from bot.delivery.rich import RichMessages
    from bot.delivery.telegram import TelegramError

_log = structlog.get_logger()


class Readings:
    def __init__(self, rich: RichMessages, ledger: Ledger) -> None:
        self._rich = rich
        self._ledger = ledger

    async def choose_form(self, entry: Waiting) -> None:
        """The classic one, if rich messages are not wanted."""
        if isinstance(entry.message, SendReading) and entry.message.rich and not await self._rich.wanted():
            await self._exchange(entry, entry.message.in_classic)

    async def screen_is_out(self, entry: Waiting) -> bool:
        """Whether there is another screen to send; ``entry`` is it then."""
        if not isinstance(entry.message, SendReading):
            return False
        if entry.message.rich:
            await self._rich.taken()
        return await self._go_on(entry, entry.message)

    async def screen_was_refused(self, entry: Waiting, failure: TelegramError) -> bool:
        """Whether there is another form of it, or another screen, to send; ``entry`` is it then."""
        if not isinstance(entry.message, SendReading) or not isinstance(failure, NotFoundError | RejectedError):
            return False
        if not entry.message.rich:
            left = isinstance(failure, RejectedError) and await self._go_on(entry, entry.message)
        elif isinstance(failure, NotFoundError):
            await self._rich.unknown_to_server()
            left = await self._exchange(entry, entry.message.in_classic)
        else:
            left = await self._exchange(entry, entry.message.in_classic)
        if left and isinstance(failure, RejectedError):
            _log.error("sender.rejected", chat_id=entry.message.chat_id, ids=entry.ids, error=str(failure))
        return left

    async def _go_on(self, entry: Waiting, reading: SendReading) -> bool:
        rest = reading.rest
        return rest is not None and await self._exchange(entry, rest)

    async def _exchange(self, entry: Waiting, message: SendReading) -> bool:
        (row,) = entry.ids
        await self._ledger.exchange(row, message)
        entry.message, entry.repeated = message, False
        return True
