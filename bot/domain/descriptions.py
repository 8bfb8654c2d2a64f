"""What an answer says in plain words, structured: made by ``bot.domain.describing``, drawn by templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.elements import Element
    from bot.domain.values import NumberValue


@dataclass(frozen=True, slots=True)
class Words:
    """choice, multichoice: what was taken, in the order of the definition, own words last."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """number: ``text`` is ready to read («10–15 человек», «≈ 20»)."""

    text: str
    value: NumberValue


@dataclass(frozen=True, slots=True)
class Prose:
    """text: the client's own words, as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """list: the elements in order, those that a list always ends with last."""

    items: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """``cells``: ids of the columns that are on; ``labels`` the same in words."""

    id: str
    label: str
    cells: frozenset[str]
    labels: tuple[str, ...]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Table:
    """grid: every row that exists now, also those without a mark."""

    columns: tuple[Element, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class FormField:
    """``name`` as the questionnaire calls it in short; ``gone``: it points at an element that is no longer there."""

    id: str
    name: str
    text: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One record: its line in words, its fields, and how deep it stands in a tree."""

    id: str
    summary: str
    fields: tuple[FormField, ...]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Forms:
    """records: in order, in a tree children after their parent. Empty: nothing needed, which ``none_label`` says."""

    forms: tuple[Form, ...]
    none_label: str
    tree: bool


Description = Words | Amount | Prose | Items | Table | Forms
