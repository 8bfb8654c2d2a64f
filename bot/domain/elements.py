"""Elements of an answer: what other questions repeat for, lay out as rows, or point at by id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.domain.questionnaire import ChoiceQuestion, ListQuestion, MultichoiceQuestion
from bot.domain.values import ChoiceValue, GridValue, ListValue, MultichoiceValue

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
    #: What a definition calls it: the id of a preset item, an option, a fixed element; None for the client's own.
    name: str | None = None


def elements(question: Question, value: Value | None) -> tuple[Element, ...]:
    """What the value consists of, in order; fixed elements of a list last. Empty for kinds without elements."""
    match value:
        case ListValue() if isinstance(question, ListQuestion):
            own = [Element(item.id, item.label, None, item.preset, item.preset) for item in value.items]
            return (*own, *(Element(item.id, item.label, item.outcome, None, item.id) for item in question.fixed))
        case MultichoiceValue() if isinstance(question, MultichoiceQuestion):
            taken = (option for option in options(question) if option.id in value.options)
            return (*taken, *(Element(item.id, item.label) for item in value.own))
        case _:
            return ()


def options(question: Question) -> tuple[Element, ...]:
    """Every option of the definition, whether it is offered now or not."""
    if isinstance(question, (ChoiceQuestion, MultichoiceQuestion)):
        return tuple(Element(option.id, option.label, name=option.id) for option in question.options)
    return ()


def columns(question: GridQuestion, value: GridValue) -> tuple[Element, ...]:
    """Every column of the definition, then the client's own."""
    defined = tuple(Element(column.id, column.label, name=column.id) for column in question.columns)
    return (*defined, *(Element(item.id, item.label) for item in value.own_columns))


def names_in(question: Question, value: Value) -> frozenset[str]:
    """Ids of the definition that the value holds, for conditions: options, preset and fixed elements, columns."""
    match value:
        case ChoiceValue():
            return frozenset((value.option,)) if value.option else frozenset()
        case MultichoiceValue():
            return frozenset(value.options)
        case ListValue():
            return frozenset(element.name for element in elements(question, value) if element.name)
        case GridValue():
            return frozenset(column for _, column in value.cells)
        case _:
            return frozenset()


def nearest(route: Route, question: str, scope: tuple[str, ...]) -> Step | None:
    """The step of ``question`` that a step with this scope sees: its own repetition's, else an outer one's."""
    return route.standing.nearest(question, scope)


def elements_in_reach(route: Route, question: str, scope: tuple[str, ...]) -> tuple[Element, ...]:
    """Elements of the nearest answer to ``question``; empty while it has none, or was put off."""
    return route.standing.elements(question, scope)
