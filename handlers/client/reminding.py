"""A client's reminder: its words and buttons, as it goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.cards.reminder import reminder_card
from bot.app.messages import Screen, SendReminder
from bot.domain.reminders.outcome import Kind
from handlers.keyboards.reminders import ReminderKeyboard
from handlers.meetings import line_for_client

if TYPE_CHECKING:
    from datetime import datetime

    from bot.app.ports import UnitOfWork
    from bot.domain.brief import Brief
    from bot.domain.reminders.outcome import Planned
    from bot.domain.reminders.situation import Situation
    from handlers.desk import Desk


def words_of(brief: Brief, kind: Kind, situation: Situation, desk: Desk) -> str:
    card = reminder_card(brief, kind, situation, line_for_client(brief, desk), desk.clock.now())
    return desk.messages.reminder(card)


def screen_of(brief: Brief, kind: Kind, situation: Situation, desk: Desk) -> Screen:
    """``situation``: as it is once this reminder counts as sent."""
    keyboard = keyboard_of(brief, situation, desk).reminder(situation.state, desk.reminding.choices(situation))
    return Screen(words_of(brief, kind, situation, desk), keyboard)


def keyboard_of(brief: Brief, situation: Situation, desk: Desk) -> ReminderKeyboard:
    return ReminderKeyboard(brief.id, len(situation.sent), desk.labels.buttons)


async def send_reminder(brief: Brief, planned: Planned, uow: UnitOfWork, desk: Desk) -> datetime | None:
    """Into the outbox, behind what people wait for; when to look at the brief again."""
    again = await desk.reminding.sent(uow, brief, planned)
    screen = screen_of(brief, planned.kind, await desk.reminding.situation(uow, brief), desk)
    if brief.client_id is not None:
        uow.outbox.put(SendReminder(brief.client_id, screen, planned.until, brief_id=brief.id))
    return again


def last_kind(situation: Situation) -> Kind:
    return situation.sent[-1].kind if situation.sent else Kind.FIRST_NUDGE
