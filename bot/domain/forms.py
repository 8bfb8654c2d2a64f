"""Records as small forms: what their fields offer, what is asked next, records made from presets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from bot.domain.elements import elements_in_reach
from bot.domain.errors import Reason, Refused
from bot.domain.filling import checked, fields_of, fitting, missing_fields
from bot.domain.offers import record_presets
from bot.domain.questionnaire import ChoiceField, ItemField, NumberField, RecordsQuestion, TextField
from bot.domain.values import ChoiceValue, ItemValue, NumberValue, Record, TextValue

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.elements import Element
    from bot.domain.questionnaire import RecordField, RecordPreset
    from bot.domain.route import Route, Step
    from bot.domain.values import FieldValue


@dataclass(frozen=True, slots=True)
class FieldOption:
    """Something to tap for a field."""

    id: str
    label: str
    note: str = ""


def next_field(question: RecordsQuestion, record: Record, after: str | None = None) -> RecordField | None:
    """The next field behind ``after`` (of all without it) that holds no value yet; None when the form is through."""
    fields = fields_of(question, record)
    names = [field.id for field in fields]
    position = names.index(after) + 1 if after in names else 0
    return next((field for field in fields[position:] if field.id not in record.values), None)


def with_field(question: RecordsQuestion, record: Record, field_id: str, value: FieldValue) -> Record:
    """The record with the value; values of fields that no longer apply are dropped."""
    return fitting(question, replace(record, values={**record.values, field_id: value}))


def field_options(route: Route, step: Step, field: RecordField) -> tuple[FieldOption, ...]:
    """What can be tapped for a choice or item field; empty for the others."""
    match field:
        case ChoiceField():
            return tuple(FieldOption(option.id, option.label, option.note) for option in field.options)
        case ItemField():
            found = elements_in_reach(route, field.source, step.key.scope)
            return tuple(FieldOption(element.id, element.label) for element in found)
        case NumberField() | TextField():
            return ()
        case unknown:
            assert_never(unknown)


def pick_of(field: ChoiceField | ItemField, argument: str) -> FieldValue:
    """The value that a tap on ``argument`` (the id of an option or element) means.

    Raises:
        Refused: there is no such option.
    """
    if isinstance(field, ItemField):
        return ItemValue(argument)
    if argument not in {option.id for option in field.options}:
        raise Refused(Reason.NO_SUCH_OPTION)
    return ChoiceValue(argument)


def default_of(route: Route, step: Step, field: RecordField) -> FieldValue | None:
    """The value proposed for a field."""
    return _value_from(field, field.default, _reach(route, step)) if field.default else None


def proposed_records(route: Route, step: Step) -> tuple[Record, ...]:
    """Records made from the presets that are proposed and fit, and whose references all resolve.

    Their ids are those of the presets until the proposal is taken.
    """
    question = step.question
    if not isinstance(question, RecordsQuestion):
        return ()
    made = (record_from(route, step, preset, preset.id) for preset in record_presets(route, step) if preset.proposed)
    return tuple(record for record in made if record is not None)


def record_from(route: Route, step: Step, preset: RecordPreset, record_id: str) -> Record | None:
    """The preset as a record; None if something that it points at is not there, or a field lacks its value."""
    question = step.question
    if not isinstance(question, RecordsQuestion):
        return None
    reach = _reach(route, step)
    record = Record(record_id)
    for field in question.fields:
        if field not in fields_of(question, record):
            continue
        given = preset.values.get(field.id, field.default)
        value = _value_from(field, given, reach) if given else None
        if given and value is None:
            return None
        if value is not None:
            record = replace(record, values={**record.values, field.id: value})
    return None if missing_fields(question, record) else record


def _reach(route: Route, step: Step) -> Callable[[str], tuple[Element, ...]]:
    return lambda source: elements_in_reach(route, source, step.key.scope)


def _value_from(field: RecordField, text: str, reach: Callable[[str], tuple[Element, ...]]) -> FieldValue | None:
    """A definition's text as a value: an option id (or own words), a number, a text, an element by its preset id."""
    match field:
        case ChoiceField():
            known = text in {option.id for option in field.options}
            return ChoiceValue(option=text) if known else ChoiceValue(own=text) if field.own else None
        case NumberField():
            return number_from(text)
        case TextField():
            return TextValue(text)
        case ItemField():
            element = _named(reach(field.source), text)
            return ItemValue(element.id) if element else None
        case unknown:
            assert_never(unknown)


def number_from(text: str) -> NumberValue | None:
    """A number as definitions write it: «10», «2.5», «-5»; None if it is none."""
    return NumberValue(float(text)) if re.fullmatch(r"-?\d{1,15}(\.\d{1,6})?", text, re.ASCII) else None


def _named(elements: tuple[Element, ...], name: str) -> Element | None:
    movable = [element for element in elements if element.outcome is None]
    if name in ("first", "last"):
        return (movable[0] if name == "first" else movable[-1]) if movable else None
    return next((element for element in elements if element.name == name), None)


def to_fill_again(route: Route, step: Step, question: RecordsQuestion, record: Record) -> Record:
    """The record without values that cannot be saved any more: they must be given anew.

    They point at an element that is not there, or another version of the questionnaire has other options or bounds.
    """
    fields = {field.id: field for field in fields_of(question, record)}
    kept = {
        name: value
        for name, value in record.values.items()
        if name in fields and _can_be_saved(route, step, fields[name], value)
    }
    return replace(record, values=kept)


def _can_be_saved(route: Route, step: Step, field: RecordField, value: FieldValue) -> bool:
    try:
        saved = checked(field, value)
    except Refused:
        return False
    return not isinstance(saved, ItemValue) or saved.item in {each.id for each in field_options(route, step, field)}
