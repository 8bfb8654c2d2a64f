"""The client sends the brief off: thanks and a copy to the client, the plan to the manager."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rendering.plan import client_copy, summary_messages

from bot.app.messages import Screen, SendMessage
from bot.app.place import View
from bot.app.submitting import submit
from handlers.keyboards.manager import plan_keyboard
from handlers.plans import plan_of

if TYPE_CHECKING:
    from handlers.client.turn import Turn


async def send_off(turn: Turn) -> None:
    desk, uow = turn.desk, turn.uow
    again = bool(turn.interview.brief.submissions)
    brief = submit(uow, desk.clock, turn.interview.brief)
    if brief is turn.interview.brief:
        turn.place = turn.place.to(View.SUBMITTED)
        return
    turn.interview = turn.interview.with_brief(brief)
    plan = await plan_of(turn.interview, desk, uow)
    for text in client_copy(desk.plans, plan):
        uow.outbox.put(SendMessage(turn.chat_id, Screen(text)))
    notice = desk.messages.notice("manager_submitted", company=brief.company, contact=brief.contact, again=again)
    uow.outbox.put(SendMessage(brief.manager_id, Screen(notice)))
    *parts, last = summary_messages(desk.plans, plan)
    for part in parts:
        uow.outbox.put(SendMessage(brief.manager_id, Screen(part)))
    uow.outbox.put(SendMessage(brief.manager_id, Screen(last, plan_keyboard(brief, desk.labels.buttons))))
    turn.place = turn.place.to(View.SUBMITTED)
