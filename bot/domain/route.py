"""The route: which questions apply now, in which order, with which status. Derived from the answers, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.answers import Answer, Answers, QuestionKey
    from bot.domain.questionnaire import Question, Questionnaire, Section
    from bot.domain.values import Item


class StepStatus(StrEnum):
    ANSWERED = "answered"
    DISCUSS = "discuss"
    UNKNOWN = "unknown"
    #: Answered, but what the answer rested on has changed: one tap confirms it.
    STALE = "stale"
    #: No answer yet, or one that is not complete (a grid with rows not yet passed).
    UNANSWERED = "unanswered"


#: A step with one of these statuses needs no more of the client.
CLOSED = frozenset({StepStatus.ANSWERED, StepStatus.DISCUSS, StepStatus.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Step:
    """One question on the route. ``items``: the elements it repeats for, outermost first."""

    key: QuestionKey
    question: Question
    section: Section
    items: tuple[Item, ...]
    status: StepStatus
    answer: Answer | None

    @property
    def is_open(self) -> bool:
        return self.status not in CLOSED


@dataclass(frozen=True, slots=True)
class SectionRun:
    """A section as asked: once, or once for ``item`` of the answer that it repeats for."""

    section: Section
    item: Item | None
    steps: tuple[Step, ...]

    @property
    def id(self) -> str:
        return f"{self.section.id}@{self.item.id}" if self.item else self.section.id


@dataclass(frozen=True, slots=True)
class Progress:
    """Steps closed of all, and what the open ones usually take."""

    closed: int
    total: int
    seconds_left: int

    @property
    def percent(self) -> int:
        return 100 * self.closed // self.total if self.total else 100


@dataclass(frozen=True)
class Route:
    """``shelved``: answers in force whose question does not apply now; kept, out of the plan, back when it applies."""

    runs: tuple[SectionRun, ...]
    shelved: tuple[Answer, ...]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return tuple(step for run in self.runs for step in run.steps)

    @cached_property
    def by_key(self) -> Mapping[QuestionKey, Step]:
        return {step.key: step for step in self.steps}

    @cached_property
    def progress(self) -> Progress:
        return Progress(
            closed=sum(not step.is_open for step in self.steps),
            total=len(self.steps),
            seconds_left=sum(step.question.seconds for step in self.steps if step.is_open),
        )

    def run_of(self, key: QuestionKey) -> SectionRun:
        """The section run that holds the step; KeyError if it is not on the route."""
        for run in self.runs:
            if any(step.key == key for step in run.steps):
                return run
        raise KeyError(key)

    def next_open(self, after: QuestionKey | None = None) -> Step | None:
        """The first open step behind ``after``, else the first open one of all, else None."""
        raise NotImplementedError

    def before(self, key: QuestionKey) -> Step | None:
        """The step before ``key`` in the order of asking."""
        raise NotImplementedError


def find_route(questionnaire: Questionnaire, answers: Answers) -> Route:
    """The route in one pass: a condition sees only answers that stand on the route before it."""
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Effects:
    """What a change of answers did to the rest of the route (the changed question itself is not listed)."""

    shelved: tuple[Answer, ...]
    stale: tuple[Step, ...]
    restored: tuple[Step, ...]


def effects(before: Route, after: Route, changed: QuestionKey) -> Effects:
    """Compare the routes around a change: answers put away, made stale, taken back out of the shelf."""
    raise NotImplementedError
