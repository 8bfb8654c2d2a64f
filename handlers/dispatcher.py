"""The routers in the order in which they are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram import Dispatcher

from handlers import fallback
from handlers.client import router as client
from handlers.fsm import ConversationMiddleware
from handlers.manager import router as manager

if TYPE_CHECKING:
    from handlers.desk import Desk


def build_dispatcher(desk: Desk) -> Dispatcher:
    """Handlers get ``desk`` and, per update, ``uow`` and ``state``."""
    dispatcher = Dispatcher(disable_fsm=True, desk=desk)
    dispatcher.update.outer_middleware(ConversationMiddleware())
    dispatcher.include_router(manager.setup(desk.admins))
    dispatcher.include_router(client.setup())
    dispatcher.include_router(fallback.setup())
    return dispatcher
