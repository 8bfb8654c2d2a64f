"""The last router: whatever no other answered gets an answer here. No dead buttons, no silent message."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.fsm.context import FSMContext  # noqa: TC002 - aiogram reads the annotations of handlers
from aiogram.types import CallbackQuery, Message  # noqa: TC002 - as above

from bot.app.messages import Acknowledgement, Screen, SendMessage
from bot.app.ports import UnitOfWork  # noqa: TC001 - as above
from handlers.albums import is_first_of_album
from handlers.desk import Desk  # noqa: TC001 - as above
from handlers.when import When

_PRIVATE = When(F.chat.type == "private")


def setup() -> Router:
    router = Router(name="fallback")
    router.message.register(on_message, _PRIVATE)
    router.edited_message.register(on_message, _PRIVATE)
    router.callback_query.register(on_tap)
    return router


async def on_message(message: Message, state: FSMContext, uow: UnitOfWork, desk: Desk) -> None:
    if not await is_first_of_album(message, state):
        return
    manager = message.chat.id in desk.admins
    text = desk.messages.notice("manager_not_understood" if manager else "stranger")
    uow.outbox.put(SendMessage(message.chat.id, Screen(text)))


async def on_tap(query: CallbackQuery, uow: UnitOfWork, desk: Desk) -> None:
    uow.acknowledge(Acknowledgement(query.id, desk.labels.toasts.not_for_you))
