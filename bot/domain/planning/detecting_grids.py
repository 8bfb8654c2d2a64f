"""Detectors that look at a grid: rows and columns without a mark, or with too many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from bot.domain.conditions import OneOrMore
from bot.domain.descriptions import Table
from bot.domain.planning.detecting import DetectorBase, Hit, Place, quoted
from bot.domain.planning.references import Refers
from bot.domain.questionnaire import Identifier
from bot.domain.russian import number
from bot.domain.values import GridValue

if TYPE_CHECKING:
    from collections.abc import Iterator


class GridDetector(DetectorBase):
    question: Annotated[Identifier, Refers(("grid",))]

    def hits(self, at: Place) -> Iterator[Hit]:
        table = at.view.describe(at.step)
        if isinstance(table, Table) and table.rows:
            yield from self.found(at, table)

    def found(self, at: Place, table: Table) -> Iterator[Hit]:
        """What is found in a grid with at least one row."""
        raise NotImplementedError


class RowsEmpty(GridDetector):
    """Rows without a single mark."""

    kind: Literal["rows_empty"]
    tells: ClassVar = ("labels",)

    def found(self, at: Place, table: Table) -> Iterator[Hit]:
        del at
        if empty := [row.label for row in table.rows if not row.cells]:
            yield {"labels": quoted(empty)}


class FirstRowOver(GridDetector):
    """More marks in the first row than the norm."""

    kind: Literal["first_row_over"]
    tells: ClassVar = ("label", "number", "limit")
    limit: str

    def norms(self) -> tuple[str, ...]:
        return (self.limit,)

    def found(self, at: Place, table: Table) -> Iterator[Hit]:
        first, limit = table.rows[0], at.norms[self.limit]
        if len(first.cells) > limit:
            yield {"label": first.label, "number": str(len(first.cells)), "limit": number(limit)}


class NobodyHas(GridDetector):
    """No row has a mark in any of these columns."""

    kind: Literal["nobody_has"]
    columns: OneOrMore

    def found(self, at: Place, table: Table) -> Iterator[Hit]:
        del at
        if not any(row.cells & set(self.columns) for row in table.rows):
            yield {}


class OwnColumnsEmpty(GridDetector):
    """The client's own columns that no row has: a field mandatory nowhere."""

    kind: Literal["own_columns_empty"]
    tells: ClassVar = ("labels",)

    def found(self, at: Place, table: Table) -> Iterator[Hit]:
        own = at.value.own_columns if isinstance(at.value, GridValue) else ()
        used = {cell for row in table.rows for cell in row.cells}
        if empty := [column.label for column in own if column.id not in used]:
            yield {"labels": quoted(empty)}
