"""A manager walks a brief as a client would, to know what is being sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.app.invitations import NewBrief, invite
from bot.app.messages import Placement
from bot.app.place import opening
from handlers.client.present import show
from handlers.client.turn import Turn

if TYPE_CHECKING:
    from aiogram.fsm.context import FSMContext

    from bot.app.ports import UnitOfWork
    from bot.domain.brief import Person
    from handlers.desk import Desk


async def begin_trial(person: Person, state: FSMContext, uow: UnitOfWork, desk: Desk) -> None:
    company = desk.messages.notice("trial_company")
    new = NewBrief(company, person.name, person.id)
    created = invite(uow, desk.clock, desk.ids, desk.interviews.questionnaire, new)
    brief = uow.briefs.save(replace(created, client_id=person.id))
    interview = desk.interviews.of(brief)
    turn = Turn(desk, uow, person.id, interview, opening(interview, brief.id), await uow.cards.get(person.id))
    await show(turn, state, Placement.BELOW)
