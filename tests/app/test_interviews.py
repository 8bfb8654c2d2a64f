"""Interviews are kept as long as their briefs are in use."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.app.interview import Interviews
from tests.planning.bakery import BAKERY
from tests.storage.making import brief

FIRST, SECOND, THIRD = (brief(name) for name in ("b1", "b2", "b3"))


@pytest.fixture
def interviews() -> Interviews:
    return Interviews(BAKERY, size=2)


def test_as_long_as_a_brief_is_the_same_its_interview_is(interviews: Interviews) -> None:
    assert interviews.of(FIRST) is interviews.of(FIRST)
    assert interviews.of(replace(FIRST, company="Василёк")) is not interviews.of(FIRST)


def test_an_interview_that_moved_on_is_found_by_its_brief(interviews: Interviews) -> None:
    answered = replace(FIRST, company="Василёк")
    kept = interviews.keep(interviews.of(FIRST).with_brief(answered))
    assert interviews.of(answered) is kept


def test_the_one_that_was_used_last_is_kept_and_the_other_is_not(interviews: Interviews) -> None:
    first, second = interviews.of(FIRST), interviews.of(SECOND)
    interviews.of(FIRST)
    interviews.of(THIRD)
    assert interviews.of(FIRST) is first
    assert interviews.of(SECOND) is not second


def test_the_one_that_moved_on_last_is_kept_and_the_other_is_not(interviews: Interviews) -> None:
    first, second = interviews.of(FIRST), interviews.of(SECOND)
    interviews.keep(first)
    interviews.of(THIRD)
    assert interviews.of(FIRST) is first
    assert interviews.of(SECOND) is not second
