"""Edits of records answers: small forms added, replaced, moved, removed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.constraints import checked_number, checked_text, clean_label
from bot.domain.editing_lists import moved
from bot.domain.edits import CopyFrom, MoveItem, RemoveItem, SaveRecord, TakePreset, TakeProposal
from bot.domain.errors import Reason, Refused
from bot.domain.forms import field_options, fields_of, missing_fields, proposed_records, record_from
from bot.domain.questionnaire import ItemField, NumberField, TextField
from bot.domain.values import ChoiceValue, ItemValue, NumberValue, Record, RecordsValue, TextValue

if TYPE_CHECKING:
    from bot.domain.edits import Edit, Ids
    from bot.domain.questionnaire import RecordField, RecordsQuestion
    from bot.domain.route import Route, Step
    from bot.domain.values import FieldValue


def edit(route: Route, step: Step, question: RecordsQuestion, change: Edit, ids: Ids) -> RecordsValue:
    """See ``bot.domain.editing.edit``."""
    records = standing(step).records
    match change:
        case SaveRecord():
            return _saved(route, step, question, records, change.record)
        case TakePreset():
            preset = next((preset for preset in question.presets if preset.id == change.preset), None)
            record = record_from(route, step, preset, ids.new()) if preset else None
            if record is None:
                raise Refused(Reason.GONE)
            return _with_room(question, (*records, record))
        case TakeProposal():
            proposed = tuple(replace(record, id=ids.new()) for record in proposed_records(route, step))
            if not proposed:
                raise Refused(Reason.EMPTY)
            return _with_room(question, (*records, *proposed))
        case CopyFrom():
            return _copied(route, step, question, change, ids)
        case MoveItem():
            return RecordsValue(_moved(records, change))
        case RemoveItem():
            return RecordsValue(_without(records, change.item))
        case _:
            raise Refused(Reason.NO_SUCH_OPTION)


def standing(step: Step) -> RecordsValue:
    """The value as it stands; none is an empty one."""
    value = step.answer.value if step.answer else None
    return value if isinstance(value, RecordsValue) else RecordsValue()


def _with_room(question: RecordsQuestion, records: tuple[Record, ...]) -> RecordsValue:
    if len(records) > question.maximum:
        raise Refused(Reason.TOO_MANY, limit=question.maximum)
    return RecordsValue(records)


def _saved(
    route: Route, step: Step, question: RecordsQuestion, records: tuple[Record, ...], record: Record
) -> RecordsValue:
    if missing_fields(question, record):
        raise Refused(Reason.EMPTY)
    if record.parent is not None and record.parent not in {other.id for other in records}:
        raise Refused(Reason.GONE)
    applying = {field.id: field for field in fields_of(question, record)}
    checked = {
        name: _checked(route, step, applying[name], value) for name, value in record.values.items() if name in applying
    }
    kept = replace(record, values=checked)
    if any(other.id == record.id for other in records):
        return RecordsValue(tuple(kept if other.id == record.id else other for other in records))
    return _with_room(question, (*records, kept))


def _checked(route: Route, step: Step, field: RecordField, value: FieldValue) -> FieldValue:
    match field, value:
        case (NumberField(), NumberValue()):
            return checked_number(field, value)
        case (TextField(), TextValue()):
            return TextValue(checked_text(value.text, field.max_length))
        case (ItemField(), ItemValue()):
            if value.item not in {option.id for option in field_options(route, step, field)}:
                raise Refused(Reason.GONE)
            return value
        case (_, ChoiceValue()):
            return ChoiceValue(own=clean_label(value.own)) if value.own else value
        case _:
            raise Refused(Reason.NO_SUCH_OPTION)


def _moved(records: tuple[Record, ...], change: MoveItem) -> tuple[Record, ...]:
    """Among the records with the same parent; the others keep their places."""
    subject = next((record for record in records if record.id == change.item), None)
    if subject is None:
        raise Refused(Reason.GONE)
    among = tuple(record for record in records if record.parent == subject.parent)
    order = iter(moved(among, [record.id for record in among], change))
    return tuple(next(order) if record.parent == subject.parent else record for record in records)


def _without(records: tuple[Record, ...], gone: str) -> tuple[Record, ...]:
    """Without the record and all below it."""
    if gone not in {record.id for record in records}:
        raise Refused(Reason.GONE)
    removed = {gone}
    while below := {record.id for record in records if record.parent in removed} - removed:
        removed |= below
    return tuple(record for record in records if record.id not in removed)


def _copied(route: Route, step: Step, question: RecordsQuestion, change: CopyFrom, ids: Ids) -> RecordsValue:
    """Another scope's records; elements they point at are matched by preset, else by label; the rest is left out."""
    other = route.by_key.get(change.key)
    if other is None or other.answer is None:
        raise Refused(Reason.GONE)
    fresh = {record.id: ids.new() for record in standing(other).records}
    copies = []
    for record in standing(other).records:
        values = {
            field.id: _translated(route, step, other, field, record.values[field.id])
            for field in question.fields
            if field.id in record.values
        }
        kept = {name: value for name, value in values.items() if value is not None}
        copy = Record(fresh[record.id], kept, fresh.get(record.parent or ""))
        if not missing_fields(question, copy):
            copies.append(copy)
    return _with_room(question, tuple(copies))


def _translated(route: Route, step: Step, other: Step, field: RecordField, value: FieldValue) -> FieldValue | None:
    if not isinstance(field, ItemField) or not isinstance(value, ItemValue):
        return value
    labels = {option.id: option.label.casefold() for option in field_options(route, other, field)}
    here = {option.label.casefold(): option.id for option in field_options(route, step, field)}
    target = here.get(labels.get(value.item, ""))
    return ItemValue(target) if target else None
