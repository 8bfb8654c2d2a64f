"""The manager's router: commands, the steps of «/new», taps on lists and briefs."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, CommandStart, StateFilter
from aiogram.fsm.context import FSMContext  # noqa: TC002 - aiogram reads the annotations of handlers
from aiogram.types import CallbackQuery, Message  # noqa: TC002 - as above

from bot.app.invitations import NewBrief, invite
from bot.app.messages import Acknowledgement, EditMessage, Screen, SendMessage
from bot.app.ports import UnitOfWork  # noqa: TC001 - as above
from bot.domain.brief import Brief
from bot.domain.constraints import clean_label
from bot.domain.errors import Refused
from handlers.callbacks import ManagerTap
from handlers.client.invitation import remember
from handlers.client.trial import begin_trial
from handlers.desk import Desk  # noqa: TC001 - as above
from handlers.keyboards.manager import cancel_keyboard, home_keyboard, link_keyboard
from handlers.manager.asking import Step
from handlers.manager.briefs import brief_screen, hand_out, list_screen, own_brief
from handlers.manager.deleting import delete, whether_to_delete
from handlers.manager.meeting_router import OPENING, ask, keep
from handlers.manager.meeting_router import register as register_meetings
from handlers.manager.remind_taps import register as register_reminders
from handlers.manager.waiting import CommandsEndWaiting, Manager
from handlers.meetings import line_for_client
from handlers.when import When

_NAME_LIMIT = 100
_NAMING = frozenset({Manager.company.state, Manager.contact.state})


def setup(admins: frozenset[int]) -> Router:
    """Only for those in ``admins``."""
    router = Router(name="manager")
    router.message.filter(When(F.from_user.id.in_(admins) & (F.chat.type == "private")))
    router.callback_query.filter(When(F.from_user.id.in_(admins)))
    router.message.outer_middleware(CommandsEndWaiting())
    router.message.register(on_help, CommandStart(deep_link=False, ignore_mention=True, magic=~F.args))
    router.message.register(on_help, Command("help", ignore_mention=True))
    router.message.register(on_new, Command("new", ignore_mention=True))
    router.message.register(on_briefs, Command("briefs", ignore_mention=True))
    router.message.register(on_try, Command("try", ignore_mention=True))
    router.message.register(on_company, StateFilter(Manager.company), When(F.text))
    router.message.register(on_contact, StateFilter(Manager.contact), When(F.text))
    register_meetings(router)
    router.message.register(on_no_name, StateFilter(Manager.company, Manager.contact))
    register_reminders(router)
    router.callback_query.register(on_tap, When(F.data.startswith("m:")))
    return router


async def on_help(message: Message, uow: UnitOfWork, desk: Desk) -> None:
    if message.from_user:
        remember(uow, message.from_user)
    text = desk.messages.notice("help_manager", name=message.from_user.first_name if message.from_user else "")
    uow.outbox.put(SendMessage(message.chat.id, Screen(text, home_keyboard(desk.labels.buttons))))


async def on_new(message: Message, command: CommandObject, state: FSMContext, uow: UnitOfWork, desk: Desk) -> None:
    """The company may stand right behind the command."""
    if message.from_user:
        remember(uow, message.from_user)
    if command.args:
        await state.set_state(Manager.company)
        await _take_company(command.args, message.chat.id, state, uow, desk)
    else:
        await _ask_company(message.chat.id, state, uow, desk)


async def on_try(message: Message, state: FSMContext, uow: UnitOfWork, desk: Desk) -> None:
    """A brief with oneself, to see what the client will see."""
    if message.from_user:
        await begin_trial(remember(uow, message.from_user), state, uow, desk)


async def on_company(message: Message, state: FSMContext, uow: UnitOfWork, desk: Desk) -> None:
    await _take_company(message.text or "", message.chat.id, state, uow, desk)


async def _take_company(text: str, chat_id: int, state: FSMContext, uow: UnitOfWork, desk: Desk) -> None:
    company = _name(text)
    if not company:
        await _ask_name_again(chat_id, state, uow, desk)
        return
    await state.update_data(company=company)
    await state.set_state(Manager.contact)
    words = desk.messages.notice("new_contact", company=company)
    uow.outbox.put(SendMessage(chat_id, Screen(words, cancel_keyboard(desk.labels.buttons))))


async def on_contact(message: Message, state: FSMContext, uow: UnitOfWork, desk: Desk) -> None:
    contact = _name(message.text or "")
    if not contact:
        await _ask_name_again(message.chat.id, state, uow, desk)
        return
    company = str((await state.get_data()).get("company", ""))
    await state.set_state(None)
    brief = invite(
        uow, desk.clock, desk.ids, desk.interviews.questionnaire, NewBrief(company, contact, message.chat.id)
    )
    hand_over_link(message.chat.id, brief, message.from_user.first_name if message.from_user else "", uow, desk)
    await ask(brief, Step.DAY, message.chat.id, state, uow, desk)


async def on_no_name(message: Message, state: FSMContext, uow: UnitOfWork, desk: Desk) -> None:
    await _ask_name_again(message.chat.id, state, uow, desk)


async def _ask_name_again(chat_id: int, state: FSMContext, uow: UnitOfWork, desk: Desk) -> None:
    field = "company" if await state.get_state() == Manager.company.state else "contact"
    _say(uow, chat_id, desk.messages.notice("new_needs_name", limit=_NAME_LIMIT, field=field))


async def on_briefs(message: Message, uow: UnitOfWork, desk: Desk) -> None:
    uow.outbox.put(SendMessage(message.chat.id, await list_screen(message.chat.id, 0, uow, desk)))


async def on_tap(query: CallbackQuery, state: FSMContext, uow: UnitOfWork, desk: Desk) -> None:
    tap = ManagerTap.unpack(query.data or "")
    manager = query.from_user.id
    brief = await own_brief(tap.brief if tap else "", manager, uow)
    outdated = False
    match tap.action if tap else "", brief:
        case "new", _:
            await _ask_company(manager, state, uow, desk)
        case "cancel", _ if await state.get_state() in _NAMING:
            await state.set_state(None)
            _replace(query, Screen(desk.messages.notice("new_cancelled")), uow)
        case "list", _:
            _replace(query, await list_screen(manager, tap.page if tap else 0, uow, desk), uow)
        case ("open" | "del" | "delyes") as action, Brief():
            _replace(query, await _in_place(action, brief, tap.page if tap else 0, uow, desk), uow)
        case "link", Brief():
            hand_over_link(manager, brief, query.from_user.first_name, uow, desk, again=True)
        case ("meet" | "mzone" | "moff") as action, Brief():
            await ask(brief, OPENING[action], manager, state, uow, desk, on=_message_id(query))
        case "mkeep", Brief():
            await keep(brief, manager, uow, desk, on=_message_id(query))
        case action, Brief():
            outdated = not hand_out(action, brief, manager, uow, desk)
        case _:
            outdated = True
    uow.acknowledge(Acknowledgement(query.id, desk.labels.toasts.no_longer if outdated else ""))


async def _in_place(action: str, brief: Brief, page: int, uow: UnitOfWork, desk: Desk) -> Screen:
    """What comes in place of the list or the brief's card."""
    match action:
        case "del":
            return whether_to_delete(brief, desk)
        case "delyes":
            return await delete(brief, uow, desk)
        case _:
            return await brief_screen(brief, page, uow, desk)


def hand_over_link(manager: int, brief: Brief, name: str, uow: UnitOfWork, desk: Desk, *, again: bool = False) -> None:
    """The link, and below it a message ready to be forwarded to the client."""
    link = desk.invitation_link(brief.token)
    meeting = line_for_client(brief, desk)
    forwardable = desk.messages.notice("invitation", contact=brief.contact, manager=name, link=link, meeting=meeting)
    plain_words = desk.messages.notice("invitation_plain", contact=brief.contact)
    text = desk.messages.notice("new_done", company=brief.company, contact=brief.contact, again=again)
    keyboard = link_keyboard(desk.labels.buttons, link, plain_words)
    uow.outbox.put(SendMessage(manager, Screen(text, keyboard)))
    uow.outbox.put(SendMessage(manager, Screen(forwardable)))


async def _ask_company(chat_id: int, state: FSMContext, uow: UnitOfWork, desk: Desk) -> None:
    await state.set_state(Manager.company)
    text = desk.messages.notice("new_company")
    uow.outbox.put(SendMessage(chat_id, Screen(text, cancel_keyboard(desk.labels.buttons))))


def _replace(query: CallbackQuery, screen: Screen, uow: UnitOfWork) -> None:
    on, manager = _message_id(query), query.from_user.id
    uow.outbox.put(SendMessage(manager, screen) if on is None else EditMessage(manager, on, screen))


def _message_id(query: CallbackQuery) -> int | None:
    return query.message.message_id if query.message else None


def _name(text: str) -> str:
    """Empty if what was written can be no name."""
    try:
        return clean_label(text, limit=_NAME_LIMIT)
    except Refused:
        return ""


def _say(uow: UnitOfWork, chat_id: int, text: str) -> None:
    uow.outbox.put(SendMessage(chat_id, Screen(text)))
