"""When managers are told, and of which briefs. Times are as the clock in Moscow shows them."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.domain.reminders.for_manager import Trouble, escalation_at, next_digest, question_at, trouble_of
from bot.domain.reminders.hours import Hours
from bot.domain.reminders.situation import State, Stop
from tests.reminders.making import MOSCOW, RUSSIA, moment, situation
from tests.reminders.policies import SHIPPED

HOURS = Hours(SHIPPED, RUSSIA, ZoneInfo(MOSCOW))


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-11-24 09:29", "2026-11-24 09:30"),
        ("2026-11-24 09:30", "2026-11-25 09:30"),
        ("2026-11-27 12:00", "2026-11-30 09:30"),
        ("2026-12-31 12:00", "2027-01-11 09:30"),
    ],
)
def test_a_digest_comes_on_the_mornings_of_working_days(now: str, morning: str) -> None:
    assert next_digest(HOURS, moment(now)) == moment(morning)


@pytest.mark.parametrize(
    ("meeting", "told"),
    [
        ("2026-11-27 15:00", "2026-11-26 15:00"),
        ("2026-11-30 11:00", "2026-11-27 09:30"),
        ("2026-11-26 08:00", "2026-11-24 09:30"),
    ],
)
def test_an_unfinished_brief_is_told_a_day_before_or_on_the_working_morning_before_that(
    meeting: str, told: str
) -> None:
    assert escalation_at(HOURS, moment(meeting)) == moment(told)


@pytest.mark.parametrize(
    ("meeting", "asked"),
    [
        ("2026-11-27 15:00", "2026-11-27 17:00"),
        ("2026-11-27 19:00", "2026-11-30 09:30"),
        ("2026-11-28 12:00", "2026-11-28 14:00"),
    ],
)
def test_whether_a_meeting_took_place_is_asked_some_hours_later_but_not_at_night(meeting: str, asked: str) -> None:
    assert question_at(HOURS, moment(meeting)) == moment(asked)


def test_a_digest_names_the_gravest_trouble() -> None:
    silent = situation(active="2026-11-23 12:00")
    near = replace(silent, meeting=moment("2026-11-27 15:00"))
    thursday, tuesday = moment("2026-11-26 12:00"), moment("2026-11-24 12:00")
    assert trouble_of(silent, HOURS, tuesday) is None
    assert trouble_of(silent, HOURS, thursday) is Trouble.STUCK
    assert trouble_of(near, HOURS, tuesday) is None
    assert trouble_of(replace(near, stopped=Stop.BLOCKED), HOURS, thursday) is Trouble.MEETING_NEAR
    assert trouble_of(replace(near, stopped=Stop.BLOCKED), HOURS, tuesday) is Trouble.BLOCKED
    assert trouble_of(replace(silent, stopped=Stop.ASKED), HOURS, tuesday) is Trouble.ASKED_NOT_TO


def test_what_is_sent_over_or_forgotten_is_in_no_digest() -> None:
    silent = situation(active="2026-11-23 12:00")
    assert trouble_of(replace(silent, state=State.SUBMITTED), HOURS, moment("2026-11-30 12:00")) is None
    over = replace(silent, meeting=moment("2026-11-27 15:00"))
    assert trouble_of(over, HOURS, moment("2026-11-30 12:00")) is None
    assert trouble_of(silent, HOURS, moment("2026-12-30 12:00")) is None
