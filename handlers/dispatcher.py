"""The routers in the order in which they are asked, and the way a stored update gets to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram import Bot, Dispatcher
from aiogram.types import Update

from handlers import fallback
from handlers.client import router as client
from handlers.fsm import ConversationMiddleware
from handlers.manager import router as manager

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.app.ports import UnitOfWork
    from handlers.desk import Desk


def build_dispatcher(desk: Desk) -> Dispatcher:
    """Handlers get ``desk`` and, per update, ``uow`` and ``state``."""
    dispatcher = Dispatcher(disable_fsm=True, desk=desk)
    dispatcher.update.outer_middleware(ConversationMiddleware())
    dispatcher.include_router(manager.setup(desk.admins))
    dispatcher.include_router(client.setup())
    dispatcher.include_router(fallback.setup())
    return dispatcher


def build_feed(dispatcher: Dispatcher, bot: Bot) -> Callable[[UnitOfWork, Mapping[str, object]], Awaitable[None]]:
    """A function that puts one raw update (Bot API JSON) through the routers within a unit of work.

    It raises what a handler raises, and pydantic's ValidationError for an update that aiogram cannot read.
    """

    async def feed(uow: UnitOfWork, raw: Mapping[str, object]) -> None:
        update = Update.model_validate(raw, context={"bot": bot})
        await dispatcher.feed_update(bot, update, uow=uow)

    return feed
