"""The client sends the brief off: a copy to the client, the plan to the manager."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.messages import Screen, SendMessage
from bot.app.place import View
from bot.app.submitting import submit
from handlers.keyboards.manager import plan_keyboard
from handlers.plans import send_pictures, send_reading

if TYPE_CHECKING:
    from bot.domain.brief import Brief
    from handlers.client.turn import Turn


def send_off(turn: Turn) -> bool:
    """Whether there was anything new to send."""
    before = turn.interview.brief
    brief = submit(turn.uow, turn.desk.clock, before)
    turn.place = turn.place.to(View.SUBMITTED)
    if brief is before:
        return False
    turn.interview = turn.interview.with_brief(brief)
    for text in turn.desk.plans.client_copy(turn.interview.plan()):
        turn.uow.outbox.put(SendMessage(turn.chat_id, Screen(text)))
    _tell_manager(turn, brief, again=bool(before.submissions))
    return True


def _tell_manager(turn: Turn, brief: Brief, *, again: bool) -> None:
    desk, uow = turn.desk, turn.uow
    notice = desk.messages.notice("manager_submitted", company=brief.company, contact=brief.contact, again=again)
    uow.outbox.put(SendMessage(brief.manager_id, Screen(notice)))
    keyboard = plan_keyboard(brief, desk.labels.buttons)
    send_reading("plan", turn.interview, brief.manager_id, uow, desk, keyboard=keyboard)
    send_pictures(turn.interview, brief.manager_id, uow)
