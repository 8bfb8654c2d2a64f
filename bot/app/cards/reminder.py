"""What a reminder tells: how the client stands, what remains, when the meeting is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.app.cards.model import MeetingLine
    from bot.domain.brief import Brief
    from bot.domain.reminders.outcome import Kind
    from bot.domain.reminders.situation import OpenSection, Situation


@dataclass(frozen=True, slots=True)
class Days:
    """A moment to come as people speak of it: ``local`` on the wall, and what day it is ``today`` there."""

    local: datetime
    today: date

    @property
    def days(self) -> int:
        return (self.local.date() - self.today).days


@dataclass(frozen=True, slots=True)
class ReminderCard:
    """``kind`` chooses the words. ``hours`` until the meeting, rounded; 0 if there is none or it is nearer."""

    kind: Kind
    contact: str
    sections: tuple[OpenSection, ...]
    questions: int
    minutes: int
    percent: int
    meeting: MeetingLine | None
    day: Days | None
    hours: int


def reminder_card(
    brief: Brief, kind: Kind, situation: Situation, meeting: MeetingLine | None, now: datetime
) -> ReminderCard:
    ahead = situation.meeting if meeting else None
    return ReminderCard(
        kind=kind,
        contact=brief.contact,
        sections=situation.sections,
        questions=situation.questions_left,
        minutes=situation.minutes_left,
        percent=situation.percent,
        meeting=meeting,
        day=days_to(ahead, situation, now) if ahead else None,
        hours=round((ahead - now).total_seconds() / 3600) if ahead else 0,
    )


def days_to(moment: datetime, situation: Situation, now: datetime) -> Days:
    """As the client's clock and calendar show it."""
    local = moment.astimezone(situation.zone)
    return Days(local, now.astimezone(situation.zone).date())
