"""A sheet of a workbook that is written from top to bottom: a head, then rows."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

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
#: Keeps a text away from the figure in the cell before it.
_TEXT = {"align": "left", "indent": 1}
#: In points: a line in the usual font, and the most that Excel takes for a row.
_LINE, _HIGHEST = 15.75, 409
#: In characters: what the indentation takes of a column, and what a capital letter takes beyond the usual one.
_INDENTATION, _CAPITAL = 2, 0.3
#: A printed page's header takes 255 characters, its own signs included.
_LONGEST_IN_HEADER = 100


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in characters; ``figures``: how numbers look in it."""

    title: str
    width: int
    figures: str = "General"


@dataclass(frozen=True, slots=True)
class Running:
    """What printed pages say: above, on both sides, and below, with ``{page}`` and ``{pages}`` to be put in."""

    left: str
    right: str
    page: str


class Sheet:
    """Numbers are written as numbers, everything else as text.

    Rows are as high as their texts need: not every program finds that out by itself.
    """

    def __init__(self, book: Workbook, title: str, running: Running) -> None:
        self._book = book
        self._sheet = book.add_worksheet(title)
        self._sheet.set_default_row(_LINE)
        self._sheet.set_header(f"&L&8 {_in_header(running.left)}&R&8 {_in_header(running.right)}")
        self._sheet.set_footer(f"&R&8 {running.page.format(page='&P', pages='&N')}")
        self._columns: tuple[Column, ...] = ()
        self._formats: dict[tuple[str, bool, bool], Format] = {}
        self._next = 0

    def head(self, *columns: Column) -> None:
        """Stays in sight, and is repeated on printed pages."""
        self._columns = columns
        head = self._book.add_format({**_HEAD, **_TEXT})
        self._fit(0, [column.title for column in columns])
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
        self._fit(row, cells)
        for place, (cell, column) in enumerate(zip(cells, self._columns, strict=True)):
            look = self._format(column.figures, bold=bold, text=isinstance(cell, str))
            if not isinstance(cell, str):
                self._sheet.write_number(row, place, cell, look)
            elif cell:
                self._sheet.write_string(row, place, cell[:_LONGEST], look)
            else:
                self._sheet.write_blank(row, place, None, look)
        return row

    def formula(
        self, row: int, column: int, formula: str, shown: float | str, figures: str = "", *, text: bool = False
    ) -> None:
        """``shown`` is what viewers see that do not calculate; ``text``: it is a text, whatever it comes to."""
        look = self._format(figures or self._columns[column].figures, bold=True, text=text)
        self._sheet.write_formula(row, column, formula, look, shown)

    def to_be_filled_in(self, row: int, column: int) -> None:
        look = {**_CELL, "num_format": self._columns[column].figures, "bg_color": "#FFF4CC"}
        self._sheet.write_blank(row, column, None, self._book.add_format(look))

    def to_be_filtered(self) -> None:
        """The head gets what one picks rows with; for tables without totals."""
        self._sheet.autofilter(0, 0, self._next - 1, len(self._columns) - 1)

    def _fit(self, row: int, cells: Sequence[str | float]) -> None:
        lines = max(_lines(cell, column.width) for cell, column in zip(cells, self._columns, strict=True))
        if lines > 1:
            self._sheet.set_row(row, min(lines * _LINE, _HIGHEST))

    def _format(self, figures: str, *, bold: bool, text: bool) -> Format:
        key = figures, bold, text
        if key not in self._formats:
            look = {**_CELL, "num_format": figures, "bold": bold, **(_TEXT if text else {})}
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]


def _lines(cell: str | float, width: int) -> int:
    """How many lines a text takes in a column: an estimate on the safe side, since fonts differ from place to place."""
    if not isinstance(cell, str):
        return 1
    return sum(_lines_of_one(line, width - _INDENTATION) for line in cell.split("\n"))


def _lines_of_one(line: str, width: int) -> int:
    taken = len(line) + _CAPITAL * sum(map(str.isupper, line))
    return 1 if taken <= width else len(wrap(line, max(int(width * len(line) / taken), 1)))


def _in_header(text: str) -> str:
    """On one line; an ampersand begins a sign of Excel's own."""
    return " ".join(text.split())[:_LONGEST_IN_HEADER].replace("&", "&&")
