"""Edits of records answers: small forms added, replaced, moved, removed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.editing_lists import moved, sibling
from bot.domain.edits import CopyFrom, MoveItem, RemoveItem, SaveRecord, TakePreset, TakeProposal
from bot.domain.elements import elements_in_reach
from bot.domain.errors import Reason, Refused
from bot.domain.filling import checked, fields_of, fitting, may_hold_others, missing_fields
from bot.domain.forms import proposed_records, record_from
from bot.domain.questionnaire import ItemField
from bot.domain.values import ItemValue, Record, RecordsValue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.edits import Edit, Ids
    from bot.domain.elements import Element
    from bot.domain.questionnaire import RecordField, RecordsQuestion
    from bot.domain.route import Route, Step
    from bot.domain.values import FieldValue


def edit(route: Route, step: Step, question: RecordsQuestion, change: Edit, ids: Ids) -> RecordsValue:
    """See ``bot.domain.editing.edit``. A record that may hold no others any more lets those inside out, beside it."""
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
            return _with_room(question, proposed)
        case CopyFrom():
            return _with_room(question, tuple(_copied(route, step, question, sibling(route, step, change), ids)))
        case MoveItem():
            return RecordsValue(_moved(records, change))
        case RemoveItem():
            if change.item not in {record.id for record in records}:
                raise Refused(Reason.GONE)
            gone = _with_children(records, {change.item})
            return RecordsValue(tuple(record for record in records if record.id not in gone))
        case _:
            raise Refused(Reason.NO_SUCH_OPTION)


def standing(step: Step) -> RecordsValue:
    """The value as it stands; none is an empty one."""
    value = step.given.value if step.given else None
    return value if isinstance(value, RecordsValue) else RecordsValue()


def _with_room(question: RecordsQuestion, records: tuple[Record, ...]) -> RecordsValue:
    if len(records) > question.maximum:
        raise Refused(Reason.TOO_MANY, limit=question.maximum)
    return RecordsValue(records)


def _saved(
    route: Route, step: Step, question: RecordsQuestion, records: tuple[Record, ...], record: Record
) -> RecordsValue:
    values = {
        field.id: _checked(route, step, field, record.values[field.id])
        for field in fields_of(question, record)
        if field.id in record.values
    }
    kept = replace(record, values=values)
    if missing_fields(question, kept):
        raise Refused(Reason.EMPTY)
    _must_hang(question, records, kept)
    if not may_hold_others(question, kept):
        records = tuple(replace(each, parent=kept.parent) if each.parent == kept.id else each for each in records)
    if any(other.id == record.id for other in records):
        return RecordsValue(tuple(kept if other.id == record.id else other for other in records))
    return _with_room(question, (*records, kept))


def _must_hang(question: RecordsQuestion, records: tuple[Record, ...], record: Record) -> None:
    """The parent is there, may hold it, and is not below the record itself."""
    if record.parent is None or any((other.id, other.parent) == (record.id, record.parent) for other in records):
        return
    parent = next((other for other in records if other.id == record.parent), None)
    below = _with_children(records, {record.id})
    if parent is None or parent.id in below or not may_hold_others(question, parent):
        raise Refused(Reason.GONE)


def _checked(route: Route, step: Step, field: RecordField, value: FieldValue) -> FieldValue:
    kept = checked(field, value)
    if isinstance(field, ItemField) and isinstance(kept, ItemValue):
        there = elements_in_reach(route, field.source, step.key.scope)
        if kept.item not in {element.id for element in there}:
            raise Refused(Reason.GONE)
    return kept


def _moved(records: tuple[Record, ...], change: MoveItem) -> tuple[Record, ...]:
    """Among the records with the same parent; the others keep their places."""
    subject = next((record for record in records if record.id == change.item), None)
    if subject is None:
        raise Refused(Reason.GONE)
    among = tuple(record for record in records if record.parent == subject.parent)
    order = iter(moved(among, [record.id for record in among], change))
    return tuple(next(order) if record.parent == subject.parent else record for record in records)


def _with_children(records: tuple[Record, ...], top: set[str]) -> set[str]:
    """The ids and those of all records below them."""
    found = set(top)
    while below := {record.id for record in records if record.parent in found} - found:
        found |= below
    return found


def _copied(route: Route, step: Step, question: RecordsQuestion, other: Step, ids: Ids) -> Iterable[Record]:
    """The other's records under ids of their own, pointing at the elements of the same name here.

    What lacks an element that it must point at is left out, with all below it.
    """
    records = standing(other).records
    copies = {
        record.id: fitting(question, replace(record, values=_here(route, step, other, question, record)))
        for record in records
    }
    lacking = {old for old, copy in copies.items() if missing_fields(question, copy)}
    left_out = _with_children(records, lacking)
    fresh = {old: ids.new() for old in copies if old not in left_out}
    for old, new in fresh.items():
        yield replace(copies[old], id=new, parent=fresh.get(copies[old].parent or ""))


def _here(route: Route, step: Step, other: Step, question: RecordsQuestion, record: Record) -> dict[str, FieldValue]:
    values: dict[str, FieldValue] = {}
    for field in question.fields:
        value = record.values.get(field.id)
        if isinstance(field, ItemField) and isinstance(value, ItemValue):
            there = elements_in_reach(route, field.source, other.key.scope)
            value = _counterpart(value, there, elements_in_reach(route, field.source, step.key.scope))
        if value is not None:
            values[field.id] = value
    return values


def _counterpart(value: ItemValue, there: tuple[Element, ...], here: tuple[Element, ...]) -> ItemValue | None:
    """The element of the same name, else of the same label."""
    meant = next((element for element in there if element.id == value.item), None)
    if meant is None:
        return None
    same = [element for element in here if meant.name and element.name == meant.name]
    alike = [element for element in here if element.label.casefold() == meant.label.casefold()]
    return next((ItemValue(element.id) for element in (*same, *alike)), None)
