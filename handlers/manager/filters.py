"""Who is a manager."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from handlers.manager.turn import ManagerTurn

if TYPE_CHECKING:
    from aiogram.fsm.context import FSMContext
    from aiogram.types import TelegramObject, User

    from bot.app.ports import UnitOfWork
    from handlers.desk import Desk


class FromManager(Filter):
    """Passes for what a manager writes in private or taps, and gives the handler the ``turn``."""

    async def __call__(
        self, event: TelegramObject, event_from_user: User, state: FSMContext, uow: UnitOfWork, desk: Desk
    ) -> bool | dict[str, object]:
        if event_from_user.id not in desk.admins or (isinstance(event, Message) and event.chat.type != "private"):
            return False
        tapped = event.message if isinstance(event, CallbackQuery) else None
        on = tapped.message_id if tapped else None
        return {"turn": ManagerTurn(desk, uow, state, event_from_user, on)}
