"""The routers in the order in which they are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram import Dispatcher

from handlers import fallback
from handlers.client import router as client
from handlers.manager import router as manager

if TYPE_CHECKING:
    from handlers.desk import Desk


def build_dispatcher(desk: Desk) -> Dispatcher:
    """Handlers and filters get what ``Conversation`` hands out with an event."""
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.include_routers(manager.setup(desk.admins), client.setup(), fallback.setup())
    return dispatcher
