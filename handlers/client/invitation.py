"""Opening an invitation link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram.fsm.context import FSMContext  # noqa: TC002 - aiogram reads the annotations
from aiogram.types import Message  # noqa: TC002 - as above

from bot.app.invitations import Opening, open_invitation
from bot.app.messages import Placement, Screen, SendMessage
from bot.app.place import opening
from bot.domain.brief import Person
from handlers.client.present import show
from handlers.client.turn import Turn

if TYPE_CHECKING:
    from aiogram.types import User

    from bot.app.ports import UnitOfWork
    from bot.domain.brief import Brief
    from handlers.desk import Desk


def remember(uow: UnitOfWork, user: User) -> Person:
    """Keep the person's present name; whoever writes is reachable again."""
    person = Person(user.id, user.full_name, user.username)
    uow.people.save(person)
    return person


async def open_link(token: str, message: Message, state: FSMContext, uow: UnitOfWork, desk: Desk) -> None:
    if message.from_user is None:
        return
    person = remember(uow, message.from_user)
    outcome, brief = await open_invitation(uow, desk.clock, token, person.id, desk.admins)
    match outcome, brief:
        case (Opening.BOUND | Opening.RESUMED, found) if found:
            await _welcome(found, state, uow, desk)
        case (Opening.TAKEN, found) if found:
            _say(uow, desk, person.id, "link_taken")
            text = desk.messages.notice("manager_link_taken", company=found.company, name=person.name)
            uow.outbox.put(SendMessage(found.manager_id, Screen(text)))
        case (Opening.MANAGERS, _):
            _say(uow, desk, person.id, "link_for_client")
        case _:
            _say(uow, desk, person.id, "link_unknown")


async def _welcome(brief: Brief, state: FSMContext, uow: UnitOfWork, desk: Desk) -> None:
    if brief.client_id is None:
        return
    interview = desk.interviews.of(brief)
    card = await uow.cards.get(brief.client_id)
    turn = Turn(desk, uow, brief.client_id, interview, opening(interview, brief.id), card)
    await show(turn, state, Placement.BELOW)


def _say(uow: UnitOfWork, desk: Desk, chat_id: int, notice: str) -> None:
    uow.outbox.put(SendMessage(chat_id, Screen(desk.messages.notice(notice))))
