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
from bot.domain.known_items import KnownItems
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
    value = step.given.value if step.given else None
    items = value.items if isinstance(value, ListValue) else ()
    match change:
        case AddItems():
            return ListValue(_added(question, items, change.labels, KnownItems(route, step, ids, items)))
        case AddPresetItem():
            return ListValue(_with_ready(question, items, change.item, KnownItems(route, step, ids, items)))
        case TakePreset():
            preset = next((preset for preset in question.presets if preset.id == change.preset), None)
            return ListValue(
                _made(question, _existing(preset, Reason.NO_SUCH_OPTION), items, KnownItems(route, step, ids))
            )
        case TakeProposal():
            preset = _existing(proposed_preset(route, step), Reason.EMPTY)
            return ListValue(_made(question, preset, items, KnownItems(route, step, ids)))
        case CopyFrom():
            return ListValue(_copied(sibling(route, step, change), KnownItems(route, step, ids)))
        case RenameItem():
            _must_be_there(question, items, change.item)
            return ListValue(renamed(items, change, [item.label for item in question.fixed]))
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


def renamed(items: tuple[Item, ...], change: RenameItem, others: Iterable[str] = ()) -> tuple[Item, ...]:
    """The items with a new label for one of them.

    Raises:
        Refused: it is no label, or another item or one of the ``others`` has it.
    """
    label = clean_label(change.label)
    taken = {*(item.label.casefold() for item in items if item.id != change.item), *map(str.casefold, others)}
    if label.casefold() in taken:
        raise Refused(Reason.ALREADY_THERE)
    return tuple(replace(item, label=label) if item.id == change.item else item for item in items)


def sibling(route: Route, step: Step, change: CopyFrom) -> Step:
    """The step of the same question in another place that is copied from.

    Raises:
        Refused: there is none, or it has no value.
    """
    other = route.by_key.get(change.key)
    same = other is not None and other.key != step.key and other.key.question == step.key.question
    if other is None or not same or other.value is None:
        raise Refused(Reason.GONE)
    return other


def _existing(preset: Preset | None, otherwise: Reason) -> Preset:
    if preset is None:
        raise Refused(otherwise)
    return preset


def _made(question: ListQuestion, preset: Preset, items: tuple[Item, ...], known: KnownItems) -> tuple[Item, ...]:
    """The preset's elements. Those that stand already keep the client's names, but for one that another of them has."""
    if len(preset.items) > question.maximum:
        raise Refused(Reason.TOO_MANY, limit=question.maximum)
    named = {item.preset: item.label for item in items if item.label.casefold() not in _labels(preset)}
    return tuple(
        replace(known.named(ready.label, ready.id), label=named.get(ready.id, ready.label)) for ready in preset.items
    )


def _labels(preset: Preset) -> set[str]:
    return {ready.label.casefold() for ready in preset.items}


def _added(
    question: ListQuestion, items: tuple[Item, ...], labels: tuple[str, ...], known: KnownItems
) -> tuple[Item, ...]:
    there = [*(item.label for item in items), *(item.label for item in question.fixed)]
    fresh = new_labels(labels, there, room=question.maximum - len(items), limit=question.maximum)
    ready = {item.label.casefold(): item.id for item in _ready_items(question)}
    return (*items, *(known.named(label, ready.get(label.casefold())) for label in fresh))


def _with_ready(question: ListQuestion, items: tuple[Item, ...], name: str, known: KnownItems) -> tuple[Item, ...]:
    ready = next((item for item in _ready_items(question) if item.id == name), None)
    if ready is None:
        raise Refused(Reason.NO_SUCH_OPTION)
    if name in {item.preset for item in items}:
        raise Refused(Reason.ALREADY_THERE)
    there = [*(item.label for item in items), *(item.label for item in question.fixed)]
    new_labels((ready.label,), there, room=question.maximum - len(items), limit=question.maximum)
    return (*items, known.named(ready.label, name))


def _ready_items(question: ListQuestion) -> Iterable[PresetItem]:
    yield from question.extras
    for preset in question.presets:
        yield from preset.items


def _copied(other: Step, known: KnownItems) -> tuple[Item, ...]:
    """The other's elements under ids of their own."""
    items = other.value.items if isinstance(other.value, ListValue) else ()
    return tuple(known.named(item.label, item.preset) for item in items)


def _removed(question: ListQuestion, items: tuple[Item, ...], gone: str) -> tuple[Item, ...]:
    _must_be_there(question, items, gone)
    return tuple(item for item in items if item.id != gone)


def _must_be_there(question: ListQuestion, items: tuple[Item, ...], item: str) -> None:
    if item in {fixed.id for fixed in question.fixed}:
        raise Refused(Reason.FIXED_ITEM)
    if item not in {present.id for present in items}:
        raise Refused(Reason.GONE)
