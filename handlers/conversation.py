"""The conversation as the delivery sees it: what happens on an update, and when something went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram import Bot
from aiogram.types import Update

from handlers.dispatcher import build_dispatcher
from handlers.due import DueMatters
from handlers.incidents import Incidents
from handlers.offline import OfflineSession

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.app.ports import UnitOfWork
    from handlers.desk import Desk

_TAPPED = ("message_id", "date", "chat")


class Conversation(Incidents, DueMatters):
    """Handlers put messages into the outbox; aiogram's Bot is here because its dispatcher wants one."""

    def __init__(self, desk: Desk, token: str) -> None:
        super().__init__(desk)
        self._dispatcher = build_dispatcher(desk)
        self._bot = Bot(token, session=OfflineSession())

    async def handle(self, uow: UnitOfWork, update: Mapping[str, object], /) -> None:
        """Put a raw update (Bot API JSON) through the routers.

        It raises what a handler raises, and pydantic's ValidationError for an update that aiogram cannot read.
        """
        event = Update.model_validate(_lean(update), context={"bot": self._bot})
        await self._dispatcher.feed_update(self._bot, event, uow=uow)


def _lean(update: Mapping[str, object]) -> Mapping[str, object]:
    """The update with only what handlers read of the message under a tapped button: building the rest costs most."""
    query = update.get("callback_query")
    message = query.get("message") if isinstance(query, dict) else None
    if not isinstance(query, dict) or not isinstance(message, dict):
        return update
    needed = {name: message[name] for name in _TAPPED if name in message}
    return {**update, "callback_query": {**query, "message": needed}}
