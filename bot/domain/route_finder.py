"""Finds a route: one pass over a questionnaire in the order of asking."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.answers import AnswerStatus, QuestionKey
from bot.domain.applying import applying
from bot.domain.basis import is_stale
from bot.domain.fit import BOUNDED, misfit
from bot.domain.standing import Standing
from bot.domain.steps import Step, StepStatus, is_empty
from bot.domain.values import GridValue, Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.domain.answers import Answer, Answers
    from bot.domain.elements import Element
    from bot.domain.evaluation import Sight
    from bot.domain.program import Asked, AskedSection
    from bot.domain.questionnaire import Section
    from bot.domain.standing import Scope

Place = tuple["Scope", tuple[Item, ...]]
#: A section's id, and the scope that it is asked in.
Run = tuple[str, "Scope"]


class RouteFinder:
    """``standing`` is what conditions can see so far."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers.latest
        self._placed: set[QuestionKey] = set()
        self.standing = Standing()

    def sections(
        self, program: Iterable[AskedSection], known: Mapping[Run, tuple[Step, ...]]
    ) -> Iterator[tuple[Section, Item | None, tuple[Step, ...]]]:
        """Every section that applies, with the element that it is asked for and its steps.

        ``known``: the steps of the first section runs, where those are known to stay as they are.
        """
        for asked in program:
            source = asked.section.for_each
            repeats = (source,) if source else ()
            for scope, items in self._places(source, (), ()):
                steps = known.get((asked.section.id, scope))
                if steps is not None:
                    self._keep(steps)
                elif asked.when is None or asked.when(self.standing.sight(scope, repeats)):
                    steps = tuple(self._steps(asked, scope, items))
                if steps is not None:
                    yield asked.section, items[-1] if items else None, steps

    def _keep(self, steps: tuple[Step, ...]) -> None:
        for step in steps:
            self.standing.add(step)
            if step.answer is not None:
                self._placed.add(step.key)

    def shelved(self) -> tuple[Answer, ...]:
        """Answers in force that found no place, oldest first."""
        left = (answer for key, answer in self._answers.items() if key not in self._placed)
        return tuple(sorted(left, key=lambda answer: answer.seq))

    def _steps(self, section: AskedSection, outer: Scope, outer_items: tuple[Item, ...]) -> Iterator[Step]:
        for asked in section.questions:
            for scope, items in self._places(asked.question.for_each, outer, outer_items):
                sees = self.standing.sight(scope, asked.repeats)
                if (asked.when is None or asked.when(sees)) and self._has_needs(asked, scope):
                    step = self._step(asked, section.section, scope, items, sees)
                    self.standing.add(step)
                    yield step

    def _places(self, source: str | None, scope: Scope, items: tuple[Item, ...]) -> Iterable[Place]:
        """Once, or once for every element of the answer to ``source``, but for those that a list always ends with."""
        if source is None:
            return ((scope, items),)
        return [
            ((*scope, element.id), (*items, Item(element.id, element.label, element.preset)))
            for element in self.standing.elements(source, scope)
            if element.outcome is None
        ]

    def _has_needs(self, asked: Asked, scope: Scope) -> bool:
        return not asked.needs or all(self.standing.elements(source, scope) for source in asked.needs)

    def _step(self, asked: Asked, section: Section, scope: Scope, items: tuple[Item, ...], sees: Sight) -> Step:
        key = QuestionKey(asked.question.id, scope)
        given = self._answers.get(key)
        if given is None:
            return Step(key, asked.question, section, items, StepStatus.UNANSWERED, None)
        rows = self.standing.elements(asked.question.rows, scope) if asked.question.kind == "grid" else ()
        answer = _in_force(asked, given, sees, rows)
        if answer is not None:
            self._placed.add(key)
        return Step(key, asked.question, section, items, self._status(asked, answer, rows), answer, given)

    def _status(self, asked: Asked, answer: Answer | None, rows: tuple[Element, ...]) -> StepStatus:
        if answer is None:
            return StepStatus.UNANSWERED
        if answer.status is AnswerStatus.DISCUSS:
            return StepStatus.DISCUSS
        if answer.status is AnswerStatus.UNKNOWN:
            return StepStatus.UNKNOWN
        value = answer.value
        if is_empty(value) or (isinstance(value, GridValue) and any(row.id not in value.confirmed for row in rows)):
            return StepStatus.UNANSWERED
        unfit = asked.question.kind in BOUNDED and misfit(asked.question, value) is not None
        return StepStatus.STALE if unfit or is_stale(self.standing, asked, answer) else StepStatus.ANSWERED


def _in_force(asked: Asked, answer: Answer, sees: Sight, rows: tuple[Element, ...]) -> Answer | None:
    """The answer with what applies of its value; None if it answers nothing any more."""
    if answer.value is None:
        return answer
    value = applying(asked, answer.value, sees, rows)
    if value is answer.value:
        return answer
    if value is None and answer.status is AnswerStatus.ANSWERED:
        return None
    return replace(answer, value=value)
