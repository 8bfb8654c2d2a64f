"""Interviews are kept as long as their briefs are in use."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.app.interview import Interview, Interviews
from bot.domain.answers import Answers
from bot.domain.route import find_route
from bot.domain.values import NumberValue
from tests.planning.bakery import BAKERY
from tests.planning.making import answered, choice
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


TALK = answered({"open": choice("yes"), "ovens": NumberValue(2)})


def with_rows(rows: int) -> Interview:
    return Interview(replace(FIRST, answers=Answers(TALK.history[:rows])), BAKERY)


def test_a_brief_with_the_same_answers_keeps_its_route() -> None:
    interview = with_rows(1)
    assert interview.with_brief(replace(interview.brief, company="Василёк")).route is interview.route


@pytest.mark.parametrize(("before", "now"), [(1, 2), (0, 2), (2, 1), (2, 0)], ids=["one more", "two", "less", "none"])
def test_a_brief_with_other_answers_has_the_route_of_these(before: int, now: int) -> None:
    moved = with_rows(before).with_brief(with_rows(now).brief)
    assert moved.route == find_route(BAKERY, Answers(TALK.history[:now]))
