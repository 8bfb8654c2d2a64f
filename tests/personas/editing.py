"""One written answer as edits of the product, so that a file cannot say what a client could not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.answers import Answer, AnswerStatus
from bot.domain.editing import edit
from bot.domain.edits import (
    AddItems,
    AddPresetItem,
    ConfirmRow,
    Keep,
    Pick,
    PickOwn,
    RemoveItem,
    SaveRecord,
    SetNumber,
    SetText,
    TakePreset,
    Toggle,
    ToggleCell,
)
from bot.domain.elements import Element, columns, elements_in_reach
from bot.domain.filling import fields_of
from bot.domain.forms import default_of
from bot.domain.numbers_in_words import number_in
from bot.domain.questionnaire import (
    ChoiceField,
    ChoiceQuestion,
    GridQuestion,
    ItemField,
    ListQuestion,
    MultichoiceQuestion,
    NumberField,
    NumberQuestion,
    RecordsQuestion,
)
from bot.domain.values import ChoiceValue, GridValue, ItemValue, ListValue, Record, RecordsValue, TextValue
from tests.planning.making import START

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import JsonValue

    from bot.domain.edits import Edit, Ids
    from bot.domain.questionnaire import Option, RecordField
    from bot.domain.route import Route, Step
    from bot.domain.values import FieldValue, Value

#: In a grid: own columns that are marked in no row. In a record: a ready one, and the records inside it.
_NOWHERE, _PRESET, _INSIDE = "nowhere", "preset", "inside"


@dataclass
class Answering:
    """The value so far, changed as the product changes it."""

    route: Route
    asked: Step
    ids: Ids
    value: Value | None = None

    @property
    def step(self) -> Step:
        row = Answer(1, self.asked.key, AnswerStatus.ANSWERED, self.value, 7, START, "1")
        return self.asked.holding(row) if self.value is not None else replace(self.asked, answer=None, given=None)

    def do(self, change: Edit) -> None:
        self.value = edit(self.route, self.step, change, self.ids)

    def reach(self, source: str) -> tuple[Element, ...]:
        return elements_in_reach(self.route, source, self.asked.key.scope)


def answer(answering: Answering, said: JsonValue) -> None:
    """Raises LookupError or TypeError for what the question has no place for, Refused for what the product refuses."""
    match answering.asked.question:
        case ChoiceQuestion() as question:
            option = _option(question.options, word(said))
            answering.do(Pick(option) if option else PickOwn(word(said)))
        case MultichoiceQuestion() as question:
            for each in _words(said):
                answering.do(Toggle(each) if _option(question.options, each) else AddItems((each,)))
        case NumberQuestion():
            number = number_in(word(said))
            answering.do(SetNumber(number.amount, number.upper, number.approximate))
        case ListQuestion() as question:
            _fill_list(answering, question, _words(said))
        case GridQuestion() as question:
            _fill_grid(answering, question, _mapping(said))
        case RecordsQuestion() as question:
            answering.do(Keep())
            _fill_records(answering, question, said, None)
        case _:
            answering.do(SetText(word(said)))


def named(among: Iterable[Element], name: str) -> Element:
    """The element that is called so. Raises LookupError."""
    for element in among:
        if name in (element.name, element.label):
            return element
    message = f"«{name}»"
    raise LookupError(message)


def word(said: JsonValue) -> str:
    if not isinstance(said, str):
        message = f"words expected, not {said!r}"
        raise TypeError(message)
    return said


def _words(said: JsonValue) -> list[str]:
    if not isinstance(said, list):
        message = f"a list expected, not {said!r}"
        raise TypeError(message)
    return [word(each) for each in said]


def _mapping(said: JsonValue) -> dict[str, JsonValue]:
    if not isinstance(said, dict):
        message = f"a mapping expected, not {said!r}"
        raise TypeError(message)
    return said


def _option(options: Iterable[Option], name: str) -> str | None:
    """Own words are never one small Latin word: that is an option misspelt."""
    if name in {option.id for option in options}:
        return name
    if name.isascii() and name.islower():
        message = f"option «{name}»"
        raise LookupError(message)
    return None


def _fill_list(answering: Answering, question: ListQuestion, names: list[str]) -> None:
    ready = {item.id for item in (*question.extras, *(item for preset in question.presets for item in preset.items))}
    present = answering.value.items if isinstance(answering.value, ListValue) else ()
    for item in present:
        if not {item.preset, item.label} & set(names):
            answering.do(RemoveItem(item.id))
    there = {name for item in present for name in (item.preset, item.label)}
    for name in names:
        if name not in there:
            answering.do(AddPresetItem(name) if name in ready else AddItems((name,)))


def _fill_grid(answering: Answering, question: GridQuestion, said: dict[str, JsonValue]) -> None:
    """Rows in the order of the file; a row that is not named has not been passed."""
    answering.value = GridValue()
    rows = answering.reach(question.rows)
    for name, marks in said.items():
        for mark in _words(marks):
            column = _column(answering, question, mark)
            if name != _NOWHERE:
                answering.do(ToggleCell(named(rows, name).id, column))
        if name != _NOWHERE:
            answering.do(ConfirmRow(named(rows, name).id))


def _column(answering: Answering, question: GridQuestion, name: str) -> str:
    value = answering.value if isinstance(answering.value, GridValue) else GridValue()
    if found := [column.id for column in columns(question, value) if name in (column.name, column.label)]:
        return found[0]
    if name.isascii():
        message = f"column «{name}»"
        raise LookupError(message)
    answering.do(AddItems((name,)))
    return _column(answering, question, name)


def _fill_records(answering: Answering, question: RecordsQuestion, said: JsonValue, parent: str | None) -> None:
    if not isinstance(said, list):
        message = f"a list of records expected, not {said!r}"
        raise TypeError(message)
    for each in map(_mapping, said):
        inside = each.get(_INSIDE, [])
        if _PRESET in each:
            answering.do(TakePreset(word(each[_PRESET])))
            last = answering.value.records[-1].id if isinstance(answering.value, RecordsValue) else ""
        else:
            last = answering.ids.new()
            fields = {name: text for name, text in each.items() if name != _INSIDE}
            answering.do(SaveRecord(_record(answering, question, fields, Record(last, {}, parent))))
        _fill_records(answering, question, inside, last)


def _record(answering: Answering, question: RecordsQuestion, said: dict[str, JsonValue], record: Record) -> Record:
    """What is not said is what the product proposes."""
    left = dict(said)
    for field in question.fields:
        if field not in fields_of(question, record):
            continue
        value = default_of(answering.route, answering.step, field)
        if field.id in left:
            value = _field(answering, field, word(left.pop(field.id)))
        if value is not None:
            record = replace(record, values=record.values | {field.id: value})
    if left:
        message = f"fields {', '.join(left)}"
        raise LookupError(message)
    return record


def _field(answering: Answering, field: RecordField, text: str) -> FieldValue:
    match field:
        case ChoiceField():
            option = _option(field.options, text)
            return ChoiceValue(option) if option else ChoiceValue(own=text)
        case ItemField():
            return ItemValue(named(answering.reach(field.source), text).id)
        case NumberField():
            return number_in(text)
        case _:
            return TextValue(text)
