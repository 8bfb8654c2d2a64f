"""Elements of an answer: what other questions repeat for, lay out as rows, or point at by id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.domain.answers import QuestionKey
from bot.domain.questionnaire import ChoiceQuestion, ListQuestion, MultichoiceQuestion
from bot.domain.values import GridValue, ListValue, MultichoiceValue

if TYPE_CHECKING:
    from bot.domain.questionnaire import GridQuestion, Question
    from bot.domain.route import Route, Step
    from bot.domain.values import Value


Outcome = Literal["success", "failure"]


@dataclass(frozen=True, slots=True)
class Element:
    """``outcome`` is set for the elements that a list always ends with; ``preset`` for those made from a preset."""

    id: str
    label: str
    outcome: Outcome | None = None
    preset: str | None = None


def elements(question: Question, value: Value | None) -> tuple[Element, ...]:
    """What the value consists of, in order; fixed elements of a list last. Empty for kinds without elements."""
    match question, value:
        case ListQuestion(), ListValue():
            own = tuple(Element(item.id, item.label, preset=item.preset) for item in value.items)
            return (*own, *(Element(item.id, item.label, item.outcome) for item in question.fixed))
        case MultichoiceQuestion(), MultichoiceValue():
            own = tuple(Element(item.id, item.label) for item in value.own)
            return (*(option for option in options(question) if option.id in value.options), *own)
        case _:
            return ()


def options(question: Question) -> tuple[Element, ...]:
    """Every option of the definition, whether it is offered now or not."""
    if isinstance(question, (ChoiceQuestion, MultichoiceQuestion)):
        return tuple(Element(option.id, option.label) for option in question.options)
    return ()


def columns(question: GridQuestion, value: GridValue) -> tuple[Element, ...]:
    """Every column of the definition, then the client's own."""
    defined = tuple(Element(column.id, column.label) for column in question.columns)
    return (*defined, *(Element(item.id, item.label) for item in value.own_columns))


def nearest(route: Route, question: str, scope: tuple[str, ...]) -> Step | None:
    """The step of ``question`` that a step with this scope sees: its own repetition's, else an outer one's."""
    keys = (QuestionKey(question, scope[:depth]) for depth in range(len(scope), -1, -1))
    return next((step for key in keys if (step := route.by_key.get(key))), None)


def elements_in_reach(route: Route, question: str, scope: tuple[str, ...]) -> tuple[Element, ...]:
    """Elements of the nearest answer to ``question``; empty while it has none."""
    step = nearest(route, question, scope)
    return elements(step.question, step.answer.value) if step and step.answer else ()
