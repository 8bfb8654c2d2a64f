"""Answers taps right after their commit. Best effort: Telegram takes such an answer for a short time only."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.delivery.telegram import TelegramError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.app.messages import Acknowledgement
    from bot.delivery.telegram import Telegram

_AT_ONCE = 60
_SECONDS = 10.0
_log = structlog.get_logger()


class Acknowledger:
    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._at_once = asyncio.Semaphore(_AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()

    def send(self, acknowledgements: Iterable[Acknowledgement]) -> None:
        for acknowledgement in acknowledgements:
            task = asyncio.create_task(self._send(acknowledgement))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def finish(self) -> None:
        while self._tasks:
            await asyncio.wait(list(self._tasks))

    async def _send(self, acknowledgement: Acknowledgement) -> None:
        params: dict[str, object] = {"callback_query_id": acknowledgement.callback_query_id}
        if acknowledgement.toast:
            params |= {"text": acknowledgement.toast, "show_alert": acknowledgement.alert}
        try:
            async with self._at_once:
                await self._telegram.call("answerCallbackQuery", params, timeout=_SECONDS)
        except TelegramError as failure:
            _log.info("acknowledger.failed", kind=type(failure).__name__, error=str(failure))
