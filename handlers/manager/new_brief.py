"""«/new»: the two names that a brief needs, then the link for the client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, StateFilter
from aiogram.types import Message  # noqa: TC002 - aiogram reads the annotations of handlers

from bot.app.invitations import NewBrief, invite
from bot.app.messages import Screen
from bot.domain.constraints import clean_label
from bot.domain.errors import Refused
from handlers.client.invitation import remember
from handlers.keyboards.manager import cancel_keyboard, link_keyboard
from handlers.manager.asking import Step
from handlers.manager.meeting_router import ask
from handlers.manager.turn import ManagerTurn  # noqa: TC001 - as above
from handlers.manager.waiting import Manager
from handlers.meetings import line_for_client
from handlers.when import When

if TYPE_CHECKING:
    from bot.domain.brief import Brief

_NAME_LIMIT = 100
_NAMING = frozenset({Manager.company.state, Manager.contact.state})


def register(router: Router) -> None:
    router.message.register(on_new, Command("new", ignore_mention=True))
    router.message.register(on_company, StateFilter(Manager.company), When(F.text))
    router.message.register(on_contact, StateFilter(Manager.contact), When(F.text))
    router.message.register(on_no_name, StateFilter(Manager.company, Manager.contact))


async def on_new(_: Message, command: CommandObject, turn: ManagerTurn) -> None:
    """The company may stand right behind the command."""
    remember(turn.uow, turn.person)
    if command.args:
        await turn.state.set_state(Manager.company)
        await _take_company(turn, command.args)
    else:
        await begin(turn)


async def on_company(message: Message, turn: ManagerTurn) -> None:
    await _take_company(turn, message.text or "")


async def on_contact(message: Message, turn: ManagerTurn) -> None:
    contact = _name(message.text or "")
    if not contact:
        await _ask_again(turn)
        return
    company = str((await turn.state.get_data()).get("company", ""))
    await turn.state.set_state(None)
    desk, new = turn.desk, NewBrief(company, contact, turn.manager)
    brief = invite(turn.uow, desk.clock, desk.ids, desk.interviews.questionnaire, new)
    hand_over_link(turn, brief)
    await ask(turn, brief, Step.DAY)


async def on_no_name(_: Message, turn: ManagerTurn) -> None:
    await _ask_again(turn)


async def begin(turn: ManagerTurn) -> None:
    await turn.state.set_state(Manager.company)
    turn.send(Screen(turn.notice("new_company"), cancel_keyboard(turn.buttons)))


async def cancel(turn: ManagerTurn) -> bool:
    """Whether there was anything to cancel."""
    if await turn.state.get_state() not in _NAMING:
        return False
    await turn.state.set_state(None)
    turn.show(Screen(turn.notice("new_cancelled")))
    return True


def hand_over_link(turn: ManagerTurn, brief: Brief, *, again: bool = False) -> None:
    """The link, and below it a message ready to be forwarded to the client."""
    link, contact = turn.desk.invitation_link(brief.token), brief.contact
    meeting = line_for_client(brief, turn.desk)
    plain_words = turn.notice("invitation_plain", contact=contact)
    done = turn.notice("new_done", company=brief.company, contact=contact, again=again)
    turn.send(Screen(done, link_keyboard(turn.buttons, link, plain_words)))
    name = turn.person.first_name
    turn.say(turn.notice("invitation", contact=contact, manager=name, link=link, meeting=meeting))


async def _take_company(turn: ManagerTurn, words: str) -> None:
    company = _name(words)
    if not company:
        await _ask_again(turn)
        return
    await turn.state.update_data(company=company)
    await turn.state.set_state(Manager.contact)
    turn.send(Screen(turn.notice("new_contact", company=company), cancel_keyboard(turn.buttons)))


async def _ask_again(turn: ManagerTurn) -> None:
    field = "company" if await turn.state.get_state() == Manager.company.state else "contact"
    turn.say(turn.notice("new_needs_name", limit=_NAME_LIMIT, field=field))


def _name(text: str) -> str:
    """Empty if what was written can be no name."""
    try:
        return clean_label(text, limit=_NAME_LIMIT)
    except Refused:
        return ""
