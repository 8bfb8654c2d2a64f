"""A sheet of a workbook that is written from top to bottom: a head, then rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

#: Excel repairs a file with longer texts by cutting them.
_LONGEST = 32767
#: Excel's number of the paper.
_A4 = 9
_HEAD = {
    "bold": True,
    "text_wrap": True,
    "valign": "top",
    "font_color": "#5D6B7E",
    "bottom": 2,
    "bottom_color": "#0B5C9E",
}
_CELL = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": "#D9E0E8"}


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in characters; ``figures``: how numbers look in it."""

    title: str
    width: int
    figures: str = "General"


class Sheet:
    """Numbers are written as numbers, everything else as text."""

    def __init__(self, book: Workbook, title: str) -> None:
        self._book = book
        self._sheet = book.add_worksheet(title)
        self._columns: tuple[Column, ...] = ()
        self._formats: dict[tuple[str, bool], Format] = {}
        self._next = 0

    def head(self, *columns: Column) -> None:
        """Stays in sight, and is repeated on printed pages."""
        self._columns = columns
        head = self._book.add_format(_HEAD)
        for place, column in enumerate(columns):
            self._sheet.set_column(place, place, column.width)
            self._sheet.write_string(0, place, column.title, head)
        self._sheet.freeze_panes(1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.fit_to_pages(1, 0)
        self._next = 1

    def row(self, *cells: str | float, bold: bool = False) -> int:
        """Write the next row; returns its number, from 0."""
        row = self._next
        self._next += 1
        for place, (cell, column) in enumerate(zip(cells, self._columns, strict=True)):
            look = self._format(column.figures, bold=bold)
            if not isinstance(cell, str):
                self._sheet.write_number(row, place, cell, look)
            elif cell:
                self._sheet.write_string(row, place, cell[:_LONGEST], look)
            else:
                self._sheet.write_blank(row, place, None, look)
        return row

    def formula(self, row: int, column: int, formula: str, shown: float | str, figures: str = "") -> None:
        """``shown`` is what viewers see that do not calculate."""
        look = self._format(figures or self._columns[column].figures, bold=True)
        self._sheet.write_formula(row, column, formula, look, shown)

    def to_be_filled_in(self, row: int, column: int) -> None:
        look = {**_CELL, "num_format": self._columns[column].figures, "bg_color": "#FFF4CC"}
        self._sheet.write_blank(row, column, None, self._book.add_format(look))

    def _format(self, figures: str, *, bold: bool) -> Format:
        if (figures, bold) not in self._formats:
            look = {**_CELL, "num_format": figures, "bold": bold}
            self._formats[figures, bold] = self._book.add_format(look)
        return self._formats[figures, bold]
