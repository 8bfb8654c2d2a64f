"""What a reminder may be put off to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.reminders.outcome import Because, Planned
from bot.domain.reminders.snoozing import choices
from bot.domain.reminders.when import next_reminder
from tests.reminders.making import RUSSIA, moment, shown, situation
from tests.reminders.policies import SHIPPED, policy

if TYPE_CHECKING:
    from bot.domain.reminders.policy import ReminderPolicy
    from bot.domain.reminders.situation import Situation

LONG_AGO = "2026-10-01 12:00"


def offered(around: Situation, now: str, rules: ReminderPolicy = SHIPPED) -> dict[str, str]:
    found = choices(around, rules, RUSSIA, moment(now, str(around.zone)))
    return {snooze.value: shown(at, around)[8:] for snooze, at in found.items()}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(
            "2026-11-24 11:00",
            {"hour": "24 12:00", "evening": "24 18:30", "tomorrow": "25 10:00", "monday": "30 10:00"},
            id="on a Tuesday morning everything",
        ),
        pytest.param(
            "2026-11-24 18:00",
            {"hour": "24 19:00", "tomorrow": "25 10:00", "monday": "30 10:00"},
            id="in the evening no evening",
        ),
        pytest.param(
            "2026-11-24 19:30", {"tomorrow": "25 10:00", "monday": "30 10:00"}, id="nothing that would be at night"
        ),
        pytest.param(
            "2026-11-27 11:00",
            {"hour": "27 12:00", "evening": "27 18:30", "monday": "30 10:00"},
            id="on a Friday no tomorrow",
        ),
        pytest.param(
            "2026-11-29 11:00", {"tomorrow": "30 10:00"}, id="on a Sunday tomorrow is Monday, and Sunday itself is free"
        ),
        pytest.param(
            "2026-03-06 11:00",
            {"hour": "06 12:00", "evening": "06 18:30"},
            id="no Monday that is a holiday",
        ),
    ],
)
def test_a_choice_is_offered_where_it_can_be_kept(now: str, expected: dict[str, str]) -> None:
    assert offered(situation(active="2026-01-12 12:00", sent=(now,)), now) == expected


def test_nothing_behind_the_meeting_is_offered() -> None:
    around = situation(active=LONG_AGO, sent=("2026-11-24 11:00",), meeting="2026-11-25 11:00")
    assert offered(around, "2026-11-24 11:00") == {"hour": "24 12:00", "evening": "24 18:30", "tomorrow": "25 10:00"}


def test_nothing_over_the_cap_is_offered() -> None:
    around = situation(active=LONG_AGO, sent=("2026-11-19 11:00", "2026-11-24 11:00"))
    assert offered(around, "2026-11-24 11:00", policy(per_week=2)) == {"monday": "30 10:00"}


def test_an_hour_is_counted_from_the_tap_to_the_full_minute() -> None:
    around = situation(active=LONG_AGO, sent=("2026-11-24 11:00",))
    assert offered(around, "2026-11-24 11:10:20")["hour"] == "24 12:11"


def test_what_was_chosen_is_when_it_comes() -> None:
    around = situation(active=LONG_AGO, sent=("2026-11-24 11:00",), meeting="2026-11-26 15:00")
    now = moment("2026-11-24 11:05")
    for at in choices(around, SHIPPED, RUSSIA, now).values():
        found = next_reminder(replace(around, snoozed_until=at), SHIPPED, RUSSIA, now)
        assert isinstance(found, Planned)
        assert (found.at, found.because) == (at, Because.ASKED)
