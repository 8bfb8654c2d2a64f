"""One try to send a message, and what its outcome means."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.app.messages import DeleteMessage, RemoveButtons, SendDocument, SendPicture, ShowCard
from bot.delivery.calls import call_for
from bot.delivery.telegram import (
    NotFoundError,
    OutcomeUnknownError,
    RejectedError,
    TelegramError,
    TooManyRequestsError,
    UnreachableError,
    WrongTokenError,
)
from bot.domain.errors import BriefBotError
from bot.storage.errors import OutOfServiceError

if TYPE_CHECKING:
    from bot.app.plan_files import PlanFiles
    from bot.app.ports import Document, UnitOfWork
    from bot.delivery.backoff import Backoff
    from bot.delivery.bookkeeping import Bookkeeping
    from bot.delivery.lanes import Waiting
    from bot.delivery.ledger import Ledger
    from bot.delivery.places import Places
    from bot.delivery.readings import Readings
    from bot.delivery.telegram import Telegram

_AS_WANTED = ("message is not modified", "message to delete not found")
_CARD_GONE = ("message to edit not found", "message can't be edited")
#: Older than two days.
_TOO_OLD = "message can't be deleted"
_AT_ONCE = 60
_log = structlog.get_logger()


class Unsent(Protocol):
    """What people are told of messages that cannot be sent."""

    async def became_unreachable(self, uow: UnitOfWork, chat_id: int, /) -> None:
        """The chat's person takes no messages any more."""

    async def file_failed(self, uow: UnitOfWork, chat_id: int, /) -> None:
        """A file for the chat could not be made."""


class Posting:
    def __init__(
        self,
        telegram: Telegram,
        files: PlanFiles,
        unsent: Unsent,
        readings: Readings,
        places: Places,
        ledger: Ledger,
        books: Bookkeeping,
    ) -> None:
        self._telegram = telegram
        self._files = files
        self._unsent = unsent
        self._readings = readings
        self._places = places
        self._ledger = ledger
        self._books = books
        self._at_once = asyncio.Semaphore(_AT_ONCE)

    async def once(self, entry: Waiting, backoff: Backoff) -> float | None:
        """None when the message is dealt with, else the seconds to wait before another try.

        Raises:
            WrongTokenError: Telegram does not know the bot any more.
            NotFoundError: likewise, or its server does not know the method.
            OutOfServiceError: the database is.
        """
        await self._readings.choose_form(entry)
        shown_at = await self._places.replaced_by(entry.message)
        file = None
        if isinstance(entry.message, SendDocument | SendPicture):
            file = await self._file_of(entry, entry.message)
            if file is None:
                await self._books.told(entry, self._unsent.file_failed)
                return None
        return await self._post(entry, shown_at, file, backoff)

    async def _file_of(self, entry: Waiting, message: SendDocument | SendPicture) -> Document | None:
        try:
            return await self._files.made_for(message)
        except OutOfServiceError:
            raise
        except Exception as failure:  # noqa: BLE001 - whatever it is, one file must not end the bot
            trace = None if isinstance(failure, BriefBotError) else failure
            _log.error("sender.no_file", chat_id=entry.chat_id, ids=entry.ids, error=str(failure), exc_info=trace)
            return None

    async def _post(
        self, entry: Waiting, shown_at: int | None, file: Document | None, backoff: Backoff
    ) -> float | None:
        call = call_for(entry.message, shown_at, file)
        if call.creates:
            if entry.repeated:
                _log.warning("sender.possible_repetition", chat_id=entry.chat_id, ids=entry.ids)
            await self._ledger.attempt(entry.ids)
        try:
            async with self._at_once:
                result = await self._telegram.call(call.method, call.params, file=call.file)
        except TelegramError as failure:
            if call.creates and isinstance(failure, OutcomeUnknownError):
                entry.may_be_out()
            return await self._failed(entry, failure, backoff)
        if await self._readings.screen_is_out(entry):
            backoff.reset()
            return 0.0
        self._books.out(entry, shown_at, _message_id(result) if call.creates else None)
        return None

    async def _failed(self, entry: Waiting, failure: TelegramError, backoff: Backoff) -> float | None:
        message = entry.message
        if await self._readings.screen_was_refused(entry, failure):
            return 0.0
        match failure:
            case WrongTokenError() | NotFoundError():
                raise failure
            case TooManyRequestsError():
                return failure.retry_after
            case UnreachableError():
                await self._books.told(entry, self._unsent.became_unreachable)
            case RejectedError() if isinstance(message, ShowCard) and _says(failure, *_CARD_GONE):
                self._places.card_gone(entry.chat_id)
                return 0.0
            case RejectedError() if isinstance(message, DeleteMessage) and _says(failure, _TOO_OLD):
                self._books.dropped(entry, instead=RemoveButtons(entry.chat_id, message.message_id))
            case RejectedError():
                if not _says(failure, *_AS_WANTED):
                    _log.error("sender.rejected", chat_id=entry.chat_id, ids=entry.ids, error=str(failure))
                self._books.dropped(entry)
            case _:
                _log.warning("sender.failed", chat_id=entry.chat_id, kind=type(failure).__name__, error=str(failure))
                return backoff.pause()
        return None


def _says(failure: TelegramError, *phrases: str) -> bool:
    return any(phrase in str(failure) for phrase in phrases)


def _message_id(result: object) -> int | None:
    found = result.get("message_id") if isinstance(result, dict) else None
    return found if isinstance(found, int) else None
