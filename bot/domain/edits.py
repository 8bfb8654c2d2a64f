"""What a client does to one answer, as data. ``bot.domain.editing`` makes the new value of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.domain.answers import QuestionKey
    from bot.domain.values import Record


class Ids(Protocol):
    """Source of opaque ids, unique in the brief (the port; random in life, counted in tests)."""

    def new(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Pick:
    """choice: take an option."""

    option: str


@dataclass(frozen=True, slots=True)
class PickOwn:
    """choice: own words."""

    text: str


@dataclass(frozen=True, slots=True)
class Toggle:
    """multichoice: an option id or the id of an own item, on or off."""

    option: str


@dataclass(frozen=True, slots=True)
class SetNumber:
    amount: float
    upper: float | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class SetText:
    text: str


@dataclass(frozen=True, slots=True)
class AddText:
    """text: a paragraph behind what stands; in place of a ready answer, or of none."""

    text: str


@dataclass(frozen=True, slots=True)
class AddItems:
    """list, multichoice (own), grid (own columns): add elements with these labels, skipping those already there."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AddPresetItem:
    """list: add a ready element (of ``extras`` or of any preset) that is not there yet."""

    item: str


@dataclass(frozen=True, slots=True)
class TakePreset:
    """list: replace all by a preset. records: append the preset's record."""

    preset: str


@dataclass(frozen=True, slots=True)
class CopyFrom:
    """list, grid, records: take over the value of the same question in another scope («как в «Предоплата»»)."""

    key: QuestionKey


@dataclass(frozen=True, slots=True)
class RenameItem:
    """list; also own elements of multichoice and own columns of a grid."""

    item: str
    label: str


@dataclass(frozen=True, slots=True)
class MoveItem:
    """list, records: one place up (-1) or down (+1); at the edge nothing changes."""

    item: str
    by: int


@dataclass(frozen=True, slots=True)
class RemoveItem:
    """list, records (with its children), own element of multichoice, own column of a grid."""

    item: str


@dataclass(frozen=True, slots=True)
class ToggleCell:
    """grid: a cell on or off; within a group of columns on replaces the other."""

    row: str
    column: str


@dataclass(frozen=True, slots=True)
class CopyRow:
    """grid: the row becomes like another one."""

    row: str
    source: str


@dataclass(frozen=True, slots=True)
class ConfirmRow:
    """grid: the client has passed this row."""

    row: str


@dataclass(frozen=True, slots=True)
class TakeProposal:
    """multichoice, list, grid, records: take what is proposed as the whole answer (grid: confirms every row)."""


@dataclass(frozen=True, slots=True)
class SaveRecord:
    """records: add, or replace the one with the same id."""

    record: Record


@dataclass(frozen=True, slots=True)
class Keep:
    """Confirm the value as it stands (stale answers; «нет» for records without any: an empty answer)."""


Edit = (
    Pick | PickOwn | Toggle | SetNumber | SetText | AddText | AddItems | AddPresetItem | TakePreset | CopyFrom
    | RenameItem | MoveItem | RemoveItem | ToggleCell | CopyRow | ConfirmRow | TakeProposal | SaveRecord | Keep
)  # fmt: skip
