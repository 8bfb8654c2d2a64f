"""The client sends the brief off: a copy to the client, the plan to the manager; later, what changed to both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.messages import Screen, SendMessage
from bot.app.place import View
from bot.app.submitting import submit
from handlers.keyboards.manager import plan_keyboard
from handlers.plans import send_pictures, send_reading

if TYPE_CHECKING:
    from bot.domain.brief import Brief
    from bot.domain.planning.changes import Changes
    from bot.domain.planning.plan import Plan
    from handlers.client.turn import Turn


def send_off(turn: Turn) -> bool:
    """Whether there was anything new to send."""
    before = turn.interview.brief
    brief = submit(turn.uow, turn.desk.clock, before)
    turn.place = turn.place.to(View.SUBMITTED)
    if brief is before:
        return False
    turn.interview = turn.interview.with_brief(brief)
    plan = turn.interview.plan()
    for text in _for_client(turn, plan):
        turn.uow.outbox.put(SendMessage(turn.chat_id, Screen(text)))
    _tell_manager(turn, brief, plan.changes)
    return True


def _for_client(turn: Turn, plan: Plan) -> tuple[str, ...]:
    """All answers the first time, what is another one after that."""
    if plan.changes is None:
        return turn.desk.plans.client_copy(plan)
    return (turn.desk.messages.notice("client_resent", changes=plan.changes),)


def _tell_manager(turn: Turn, brief: Brief, changes: Changes | None) -> None:
    desk, uow = turn.desk, turn.uow
    notice = desk.messages.notice("manager_submitted", company=brief.company, contact=brief.contact, changes=changes)
    uow.outbox.put(SendMessage(brief.manager_id, Screen(notice)))
    keyboard = plan_keyboard(brief, desk.labels.buttons)
    send_reading("plan", turn.interview, brief.manager_id, uow, desk, keyboard=keyboard)
    send_pictures(turn.interview, brief.manager_id, uow)
