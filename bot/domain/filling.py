"""How a small form is filled: which fields apply, which values they take, what is still missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.constraints import checked_number, checked_text, clean_label, number_fault
from bot.domain.errors import Reason, Refused
from bot.domain.evaluation import holds
from bot.domain.questionnaire import ChoiceField, ItemField, NumberField, TextField
from bot.domain.values import ChoiceValue, ItemValue, NumberValue, RecordsValue, TextValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.evaluation import Seen
    from bot.domain.questionnaire import RecordField, RecordsQuestion
    from bot.domain.values import FieldValue, Record


@dataclass(frozen=True, slots=True)
class Judged:
    """Records held against their question. ``fitting``: what has a place there; ``complete``: nothing is missing."""

    question: RecordsQuestion
    given: RecordsValue
    fitting: RecordsValue
    complete: bool


#: A route is found anew with every tap, and between two of them most records stay the same objects.
_MOST = 4096
_known: dict[int, Judged] = {}


def judged(question: RecordsQuestion, value: RecordsValue) -> Judged:
    """The same value is looked at once."""
    known = _known.get(id(value))
    if known is not None and known.given is value and known.question is question:
        return known
    if len(_known) >= _MOST:
        _known.clear()
    found = tuple(fitting(question, record) for record in value.records)
    unchanged = all(one is other for one, other in zip(found, value.records, strict=True))
    complete = all(is_complete(question, record) for record in found)
    known = _known[id(value)] = Judged(question, value, value if unchanged else RecordsValue(found), complete)
    return known


def fields_of(question: RecordsQuestion, record: Record) -> tuple[RecordField, ...]:
    """The fields that apply, given the values so far; a field looks at those before it."""
    return tuple(field for field, _ in _filled(question, record))


def fitting(question: RecordsQuestion, record: Record) -> Record:
    """The record without values that have no place in the definition, left by an earlier version of it."""
    values = {field.id: value for field, value in _filled(question, record) if value is not None}
    return record if len(values) == len(record.values) else replace(record, values=values)


def missing_fields(question: RecordsQuestion, record: Record) -> tuple[RecordField, ...]:
    """Fields that apply, must be filled and are not."""
    return tuple(field for field, value in _filled(question, record) if value is None and not field.optional)


def is_complete(question: RecordsQuestion, record: Record) -> bool:
    """Whether nothing is missing and every number is within its bounds."""
    return all(
        field.optional if value is None else _is_within(field, value) for field, value in _filled(question, record)
    )


def may_hold_others(question: RecordsQuestion, record: Record) -> bool:
    """Whether records may stand inside of this one."""
    seen = {name: _names_in(value) for name, value in record.values.items()}
    return question.tree and holds(question.holds_others, seen.get)


def suggestions_of(record: Record, field: TextField) -> tuple[str, ...]:
    """What can be tapped for the text, given the record's values so far."""
    seen = {name: _names_in(value) for name, value in record.values.items()}
    return tuple(each.label for each in field.suggestions if holds(each.when, seen.get))


def checked(field: RecordField, value: FieldValue) -> FieldValue:
    """The value as the field keeps it.

    Raises:
        Refused: it is none for this field, or breaks a constraint.
    """
    match field, value:
        case (NumberField(), NumberValue()):
            return checked_number(field, value)
        case (TextField(), TextValue()):
            return TextValue(checked_text(value.text, field.max_length))
        case (ItemField(), ItemValue()):
            return value
        case (ChoiceField(), ChoiceValue(option=None, own=str(words))) if field.own:
            return ChoiceValue(own=clean_label(words))
        case (ChoiceField(), ChoiceValue(option=str(chosen))) if _has(field, chosen):
            return ChoiceValue(option=chosen)
        case _:
            raise Refused(Reason.NO_SUCH_OPTION)


def _filled(question: RecordsQuestion, record: Record) -> Iterator[tuple[RecordField, FieldValue | None]]:
    """Every field that applies with its value, if it has one that has a place there."""
    seen: dict[str, Seen] = {}
    for field, test in question.asked_fields:
        if test is None or test(seen.get):
            value = record.values.get(field.id)
            if value is not None and _has_place(field, value):
                seen[field.id] = _names_in(value)
                yield field, value
            else:
                yield field, None


def _has_place(field: RecordField, value: FieldValue) -> bool:
    match value:
        case ChoiceValue(option=None):
            return field.kind == "choice" and field.own
        case ChoiceValue(option=str(chosen)):
            return field.kind == "choice" and _has(field, chosen)
        case _:
            return field.kind == value.kind


def _has(field: ChoiceField, option: str) -> bool:
    return any(option == offered.id for offered in field.options)


def _is_within(field: RecordField, value: FieldValue) -> bool:
    if isinstance(field, NumberField) and isinstance(value, NumberValue):
        return number_fault(field, value) is None
    return True


def _names_in(value: FieldValue) -> frozenset[str]:
    return frozenset((value.option,)) if isinstance(value, ChoiceValue) and value.option else frozenset()
