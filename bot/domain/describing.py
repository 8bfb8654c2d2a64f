"""Any answer in plain words: labels instead of ids. What number and state words surround them is for templates."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, assert_never

from bot.domain import elements as found
from bot.domain.descriptions import Amount, Form, FormField, Forms, Items, Prose, Table, TableRow, Words
from bot.domain.questionnaire import ChoiceField, GridQuestion, ItemField, NumberField, RecordsQuestion
from bot.domain.russian import number, plural
from bot.domain.values import (
    ChoiceValue,
    GridValue,
    ItemValue,
    ListValue,
    MultichoiceValue,
    NumberValue,
    RecordsValue,
    TextValue,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.domain.descriptions import Description
    from bot.domain.elements import Element
    from bot.domain.questionnaire import Option, RecordField
    from bot.domain.route import Route, Step
    from bot.domain.values import FieldValue, Record, Value

#: Stands for an element that is no longer there.
GONE = "—"


def describe(route: Route, step: Step) -> Description | None:
    """The step's value in words, whatever its status; None where there is no value."""
    value = step.answer.value if step.answer else None
    return None if value is None else describe_value(route, step, value)


def describe_value(route: Route, step: Step, value: Value) -> Description:
    """Any value that the step's question may have, in words; the step need not hold it."""
    match value:
        case ChoiceValue() | MultichoiceValue():
            return Words(_labels(step, value))
        case NumberValue():
            return Amount(number_text(value, getattr(step.question, "unit", "")), value)
        case TextValue():
            return Prose(value.text)
        case ListValue():
            return Items(found.elements(step.question, value))
        case GridValue():
            return _table(route, step, value)
        case RecordsValue():
            return _forms(route, step, value)
        case unknown:
            assert_never(unknown)


def plain(route: Route, step: Step) -> tuple[str, ...]:
    """The step's value as lines of text, one for each element, row or record; empty without a value."""
    description = describe(route, step)
    return () if description is None else lines_of(description)


def lines_of(description: Description) -> tuple[str, ...]:
    match description:
        case Words():
            return description.labels
        case Amount() | Prose():
            return (description.text,)
        case Items():
            return tuple(item.label for item in description.items)
        case Table():
            return tuple(f"{row.label}: {', '.join(row.labels) or GONE}" for row in description.rows)
        case Forms():
            lines = tuple(f"{'· ' * form.depth}{form.summary}" for form in description.forms)
            return lines or (description.none_label,)
        case unknown:
            assert_never(unknown)


def number_text(value: NumberValue, unit: str = "") -> str:
    """«≈ 15 человек», «10–15», «2,5»."""
    text = number(value.amount) + (f"–{number(value.upper)}" if value.upper is not None else "")
    about = "≈\N{NO-BREAK SPACE}" if value.approximate else ""
    return f"{about}{text}" + (f"\N{NO-BREAK SPACE}{unit}" if unit else "")


def record_summary(route: Route, step: Step, record: Record) -> str:
    """One line for the record (also a draft of one) by its question's ``summary``."""
    return _summary(step, record_fields(route, step, record))


def _summary(step: Step, fields: tuple[FormField, ...]) -> str:
    template = step.question.summary if isinstance(step.question, RecordsQuestion) else ""
    return fill(template, {field.id: field.text for field in fields})


_PART = re.compile(r"\[([^\[\]]*)\]")
_PLACEHOLDER = re.compile(r"\{([^{}\[\]]+)\}")


def fill(template: str, texts: Mapping[str, str]) -> str:
    """``template`` with its ``{names}`` filled; what stands in [brackets] vanishes when a name in it is empty.

    Filled in one pass: braces and brackets in the texts stay what they are.
    """
    pieces: list[str] = []
    for vanishes, first, rest in _parts(template):
        found = [(texts.get(name, ""), words) for name, words in rest]
        if vanishes and not all(text for text, _ in found):
            continue
        pieces.append(first)
        for pair in found:
            pieces += pair
    return "".join(pieces)


#: Whether a part may vanish, its words before the first name, its names with the words behind each.
_Part = tuple[bool, str, tuple[tuple[str, str], ...]]


@lru_cache(1024)
def _parts(template: str) -> tuple[_Part, ...]:
    """A file has few templates, each used often."""
    parts: list[_Part] = []
    for index, part in enumerate(_PART.split(template)):
        first, *cut = _PLACEHOLDER.split(part)
        if part:
            parts.append((index % 2 == 1, first, tuple(zip(cut[::2], cut[1::2], strict=True))))
    return tuple(parts)


def _labels(step: Step, value: ChoiceValue | MultichoiceValue) -> tuple[str, ...]:
    if isinstance(value, ChoiceValue):
        taken: tuple[str | None, ...] = (value.option,)
        own = [value.own] if value.own else []
    else:
        taken = value.options
        own = [item.label for item in value.own]
    return (*(option.label for option in found.options(step.question) if option.id in taken), *own)


def _table(route: Route, step: Step, value: GridValue) -> Table:
    if not isinstance(step.question, GridQuestion):
        return Table((), ())
    columns = found.columns(step.question, value)
    rows = found.elements_in_reach(route, step.question.rows, step.key.scope)
    marked: dict[str, set[str]] = {row.id: set() for row in rows}
    for row, column in value.cells:
        marked.get(row, set()).add(column)
    return Table(columns, tuple(_row(row, columns, marked[row.id], value) for row in rows))


def _row(row: Element, columns: tuple[Element, ...], marked: set[str], value: GridValue) -> TableRow:
    on = [column for column in columns if column.id in marked]
    cells = frozenset(column.id for column in on)
    return TableRow(row.id, row.label, cells, tuple(column.label for column in on), row.id in value.confirmed)


def _forms(route: Route, step: Step, value: RecordsValue) -> Forms:
    question = step.question
    if not isinstance(question, RecordsQuestion):
        return Forms((), "", tree=False)
    forms: list[Form] = []
    for record, depth in in_tree_order(value.records):
        fields = record_fields(route, step, record)
        forms.append(Form(record.id, _summary(step, fields), fields, depth))
    return Forms(tuple(forms), question.none_label, question.tree)


def in_tree_order(records: Sequence[Record]) -> Iterator[tuple[Record, int]]:
    """Records with their depth, children after their parent; a record whose parent is gone stands at the top."""
    children: dict[str | None, list[Record]] = {}
    known = {record.id for record in records}
    for record in records:
        children.setdefault(record.parent if record.parent in known else None, []).append(record)
    waiting = [(record, 0) for record in reversed(children.get(None, []))]
    while waiting:
        record, depth = waiting.pop()
        yield record, depth
        waiting.extend((child, depth + 1) for child in reversed(children.get(record.id, [])))


def record_fields(route: Route, step: Step, record: Record) -> tuple[FormField, ...]:
    """The fields of the record (also a draft of one) that hold something, in the order of asking."""
    fields = step.question.fields if isinstance(step.question, RecordsQuestion) else ()
    filled = [(field, value) for field in fields if (value := record.values.get(field.id)) is not None]
    counts = (None, *(value.amount if isinstance(value, NumberValue) else None for _, value in filled))
    return tuple(
        _form_field(route, step, field, value, count) for (field, value), count in zip(filled, counts[:-1], strict=True)
    )


def _form_field(route: Route, step: Step, field: RecordField, value: FieldValue, count: float | None) -> FormField:
    """``count``: the number right before it, which a unit agrees with."""
    name = field.short or field.ask
    match field, value:
        case _, TextValue():
            return FormField(field.id, name, value.text)
        case ChoiceField(), ChoiceValue():
            option = next((option for option in field.options if option.id == value.option), None)
            return FormField(field.id, name, value.own or (_agreeing(option, count) if option else GONE))
        case ItemField(), ItemValue():
            reach = found.elements_in_reach(route, field.source, step.key.scope)
            target = next((element.label for element in reach if element.id == value.item), None)
            return FormField(field.id, name, target or f"{name.removesuffix('?')}?", gone=target is None)
        case NumberField(), NumberValue():
            return FormField(field.id, name, number_text(value, field.unit))
        case _:
            return FormField(field.id, name, GONE, gone=True)


def _agreeing(option: Option, count: float | None) -> str:
    return plural(count, *option.forms) if option.forms and count is not None else option.label
