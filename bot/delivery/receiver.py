"""Long polling: updates are in the database before the next request confirms them to Telegram."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.delivery.backoff import Backoff
from bot.delivery.telegram import (
    ConflictError,
    NotFoundError,
    TelegramError,
    TooManyRequestsError,
    WrongTokenError,
)
from bot.storage.inbox import add_to_inbox

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.app.ports import Clock
    from bot.delivery.telegram import Telegram
    from bot.storage.database import Database

#: The kinds of updates that the handlers know.
ALLOWED_UPDATES = ("message", "edited_message", "callback_query")
_POLL_SECONDS = 50
_log = structlog.get_logger()


class Receiver:
    """The offset is kept in memory only, as Telegram advises.

    ``heard`` is called for every answer, before its updates are stored; ``wake`` after every commit of new ones.
    """

    def __init__(
        self,
        telegram: Telegram,
        database: Database,
        clock: Clock,
        wake: Callable[[], None],
        heard: Callable[[], Awaitable[None]],
    ) -> None:
        self._telegram = telegram
        self._database = database
        self._clock = clock
        self._wake = wake
        self._heard = heard
        self._offset: int | None = None
        self._has_failed = False
        self._backoff = Backoff()

    async def run(self) -> None:
        """Poll for ever.

        Raises:
            WrongTokenError: Telegram does not know the bot; nothing will change that.
            NotFoundError: likewise.
        """
        while True:
            try:
                await self.poll()
            except (WrongTokenError, NotFoundError):
                raise
            except TooManyRequestsError as wait:
                await asyncio.sleep(wait.retry_after)
            except TelegramError as failure:
                _report(failure)
                await self._backoff.sleep()
            else:
                self._backoff.reset()

    async def poll(self) -> None:
        """Receive and store once."""
        # After a failure an empty answer is news, too: Telegram can be heard again.
        params: dict[str, object] = {"timeout": 0 if self._has_failed else _POLL_SECONDS}
        params["allowed_updates"] = ALLOWED_UPDATES
        if self._offset is not None:
            params["offset"] = self._offset
        self._has_failed = True
        updates = readable(await self._telegram.call("getUpdates", params, timeout=_POLL_SECONDS + 10))
        self._has_failed = False
        await self._heard()
        if updates:
            await self._database.transaction("receiver", partial(self._store, updates))
            self._offset = max(_id(update) for update in updates) + 1
            self._wake()

    async def _store(self, updates: Sequence[Mapping[str, object]], connection: AsyncConnection) -> None:
        await add_to_inbox(connection, updates, self._clock.now(), self._database.dialect)


def readable(result: object) -> list[Mapping[str, object]]:
    """The updates in an answer; what is none is logged and left out, for it has no id to confirm it by."""
    entries = result if isinstance(result, list) else []
    updates: list[Mapping[str, object]]
    updates = [entry for entry in entries if isinstance(entry, dict) and isinstance(entry.get("update_id"), int)]
    if len(updates) != len(entries):
        _log.error("receiver.not_an_update", count=len(entries) - len(updates))
    return updates


def _id(update: Mapping[str, object]) -> int:
    found = update["update_id"]
    return found if isinstance(found, int) else 0


def _report(failure: TelegramError) -> None:
    if isinstance(failure, ConflictError):
        _log.error("receiver.conflict", hint="another process receives this bot's updates: stop it", error=str(failure))
    else:
        _log.warning("receiver.failed", kind=type(failure).__name__, error=str(failure))
