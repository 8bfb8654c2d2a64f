"""Who is in the middle of a brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram.filters import Filter

from bot.app.place import opening
from handlers.client.placekeeping import place_in
from handlers.client.turn import Turn

if TYPE_CHECKING:
    from aiogram.fsm.context import FSMContext
    from aiogram.types import TelegramObject, User

    from bot.app.place import Place
    from bot.app.ports import UnitOfWork
    from bot.domain.brief import Brief
    from handlers.desk import Desk


class InBrief(Filter):
    """Passes for a client bound to a brief, and gives the handler the ``turn``."""

    async def __call__(
        self, _: TelegramObject, event_from_user: User, state: FSMContext, uow: UnitOfWork, desk: Desk
    ) -> bool | dict[str, object]:
        place = place_in(await state.get_data())
        brief = await _brief(uow, place, event_from_user.id)
        if brief is None:
            return False
        interview = desk.interviews.of(brief)
        card = await uow.cards.get(event_from_user.id)
        place = place or opening(interview, brief.id)
        return {"turn": Turn(desk, uow, event_from_user.id, interview, place, card)}


async def _brief(uow: UnitOfWork, place: Place | None, person_id: int) -> Brief | None:
    """The brief on the card, else the newest that is bound to this person."""
    if place is not None:
        brief = await uow.briefs.get(place.brief_id)
        if brief is not None and brief.client_id == person_id:
            return brief
    return next(iter(await uow.briefs.of_client(person_id)), None)
