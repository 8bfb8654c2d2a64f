"""The routers in the order in which they are asked."""

from __future__ import annotations

from aiogram import Dispatcher

from handlers import fallback
from handlers.client import router as client
from handlers.manager import router as manager


def build_dispatcher() -> Dispatcher:
    """Handlers and filters get what ``Conversation`` hands out with an event."""
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.include_routers(manager.setup(), client.setup(), fallback.setup())
    return dispatcher
