"""Reminders, and what is told about them, with what somebody typed wherever that can stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING

from markupsafe import Markup

from bot.app.cards.model import MeetingLine
from bot.app.cards.reminder import Days, ReminderCard
from bot.app.digest import DigestLine
from bot.domain.brief import Person
from bot.domain.reminders.for_manager import Trouble
from bot.domain.reminders.outcome import Reason, Why
from bot.domain.reminders.situation import OpenSection, Stop
from tests.planning.bakery import BAKERY
from tests.planning.making import START, brief
from tests.rendering.specimens import meeting_lines

if TYPE_CHECKING:
    from bot.domain.reminders.outcome import Kind
    from tests.rendering.sayings import Saying

Values = dict[str, object]

_DAYS = tuple(Days(START + timedelta(days=days), START.date()) for days in (0, 1, 3))


def reminder_cards(kind: Kind, saying: Saying) -> list[ReminderCard]:
    """With one section and with many, before a meeting here and elsewhere, and without one."""
    one = (OpenSection("s", f"Сделка: {saying.label}", 2, 60),)
    many = tuple(OpenSection(f"s{n}", f"Сделка: {saying.label}", n, 60 * n) for n in range(1, 8))
    meetings = [(None, None), *product(meeting_lines(saying), _DAYS)]
    return [
        ReminderCard(kind, saying.name, sections, 5, 7, 40, meeting, day, 2 if day else 0)
        for sections in (one, many)
        for meeting, day in meetings
    ]


def preview_values(saying: Saying) -> list[Values]:
    told = {"company": saying.name, "contact": saying.name, "quoted": Markup("<b>Текст</b>")}
    later = [{**told, "moment": _DAYS[1], "why": why} for why in Why]
    return [{**told, "moment": None, "why": None}, *later]


def refusal_values(saying: Saying) -> list[Values]:
    return [{"company": saying.name, "contact": saying.name, "reason": reason} for reason in Reason]


def reminded_values(saying: Saying) -> list[Values]:
    told = {"company": saying.name, "contact": saying.name}
    return [{**told, "moment": moment} for moment in (None, *_DAYS)]


def contact_values(saying: Saying) -> list[Values]:
    told = {"company": saying.name, "contact": saying.name}
    people = (None, Person(7, saying.name, "anna"), Person(7, saying.name), Person(7, ""))
    return [{**told, "person": person} for person in people]


def escalation_values(saying: Saying) -> list[Values]:
    told = {"company": saying.name, "contact": saying.name}
    meeting = MeetingLine(START, START.date(), "МСК")
    return [
        {**told, "meeting": meeting, "left": left, "stopped": stopped}
        for left in (None, 0, 5)
        for stopped in (None, *Stop)
    ]


def held_values(saying: Saying) -> list[Values]:
    meeting = MeetingLine(START, START.date(), "МСК", over=True)
    noted = ((True, False), (False, True), (False, False))
    return [{"company": saying.name, "meeting": meeting, "held": held, "again": again} for held, again in noted]


def digest_values(saying: Saying) -> list[Values]:
    named = replace(brief(BAKERY, {}, company=saying.name, submitted=False), contact=saying.name)
    lines = [
        (DigestLine(named, trouble, left, 4, stopped), meeting)
        for trouble in Trouble
        for left in (None, 0, 5)
        for stopped in (None, *Stop)
        for meeting in meeting_lines(saying)
    ]
    pages = [lines[start : start + 5] for start in range(0, len(lines), 5)]
    shown = [{"lines": page, "start": 5 * number, "total": len(lines)} for number, page in enumerate(pages)]
    return [*shown, {"lines": [], "start": 0, "total": 0}]


def moment_values(*, none: bool) -> list[Values]:
    return [{"moment": moment} for moment in ((None, *_DAYS) if none else _DAYS)]


def count_values(saying: Saying) -> list[Values]:
    return [{"count": count, "manager": saying.name} for count in (1, 3, 11)]
