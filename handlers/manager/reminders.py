"""What a manager does about a client who is behind, and what the manager is asked about a meeting."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.app.cards.reminder import Days, days_to
from bot.app.messages import Screen, SendMessage
from bot.app.reminding import put_off
from bot.domain.reminders.for_manager import escalation_at, question_at
from bot.domain.reminders.outcome import Planned, Reason, Silence
from bot.domain.reminders.situation import State
from handlers.client.reminding import send_reminder, words_of
from handlers.keyboards.manager import (
    escalation_keyboard,
    held_keyboard,
    remind_keyboard,
    to_brief_keyboard,
    unreminded_keyboard,
)
from handlers.manager.briefs import took_place
from handlers.meetings import line_for_manager

if TYPE_CHECKING:
    from datetime import datetime

    from bot.app.ports import UnitOfWork
    from bot.domain.brief import Brief
    from handlers.desk import Desk


async def preview(brief: Brief, uow: UnitOfWork, desk: Desk) -> Screen:
    """What the client would read, or why there is nothing to be sent."""
    situation = await desk.reminding.situation(uow, brief)
    planned = desk.reminding.at_once(situation)
    told: dict[str, object] = {"company": brief.company, "contact": brief.contact}
    if not isinstance(planned, Planned):
        text = desk.messages.notice("manager_no_reminder", **told, reason=planned.reason)
        return Screen(text, unreminded_keyboard(brief, desk.labels.buttons))
    now = desk.reminding.is_now(planned)
    told["moment"] = None if now else days_to(planned.at, situation, desk.clock.now())
    told["why"] = planned.moved[-1].why if planned.moved and not now else None
    text = desk.messages.quoting("manager_remind", words_of(brief, planned.kind, situation, desk), **told)
    return Screen(text, remind_keyboard(brief, desk.labels.buttons, len(situation.sent), now=now))


async def remind_now(brief: Brief, known: int, uow: UnitOfWork, desk: Desk) -> Screen | None:
    """None if another reminder went since the preview (``known`` were sent then), or it may not go now any more."""
    situation = await desk.reminding.situation(uow, brief)
    planned = desk.reminding.at_once(situation)
    if len(situation.sent) != known or not isinstance(planned, Planned):
        return None
    if desk.reminding.is_now(planned):
        again = await send_reminder(brief, planned, uow, desk)
        desk.reminding.look_at(uow, brief, again)
        return _sent(brief, None, desk)
    await put_off(uow, brief, planned.at)
    return _sent(brief, planned.at, desk)


def _sent(brief: Brief, at: datetime | None, desk: Desk) -> Screen:
    moment = days_to_here(at, desk) if at else None
    text = desk.messages.notice("manager_reminded", company=brief.company, contact=brief.contact, moment=moment)
    return Screen(text, to_brief_keyboard(brief, desk.labels.buttons))


def days_to_here(moment: datetime, desk: Desk) -> Days:
    """On the manager's clock."""
    return Days(moment.astimezone(desk.zone), desk.today)


async def contact(brief: Brief, uow: UnitOfWork, desk: Desk) -> Screen:
    person = await uow.people.get(brief.client_id) if brief.client_id is not None else None
    return Screen(desk.messages.notice("manager_contact", company=brief.company, contact=brief.contact, person=person))


async def escalate(brief: Brief, due_at: datetime, uow: UnitOfWork, desk: Desk) -> datetime | None:
    """The meeting is near and the brief is not finished. Not where it was near already when it was set."""
    meeting, now = brief.upcoming_meeting(desk.clock.now()), desk.clock.now()
    if meeting is None or brief.submissions:
        return None
    at = escalation_at(desk.reminding.hours, meeting.at)
    if now < at:
        return at
    if due_at != at:
        return None
    situation = await desk.reminding.situation(uow, brief)
    told = {"company": brief.company, "contact": brief.contact, "meeting": line_for_manager(brief, desk)}
    left = situation.questions_left if situation.state is not State.NOT_OPENED else None
    text = desk.messages.notice("manager_escalation", **told, left=left, stopped=situation.stopped)
    remind = isinstance(desk.reminding.at_once(situation), Planned)
    screen = Screen(text, escalation_keyboard(brief, desk.labels.buttons, remind=remind))
    uow.outbox.put(SendMessage(brief.manager_id, screen, bulk=True))
    return None


async def ask_whether_it_took_place(brief: Brief, uow: UnitOfWork, desk: Desk) -> datetime | None:
    """Reminders have ended; the manager says what became of the meeting."""
    if brief.meeting is None or await took_place(brief, uow):
        return None
    at = question_at(desk.reminding.hours, brief.meeting.at)
    if desk.clock.now() < at:
        return at
    told = {"company": brief.company, "contact": brief.contact, "meeting": line_for_manager(brief, desk)}
    screen = Screen(desk.messages.notice("manager_held", **told), held_keyboard(brief, desk.labels.buttons))
    uow.outbox.put(SendMessage(brief.manager_id, screen, bulk=True))
    return None


async def note_whether_it_took_place(brief: Brief, uow: UnitOfWork, desk: Desk, *, held: bool) -> Screen:
    journal = await uow.journals.get(brief.id)
    if brief.meeting is not None:
        uow.journals.save(replace(journal, held_at=brief.meeting.at if held else None))
    silence = desk.reminding.next(await desk.reminding.situation(uow, brief))
    again = isinstance(silence, Silence) and silence.reason is Reason.MEETING_OVER
    text = desk.messages.notice("manager_held_noted", company=brief.company, held=held, again=again)
    return Screen(text, to_brief_keyboard(brief, desk.labels.buttons, set_meeting=not held))
