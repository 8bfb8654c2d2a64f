"""What the bot waits for from a manager, and what puts an end to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiogram import BaseMiddleware
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiogram.types import TelegramObject


class Manager(StatesGroup):
    """The two names that a new brief needs, and the moment of its meeting."""

    company = State()
    contact = State()
    meeting = State()


class CommandsEndWaiting(BaseMiddleware):
    """A command, whichever, is something else than the name that was asked for: what is typed after it is none."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:  # noqa: ANN401 - aiogram's own signature
        command = isinstance(event, Message) and (event.text or "").startswith("/")
        if command and data.get("raw_state") in Manager:
            await data["state"].set_state(None)
            data["raw_state"] = None
        return await handler(event, data)
