"""Edits of list answers: elements keep their ids when they are renamed or moved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from bot.domain.constraints import clean_label, new_labels
from bot.domain.edits import (
    AddItems,
    AddPresetItem,
    CopyFrom,
    MoveItem,
    RemoveItem,
    RenameItem,
    TakePreset,
    TakeProposal,
)
from bot.domain.errors import Reason, Refused
from bot.domain.offers import proposed_preset
from bot.domain.values import Item, ListValue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.edits import Edit, Ids
    from bot.domain.questionnaire import ListQuestion, Preset, PresetItem
    from bot.domain.route import Route, Step


T = TypeVar("T")


def edit(route: Route, step: Step, question: ListQuestion, change: Edit, ids: Ids) -> ListValue:
    """See ``bot.domain.editing.edit``."""
    value = step.answer.value if step.answer else None
    items = value.items if isinstance(value, ListValue) else ()
    match change:
        case AddItems():
            return ListValue(_added(question, items, change.labels, ids))
        case AddPresetItem():
            return ListValue(_with_ready(question, items, change.item, ids))
        case TakePreset():
            preset = next((preset for preset in question.presets if preset.id == change.preset), None)
            return ListValue(_made(_existing(preset), items, ids))
        case TakeProposal():
            return ListValue(_made(_existing(proposed_preset(route, step)), items, ids))
        case CopyFrom():
            return ListValue(_copied(route, change, ids))
        case RenameItem():
            return ListValue(_renamed(question, items, change))
        case MoveItem():
            return ListValue(moved(items, [item.id for item in items], change))
        case RemoveItem():
            return ListValue(_removed(question, items, change.item))
        case _:
            raise Refused(Reason.NO_SUCH_OPTION)


def moved(entries: tuple[T, ...], order: list[str], change: MoveItem) -> tuple[T, ...]:
    """The entries with one of them a place further; at the edge as they were."""
    if change.item not in order:
        raise Refused(Reason.GONE)
    source = order.index(change.item)
    target = source + change.by
    if not 0 <= target < len(entries):
        return entries
    moving = list(entries)
    moving[source], moving[target] = moving[target], moving[source]
    return tuple(moving)


def _existing(preset: Preset | None) -> Preset:
    if preset is None:
        raise Refused(Reason.EMPTY)
    return preset


def _made(preset: Preset, items: tuple[Item, ...], ids: Ids) -> tuple[Item, ...]:
    """The preset's elements; those that stand already keep their ids, and so their own answers."""
    standing = {item.preset: item for item in items if item.preset}
    return tuple(standing.get(ready.id) or Item(ids.new(), ready.label, ready.id) for ready in preset.items)


def _added(question: ListQuestion, items: tuple[Item, ...], labels: tuple[str, ...], ids: Ids) -> tuple[Item, ...]:
    there = [*(item.label for item in items), *(item.label for item in question.fixed)]
    fresh = new_labels(labels, there, room=question.maximum - len(items), limit=question.maximum)
    ready = {item.label.casefold(): item.id for item in _ready_items(question)}
    return (*items, *(Item(ids.new(), label, ready.get(label.casefold())) for label in fresh))


def _with_ready(question: ListQuestion, items: tuple[Item, ...], name: str, ids: Ids) -> tuple[Item, ...]:
    ready = next((item for item in _ready_items(question) if item.id == name), None)
    if ready is None:
        raise Refused(Reason.NO_SUCH_OPTION)
    return _added(question, items, (ready.label,), ids)


def _ready_items(question: ListQuestion) -> Iterable[PresetItem]:
    yield from question.extras
    for preset in question.presets:
        yield from preset.items


def _copied(route: Route, change: CopyFrom, ids: Ids) -> tuple[Item, ...]:
    source = route.by_key.get(change.key)
    value = source.answer.value if source and source.answer else None
    if not isinstance(value, ListValue):
        raise Refused(Reason.GONE)
    return tuple(replace(item, id=ids.new()) for item in value.items)


def _renamed(question: ListQuestion, items: tuple[Item, ...], change: RenameItem) -> tuple[Item, ...]:
    _must_be_there(question, items, change.item)
    label = clean_label(change.label)
    others = [*(item.label for item in items if item.id != change.item), *(item.label for item in question.fixed)]
    if label.casefold() in {other.casefold() for other in others}:
        raise Refused(Reason.ALREADY_THERE)
    return tuple(replace(item, label=label) if item.id == change.item else item for item in items)


def _removed(question: ListQuestion, items: tuple[Item, ...], gone: str) -> tuple[Item, ...]:
    _must_be_there(question, items, gone)
    return tuple(item for item in items if item.id != gone)


def _must_be_there(question: ListQuestion, items: tuple[Item, ...], item: str) -> None:
    if item in {fixed.id for fixed in question.fixed}:
        raise Refused(Reason.FIXED_ITEM)
    if item not in {present.id for present in items}:
        raise Refused(Reason.GONE)
