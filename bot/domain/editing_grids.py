"""Edits of grid answers: cells, rows like others, own columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.constraints import new_labels
from bot.domain.editing_lists import renamed, sibling
from bot.domain.edits import (
    AddItems,
    ConfirmRow,
    CopyFrom,
    CopyRow,
    RemoveItem,
    RenameItem,
    TakeProposal,
    ToggleCell,
)
from bot.domain.errors import Reason, Refused
from bot.domain.offers import columns_of, proposed_grid, rows_of
from bot.domain.values import GridValue, Item

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from bot.domain.edits import Edit, Ids
    from bot.domain.elements import Element
    from bot.domain.questionnaire import GridQuestion
    from bot.domain.route import Route, Step
    from bot.domain.values import Cells

_OWN_LIMIT = 300


def edit(route: Route, step: Step, question: GridQuestion, change: Edit, ids: Ids) -> GridValue:
    """See ``bot.domain.editing.edit``. Of columns of a group, those out of sight exclude one another too."""
    stands = _standing(step)
    rows = [row.id for row in rows_of(route, step)]
    match change:
        case ToggleCell():
            _must_be_in(rows, change.row)
            return _toggled(route, step, question, stands, change)
        case ConfirmRow():
            _must_be_in(rows, change.row)
            return replace(stands, confirmed=stands.confirmed | {change.row})
        case CopyRow():
            _must_be_in(rows, change.row, change.source)
            kept = frozenset(cell for cell in stands.cells if cell[0] != change.row)
            copied = frozenset((change.row, column) for row, column in stands.cells if row == change.source)
            return replace(stands, cells=kept | copied)
        case TakeProposal():
            return _completed(route, step, question, stands)
        case CopyFrom():
            return _copied(route, step, sibling(route, step, change), ids)
        case AddItems() if question.own_columns:
            there = [column.label for column in columns_of(route, step)]
            room = _OWN_LIMIT - len(stands.own_columns)
            labels = new_labels(change.labels, there, room=room, limit=_OWN_LIMIT)
            return replace(stands, own_columns=(*stands.own_columns, *(Item(ids.new(), label) for label in labels)))
        case RenameItem() | RemoveItem():
            return _with_own(question, stands, change)
        case _:
            raise Refused(Reason.NO_SUCH_OPTION)


def confirmed(route: Route, step: Step) -> GridValue:
    """The value as it stands with every row confirmed."""
    rows = frozenset(row.id for row in rows_of(route, step))
    stands = _standing(step)
    return replace(stands, confirmed=stands.confirmed | rows)


def _standing(step: Step) -> GridValue:
    value = step.given.value if step.given else None
    return value if isinstance(value, GridValue) else GridValue()


def _completed(route: Route, step: Step, question: GridQuestion, stands: GridValue) -> GridValue:
    proposal = proposed_grid(route, step)
    if not proposal.cells:
        raise Refused(Reason.EMPTY)
    marked = _marked(question, stands.cells, proposal.cells)
    return replace(stands, cells=marked, confirmed=stands.confirmed | proposal.confirmed)


def _toggled(route: Route, step: Step, question: GridQuestion, stands: GridValue, change: ToggleCell) -> GridValue:
    if change.column not in {column.id for column in columns_of(route, step)}:
        raise Refused(Reason.NO_SUCH_OPTION)
    cell = (change.row, change.column)
    if cell in stands.cells:
        return replace(stands, cells=stands.cells - {cell})
    return replace(stands, cells=_marked(question, stands.cells, {cell}))


def _marked(question: GridQuestion, cells: Cells, more: AbstractSet[tuple[str, str]]) -> Cells:
    """With more of them; within a group of columns they take the place of others in their row."""
    groups = {column.id: column.group for column in question.columns if column.group}
    taken = {(row, groups[column]) for row, column in more if column in groups}
    return frozenset(cell for cell in cells if (cell[0], groups.get(cell[1])) not in taken) | more


def _copied(route: Route, step: Step, other: Step, ids: Ids) -> GridValue:
    """The other's marks in the rows of the same name, which count as passed; own columns get ids of their own."""
    value = _standing(other)
    own = {item.id: replace(item, id=ids.new()) for item in value.own_columns}
    names = {row.id: _name(row) for row in rows_of(route, other) if row.id in value.confirmed}
    here = {_name(row): row.id for row in rows_of(route, step)}
    rows = {row: here[name] for row, name in names.items() if name in here}
    cells = frozenset(
        (rows[row], own[column].id if column in own else column) for row, column in value.cells if row in rows
    )
    return GridValue(cells, tuple(own.values()), frozenset(rows.values()))


def _name(row: Element) -> str:
    return row.name or row.label.casefold()


def _with_own(question: GridQuestion, stands: GridValue, change: RenameItem | RemoveItem) -> GridValue:
    _must_be_in([item.id for item in stands.own_columns], change.item)
    if isinstance(change, RenameItem):
        own = renamed(stands.own_columns, change, [column.label for column in question.columns])
        return replace(stands, own_columns=own)
    own = tuple(item for item in stands.own_columns if item.id != change.item)
    cells = frozenset(cell for cell in stands.cells if cell[1] != change.item)
    return replace(stands, own_columns=own, cells=cells)


def _must_be_in(present: Iterable[str], *wanted: str) -> None:
    if not set(wanted) <= set(present):
        raise Refused(Reason.GONE)
