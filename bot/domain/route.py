"""The route: which questions apply now, in which order, with which status. Derived from the answers, never stored."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from bot.domain.basis import basis_of
from bot.domain.evaluation import holds
from bot.domain.progress import Progress, progress_of, questions_ahead
from bot.domain.route_finder import RouteFinder
from bot.domain.standing import seen_of
from bot.domain.steps import CLOSED, Step, StepStatus
from bot.domain.values import RecordsValue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.answers import Answer, Answers, QuestionKey
    from bot.domain.conditions import Condition
    from bot.domain.program import AskedSection
    from bot.domain.questionnaire import Questionnaire, Section
    from bot.domain.route_finder import Run
    from bot.domain.standing import Standing
    from bot.domain.values import Item, Record

__all__ = [
    "CLOSED",
    "Effects",
    "Progress",
    "Route",
    "SectionRun",
    "Step",
    "StepStatus",
    "basis_of",
    "effects",
    "find_route",
]


@dataclass(frozen=True, slots=True)
class SectionRun:
    """A section as asked: once, or once for ``item`` of the answer that it repeats for."""

    section: Section
    item: Item | None
    steps: tuple[Step, ...]

    @property
    def id(self) -> str:
        return f"{self.section.id}@{self.item.id}" if self.item else self.section.id


@dataclass(frozen=True)
class Route:
    """``shelved``: answers in force whose question does not apply now; kept, out of the plan, back when it applies.

    A section run without steps is left out. ``answers``: those that the route was found from.
    """

    runs: tuple[SectionRun, ...]
    shelved: tuple[Answer, ...]
    standing: Standing = field(repr=False, compare=False)
    program: tuple[AskedSection, ...] = field(repr=False, compare=False)
    answers: Answers = field(repr=False, compare=False)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return tuple(step for run in self.runs for step in run.steps)

    @cached_property
    def by_key(self) -> Mapping[QuestionKey, Step]:
        return {step.key: step for step in self.steps}

    @cached_property
    def by_question(self) -> Mapping[str, tuple[Step, ...]]:
        """Every place where a question is asked, in order, by its id."""
        found: defaultdict[str, list[Step]] = defaultdict(list)
        for step in self.steps:
            found[step.key.question].append(step)
        return {question: tuple(steps) for question, steps in found.items()}

    @cached_property
    def ahead(self) -> frozenset[str]:
        """Ids of the questions that answers to come may open, or open more often."""
        return questions_ahead(self.by_question, self.program)

    @cached_property
    def progress(self) -> Progress:
        return progress_of(self.steps, self.by_question, self.program, self.ahead)

    def run_of(self, key: QuestionKey) -> SectionRun:
        """The section run that holds the step; KeyError if it is not on the route."""
        for run in self.runs:
            if any(step.key == key for step in run.steps):
                return run
        raise KeyError(key)

    def next_open(self, after: QuestionKey | None = None) -> Step | None:
        """The first open step behind ``after``, else the first open one of all, else None."""
        behind = self._position(after) + 1 if after else 0
        steps = (*self.steps[behind:], *self.steps[:behind])
        return next((step for step in steps if step.is_open), None)

    def before(self, key: QuestionKey) -> Step | None:
        """The step before ``key`` in the order of asking; None for the first one and for what is not asked."""
        position = self._position(key)
        return self.steps[position - 1] if position > 0 else None

    def holds(
        self,
        condition: Condition | None,
        scope: tuple[str, ...] = (),
        repeats: tuple[str, ...] = (),
        supposed: Step | None = None,
    ) -> bool:
        """Whether the condition holds for something in ``scope``; of later answers it sees those on the route.

        ``repeats``: the questions that the scope's elements come from. ``supposed``: a step with another answer, which
        is looked at instead of the one on the route.
        """
        sees = self.standing.sight(scope, repeats)
        if supposed is None:
            return holds(condition, sees)
        instead = seen_of(supposed)
        return holds(condition, lambda question: instead if question == supposed.key.question else sees(question))

    def after(self, answers: Answers, changed: QuestionKey) -> Route:
        """The same as ``find_route`` of answers that differ from this route's by those to ``changed`` alone.

        Quicker: an answer bears only on what is asked behind it, so the section runs before it are taken as they are.
        """
        return _found(self.program, answers, self._runs_before(changed))

    def _runs_before(self, key: QuestionKey) -> dict[Run, tuple[Step, ...]]:
        """Their steps; nothing if the question is not asked: it may come in anywhere."""
        before: dict[Run, tuple[Step, ...]] = {}
        for run in self.runs:
            if any(step.key == key for step in run.steps):
                return before
            before[run.section.id, (run.item.id,) if run.item else ()] = run.steps
        return {}

    def _position(self, key: QuestionKey) -> int:
        return next((index for index, step in enumerate(self.steps) if step.key == key), -1)


def find_route(questionnaire: Questionnaire, answers: Answers) -> Route:
    """The route in one pass: a condition sees only answers that stand on the route before it.

    A question that lives on the elements of another answer (it repeats for them, they are its rows, its records must
    point at one) is not asked while there are none.
    """
    return _found(questionnaire.program, answers, {})


def _found(program: tuple[AskedSection, ...], answers: Answers, known: Mapping[Run, tuple[Step, ...]]) -> Route:
    finder = RouteFinder(answers)
    runs = tuple(SectionRun(section, item, steps) for section, item, steps in finder.sections(program, known) if steps)
    return Route(runs, finder.shelved(), finder.standing, program, answers)


@dataclass(frozen=True, slots=True)
class Effects:
    """What a change of answers did to the rest of the route (the changed question itself is not listed).

    ``let_out``: records of the changed answer that do not stand in another one any more, which is still there.
    """

    shelved: tuple[Answer, ...] = ()
    stale: tuple[Step, ...] = ()
    restored: tuple[Step, ...] = ()
    let_out: tuple[Record, ...] = ()


def effects(before: Route, after: Route, changed: QuestionKey) -> Effects:
    """Compare the routes around a change: answers put away, put in doubt, back from the shelf.

    In doubt is what was done with and now is stale, or no longer complete (a grid with a new row).
    """
    away = {answer.key for answer in before.shelved}
    done = {step.key for step in before.steps if not step.is_open}
    return Effects(
        shelved=tuple(answer for answer in after.shelved if answer.key not in away and answer.key != changed),
        stale=tuple(
            step for step in after.steps if step.is_open and step.answer and step.key in done and step.key != changed
        ),
        restored=tuple(step for step in after.steps if step.answer and step.key in away and step.key != changed),
        let_out=_let_out(before, after, changed),
    )


def _let_out(before: Route, after: Route, changed: QuestionKey) -> tuple[Record, ...]:
    inside = {record.id: record.parent for record in _records(before, changed) if record.parent is not None}
    records = _records(after, changed)
    there = {record.id for record in records}
    former = ((record, inside.get(record.id)) for record in records)
    return tuple(record for record, parent in former if parent in there and parent != record.parent)


def _records(route: Route, key: QuestionKey) -> tuple[Record, ...]:
    step = route.by_key.get(key)
    value = step.answer.value if step and step.answer else None
    return value.records if isinstance(value, RecordsValue) else ()
