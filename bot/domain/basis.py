"""What an answer rests on, and whether that has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.answers import Dependency, QuestionKey
from bot.domain.elements import elements
from bot.domain.program import sources_of
from bot.domain.values import (
    ChoiceValue,
    GridValue,
    ItemValue,
    ListValue,
    MultichoiceValue,
    NumberValue,
    RecordsValue,
    TextValue,
    dump_record,
)

if TYPE_CHECKING:
    from bot.domain.answers import Answer
    from bot.domain.program import Asked
    from bot.domain.route import Route
    from bot.domain.standing import Standing
    from bot.domain.steps import Step
    from bot.domain.values import Value


def basis_of(route: Route, step: Step) -> tuple[Dependency, ...]:
    """What an answer to this step rests on now; stored with it, and compared later to find stale answers.

    These are the rows of a grid and what item fields of records point at (the ids of the elements), and the questions
    in ``depends_on`` (their values). What merely decides whether the question is asked is no basis.
    """
    sources = sources_of(step.question)
    values = (question for question in step.question.depends_on if question not in sources)
    return (
        *(_dependency(route.standing, source, step.key.scope, by_element=True) for source in sources),
        *(_dependency(route.standing, question, step.key.scope, by_element=False) for question in values),
    )


def is_stale(standing: Standing, asked: Asked, answer: Answer) -> bool:
    """Whether what the answer rested on has changed.

    Elements: new ones have appeared, or records point at one that is gone. A value: it is another one, or none.
    """
    return any(_has_changed(standing, asked, answer, dependency) for dependency in answer.basis)


def _has_changed(standing: Standing, asked: Asked, answer: Answer, dependency: Dependency) -> bool:
    question = dependency.key.question
    if question in asked.sources:
        return _elements_changed(standing, dependency, answer)
    if question in asked.question.depends_on:
        return _fingerprint(standing, question, answer.key.scope) != dependency.fingerprint
    return False


def _dependency(standing: Standing, question: str, scope: tuple[str, ...], *, by_element: bool) -> Dependency:
    step = standing.nearest(question, scope)
    key = step.key if step else QuestionKey(question)
    if by_element:
        return Dependency(key, tuple(element.id for element in standing.elements(question, scope)))
    return Dependency(key, _fingerprint(standing, question, scope))


def _elements_changed(standing: Standing, dependency: Dependency, answer: Answer) -> bool:
    present = {element.id for element in standing.elements(dependency.key.question, answer.key.scope)}
    known = present.issubset(dependency.fingerprint)
    return not known or not _pointed_at(answer.value).intersection(dependency.fingerprint) <= present


def _pointed_at(value: Value | None) -> set[str]:
    if not isinstance(value, RecordsValue):
        return set()
    return {field.item for record in value.records for field in record.values.values() if isinstance(field, ItemValue)}


def _fingerprint(standing: Standing, question: str, scope: tuple[str, ...]) -> tuple[str, ...]:
    """The value as comparable text, empty without one. Lists by their elements: a new name is the same element."""
    step = standing.nearest(question, scope)
    value = step.value if step else None
    match value:
        case ChoiceValue():
            return ("own", value.own) if value.own is not None else ("option", value.option or "")
        case ListValue() | MultichoiceValue() if step:
            return tuple(element.id for element in elements(step.question, value))
        case NumberValue():
            return (repr(value.amount), repr(value.upper), repr(value.approximate))
        case TextValue():
            return (value.text,)
        case GridValue():
            return tuple(f"{row}:{column}" for row, column in sorted(value.cells))
        case RecordsValue():
            return ("records", *map(dump_record, value.records))
        case _:
            return ()
