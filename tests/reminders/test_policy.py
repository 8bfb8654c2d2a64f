"""The policy file: what it says, and what is said of its mistakes."""

from __future__ import annotations

import re
from datetime import time
from itertools import pairwise

import pytest

from bot.definitions.faults import DefinitionError
from bot.definitions.reading import build
from bot.definitions.source import parse
from bot.domain.reminders.checking import check_policy
from bot.domain.reminders.policy import Quiet, ReminderPolicy
from tests.reminders.policies import FILE, SHIPPED, policy

TEXT = FILE.read_text(encoding="utf-8")
COUNTRIES = frozenset({"RU", "DE"})


def faults_of(written: str, instead: str) -> list[str]:
    assert TEXT.count(written) == 1
    with pytest.raises(DefinitionError) as caught:
        build(parse(TEXT.replace(written, instead), "policy.yaml"), ReminderPolicy)
    return [re.sub(r"^policy.yaml:\d+: ", "", str(fault)) for fault in caught.value.faults]


def test_the_shipped_policy_makes_sense_and_keeps_the_night() -> None:
    assert check_policy(SHIPPED, COUNTRIES) == ()
    assert (SHIPPED.quiet.start, SHIPPED.quiet.end) == (time(20), time(9))


def test_every_value_of_the_shipped_policy_has_its_comment() -> None:
    """A key stands under a comment, or under another key that does."""
    lines = [line for line in TEXT.splitlines() if line.strip()]
    bare = [
        line for before, line in pairwise(lines) if re.match(r" +\w+:", line) and not before.lstrip().startswith("#")
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("written", "instead", "fault"),
    [
        ('from: "20:00"', "from: 25:00", '"from": write an hour of the day such as "20:00"'),
        ('digest_at: "9:30"', "digest_at: [9, 30]", '"digest_at": write an hour of the day such as "20:00"'),
        ("per_week: 4", "per_week: 0", '"per_week" is 0; it must be at least 1'),
        ("per_week: 4", "per_week: many", '"per_week" must be a whole number, not "many"'),
        ("per_week: 4", "perweek: 4", 'unknown key "perweek"; did you mean "per_week"?'),
        ("[1, 2, 4, 7]", "[]", '"spacing_days" must not be empty'),
        ("weekends: true", "weekends: sometimes", '"weekends" must be true or false, not "sometimes"'),
        ('to: "9:00"', 'to: "20:00"', '"quiet": from and to are the same hour, which leaves no time to remind'),
    ],
)
def test_a_mistake_is_told_in_words(written: str, instead: str, fault: str) -> None:
    assert fault in faults_of(written, instead)


def test_a_missing_key_is_named() -> None:
    assert '"late_minutes" is missing' in faults_of("late_minutes: 120\n", "\n")


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ({"country": "Russia"}, ("country",), 'holidays of "Russia" are not known'),
        ({"spacing_days": [2, 1, 4]}, ("spacing_days", 1), "1 comes after 2"),
        ({"snooze": {"evening_at": "21:00"}}, ("snooze", "evening_at"), "in the quiet hours (20:00 to 09:00)"),
        ({"meeting": {"day_before_at": "8:59"}}, ("meeting", "day_before_at"), "in the quiet hours"),
        ({"meeting": {"minutes_before_at_least": 120}}, ("meeting", "minutes_before_at_least"), "leaves no time"),
    ],
)
def test_values_that_do_not_fit_together_are_told_with_their_place(
    changes: dict[str, object], place: tuple[str | int, ...], words: str
) -> None:
    (fault,) = check_policy(policy(**changes), COUNTRIES)
    assert fault.place == place
    assert words in fault.message


def test_a_night_may_lie_on_one_day_or_across_midnight() -> None:
    across = SHIPPED.quiet
    within = Quiet.model_validate({"from": "1:00", "to": "7:30"})
    hours = (time(0, 30), time(1), time(7, 29), time(7, 30), time(9), time(19, 59), time(20))
    assert [across.covers(hour) for hour in hours] == [True, True, True, True, False, False, True]
    assert [within.covers(hour) for hour in hours] == [False, True, True, False, False, False, False]
