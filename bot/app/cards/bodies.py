"""The part of a question's card that differs by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.app.cards.model import Body, ChoiceBody, Fixed, GridBody, InputBody, Line, ListBody, Row
from bot.app.cards.records import records_body
from bot.domain import offers
from bot.domain.describing import number_text
from bot.domain.questionnaire import (
    ChoiceQuestion,
    GridQuestion,
    ListQuestion,
    MultichoiceQuestion,
    NumberQuestion,
    RecordsQuestion,
    TextQuestion,
)
from bot.domain.russian import number
from bot.domain.steps import StepStatus
from bot.domain.values import ChoiceValue, GridValue, ListValue, MultichoiceValue, NumberValue, TextValue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.app.place import Place
    from bot.domain.route import Route, Step
    from bot.domain.values import Item


def body_of(route: Route, step: Step, place: Place) -> Body:
    match step.question:
        case ChoiceQuestion() as question:
            return _choice(route, step, question)
        case MultichoiceQuestion() as question:
            return _multichoice(route, step, question)
        case NumberQuestion() as question:
            return _number(step, question)
        case TextQuestion() as question:
            return _text(step, question)
        case ListQuestion() as question:
            return _list(route, step, question, place)
        case GridQuestion() as question:
            return _grid(route, step, question, place)
        case RecordsQuestion() as question:
            return records_body(route, step, question, place)
        case unknown:
            assert_never(unknown)


def rows(items: Iterable[Item]) -> tuple[Row, ...]:
    return tuple(Row(item.id, item.label) for item in items)


def sibling_rows(route: Route, step: Step) -> tuple[Row, ...]:
    """The same question answered in other scopes; the id is the scope's element."""
    return tuple(Row(other.key.scope[-1], other.items[-1].label) for other in offers.siblings(route, step))


def _choice(route: Route, step: Step, question: ChoiceQuestion) -> ChoiceBody:
    value = step.answer.value if step.answer else None
    chosen = value if isinstance(value, ChoiceValue) else ChoiceValue()
    advice = offers.advice_of(route, step)
    options = tuple(
        Row(
            option.id,
            option.label,
            on=option.id == chosen.option,
            advised=advice is not None and advice.option == option.id,
            note=option.note,
        )
        for option in offers.options_of(route, step)
    )
    return ChoiceBody(
        options,
        many=False,
        own=question.own,
        advice=advice.because if advice else "",
        written=chosen.own or "",
    )


def _multichoice(route: Route, step: Step, question: MultichoiceQuestion) -> ChoiceBody:
    value = step.answer.value if step.answer else None
    chosen = value if isinstance(value, MultichoiceValue) else MultichoiceValue()
    options = offers.options_of(route, step)
    own = tuple(Row(item.id, item.label, on=True) for item in chosen.own)
    proposed = () if value else offers.proposed_options(route, step)
    return ChoiceBody(
        tuple(Row(option.id, option.label, on=option.id in chosen.options, note=option.note) for option in options)
        + own,
        many=True,
        own=question.own,
        proposed=tuple(option.label for option in options if option.id in proposed),
    )


def _number(step: Step, question: NumberQuestion) -> InputBody:
    value = step.answer.value if step.answer else None
    suggestions = tuple(
        Row(str(index), number(amount), on=value == NumberValue(amount))
        for index, amount in enumerate(question.suggestions)
    )
    shown = number_text(value, question.unit) if isinstance(value, NumberValue) else ""
    return InputBody(suggestions, value=shown)


def _text(step: Step, question: TextQuestion) -> InputBody:
    value = step.answer.value if step.answer else None
    shown = value.text if isinstance(value, TextValue) else ""
    suggestions = tuple(Row(str(index), label, on=label == shown) for index, label in enumerate(question.suggestions))
    return InputBody(suggestions, value=shown)


def _list(route: Route, step: Step, question: ListQuestion, place: Place) -> ListBody:
    value = step.answer.value if step.answer else None
    preset = offers.proposed_preset(route, step)
    if isinstance(value, ListValue):
        items = rows(value.items)
    else:
        items = tuple(Row(item.id, item.label) for item in preset.items) if preset else ()
    presets = tuple(Row(other.id, other.title) for other in offers.presets_of(route, step))
    return ListBody(
        items,
        fixed=tuple(Fixed(item.label, item.outcome == "success") for item in question.fixed),
        proposed=not isinstance(value, ListValue) and bool(items),
        extras=tuple(Row(item.id, item.label) for item in offers.extras_of(route, step)),
        presets=presets,
        siblings=sibling_rows(route, step),
        focus=next((row for row in items if row.id == place.focus), None),
    )


def _grid(route: Route, step: Step, question: GridQuestion, place: Place) -> GridBody:
    value = step.answer.value if step.answer else None
    complete = isinstance(value, GridValue) and step.status is not StepStatus.UNANSWERED
    shown = value if isinstance(value, GridValue) and complete else offers.proposed_grid(route, step)
    columns = offers.columns_of(route, step)
    grid_rows = offers.rows_of(route, step)
    lines = tuple(
        Line(row.id, row.label, tuple(column.label for column in columns if (row.id, column.id) in shown.cells))
        for row in grid_rows
    )
    index = next((index for index, row in enumerate(grid_rows) if row.id == place.focus), None)
    row = grid_rows[index] if index is not None else None
    previous = grid_rows[index - 1] if index else None
    toggled = value.cells if isinstance(value, GridValue) else frozenset()
    return GridBody(
        lines,
        proposed=not complete and any(line.parts for line in lines),
        columns=tuple(Row(column.id, column.label, on=(place.focus, column.id) in toggled) for column in columns),
        own=question.own_columns,
        siblings=() if isinstance(value, GridValue) else sibling_rows(route, step),
        row=Row(row.id, row.label) if row else None,
        number=(index or 0) + 1,
        previous=Row(previous.id, previous.label) if previous else None,
        last=index == len(grid_rows) - 1,
    )
