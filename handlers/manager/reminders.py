"""What a manager does about a client who is behind, and what the manager says of a meeting that is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.cards.reminder import Days, days_to
from bot.app.digest import leave_out
from bot.app.meeting_held import note_held
from bot.app.messages import Screen
from bot.app.reminding_at_once import remind_at_once, wish_to_remind
from bot.domain.reminders.outcome import Planned, Silence
from handlers.client.reminding import send_reminder, words_of
from handlers.keyboards.manager import remind_keyboard, to_brief_keyboard, unreminded_keyboard
from handlers.manager.digest import digest_page

if TYPE_CHECKING:
    from datetime import datetime

    from bot.app.reminding_at_once import Wish
    from bot.domain.brief import Brief
    from handlers.manager.turn import ManagerTurn


async def about_reminding(turn: ManagerTurn, action: str, brief: Brief, number: int) -> bool:
    """``number``: a page of the digest, or how many reminders had gone. False if the tap is out of date."""
    match action:
        case "rem":
            turn.show(await _preview(turn, brief))
        case "drem":
            turn.send(await _preview(turn, brief))
        case "rgo":
            return await _remind(turn, brief, number)
        case "contact":
            turn.send(await _contact(turn, brief))
        case "dput":
            await leave_out(turn.uow, turn.desk.reminding, brief)
            turn.show(await digest_page(turn, number))
            turn.toast = turn.desk.labels.toasts.put_off
        case "held" | "missed":
            turn.show(await _noted(turn, brief, held=action == "held"))
        case _:
            return False
    return True


async def _preview(turn: ManagerTurn, brief: Brief) -> Screen:
    """What the client would read, or why there is nothing to be sent."""
    wish = await wish_to_remind(turn.uow, turn.desk.reminding, brief)
    match wish.outcome:
        case Silence(reason):
            told = {"company": brief.company, "contact": brief.contact, "reason": reason}
            return Screen(turn.notice("manager_no_reminder", **told), unreminded_keyboard(brief, turn.buttons))
        case Planned() as planned:
            text = _previewed(turn, brief, planned, wish)
            return Screen(text, remind_keyboard(brief, turn.buttons, len(wish.situation.sent), now=wish.now))


def _previewed(turn: ManagerTurn, brief: Brief, planned: Planned, wish: Wish) -> str:
    desk = turn.desk
    words = words_of(brief, planned.kind, wish.situation, desk)
    moment = None if wish.now else days_to(planned.at, wish.situation, desk.clock.now())
    why = planned.moved[-1].why if planned.moved and not wish.now else None
    told = {"company": brief.company, "contact": brief.contact, "moment": moment, "why": why}
    return desk.messages.quoting("manager_remind", words, **told)


async def _remind(turn: ManagerTurn, brief: Brief, known: int) -> bool:
    desk, uow = turn.desk, turn.uow
    planned = await remind_at_once(uow, desk.reminding, brief, known)
    if planned is None:
        return False
    now = desk.reminding.is_now(planned)
    if now:
        desk.reminding.look_at(uow, brief, await send_reminder(brief, planned, uow, desk))
    told = {"company": brief.company, "contact": brief.contact, "moment": None if now else _here(turn, planned.at)}
    turn.show(Screen(turn.notice("manager_reminded", **told), to_brief_keyboard(brief, turn.buttons)))
    return True


def _here(turn: ManagerTurn, moment: datetime) -> Days:
    """On the manager's clock."""
    return Days(moment.astimezone(turn.desk.zone), turn.desk.today)


async def _contact(turn: ManagerTurn, brief: Brief) -> Screen:
    person = await turn.uow.people.get(brief.client_id) if brief.client_id is not None else None
    return Screen(turn.notice("manager_contact", company=brief.company, contact=brief.contact, person=person))


async def _noted(turn: ManagerTurn, brief: Brief, *, held: bool) -> Screen:
    again = await note_held(turn.uow, turn.desk.reminding, brief, held=held)
    text = turn.notice("manager_held_noted", company=brief.company, held=held, again=again)
    return Screen(text, to_brief_keyboard(brief, turn.buttons, set_meeting=not held))
