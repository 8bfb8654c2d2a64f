"""The conversation as the delivery sees it: what happens on an update, and when something went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram import Bot
from aiogram.types import CallbackQuery, Message

from handlers.dispatcher import build_dispatcher
from handlers.due import DueMatters
from handlers.fsm import state_in
from handlers.incidents import Incidents
from handlers.offline import OfflineSession

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.app.ports import UnitOfWork
    from handlers.desk import Desk

#: The kinds of updates that are asked for, each with what aiogram reads it as.
_EVENTS: dict[str, type[Message | CallbackQuery]] = {
    "message": Message,
    "edited_message": Message,
    "callback_query": CallbackQuery,
}


class Conversation(Incidents, DueMatters):
    """Handlers put messages into the outbox; aiogram's Bot is here because its filters of commands want one.

    An event goes straight to the dispatcher's routers. What ``feed_update`` would do before that (a model of the whole
    update, handlers of errors, its own storage of states) is done elsewhere or by nobody, and costs a tap dearly.
    """

    def __init__(self, desk: Desk, token: str) -> None:
        super().__init__(desk)
        self._dispatcher = build_dispatcher()
        self._bot = Bot(token, session=OfflineSession())

    async def handle(self, uow: UnitOfWork, update: Mapping[str, object], /) -> None:
        """Put a raw update (Bot API JSON) through the routers.

        It raises what a handler raises, and pydantic's ValidationError for an update that aiogram cannot read.
        """
        for kind, model in _EVENTS.items():
            if kind in update:
                await self._propagate(uow, kind, model.model_validate(update[kind], context={"bot": self._bot}))

    async def _propagate(self, uow: UnitOfWork, kind: str, event: Message | CallbackQuery) -> None:
        """To the first handler that takes it; what no person has sent is nothing to the handlers."""
        person = event.from_user
        if person is None:
            return
        state = state_in(uow, self._bot.id, _chat_of(event) or person.id, person.id)
        await self._dispatcher.propagate_event(
            kind,
            event,
            bot=self._bot,
            desk=self.desk,
            uow=uow,
            event_from_user=person,
            state=state,
            raw_state=await state.get_state(),
        )


def _chat_of(event: Message | CallbackQuery) -> int | None:
    message = event.message if isinstance(event, CallbackQuery) else event
    return message.chat.id if message else None
