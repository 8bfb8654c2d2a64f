"""Tables of rich HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.simulator.rich_blocks import Cell, Table
from bot.simulator.rich_tree import Element

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.simulator.html_scan import Scanner
    from bot.simulator.rich_text import RichText

MAX_COLUMNS = 20

#: What a cell without the attribute has; the documentation tells the values but not which is the usual one.
_USUAL = {"align": "left", "valign": "top"}
_ALLOWED = {"align": frozenset({"left", "center", "right"}), "valign": frozenset({"top", "middle", "bottom"})}
_SPAN = re.compile(r"[1-9][0-9]{0,2}")


def table(element: Element, read: Callable[[Element], RichText], scanner: Scanner) -> Table:
    """The table of an element; ``read`` gives the text of a cell.

    Raises:
        BadRequestError: empty, too wide, or a cell with a wrong attribute.
    """
    rows = tuple(_row(row, read, scanner) for row in _elements(element))
    if not rows:
        scanner.refuse_at('Empty tag "table"', element.begin)
    if _width(rows) > MAX_COLUMNS:
        scanner.refuse_at(f"More than {MAX_COLUMNS} columns in the table", element.begin)
    return Table(rows)


def _row(element: Element, read: Callable[[Element], RichText], scanner: Scanner) -> tuple[Cell, ...]:
    cells = tuple(_cell(cell, read(cell) or None, scanner) for cell in _elements(element))
    if not cells:
        scanner.refuse_at('Empty tag "tr"', element.begin)
    return cells


def _cell(element: Element, text: RichText | None, scanner: Scanner) -> Cell:
    given = element.attributes
    place = {name: given.get(name, usual) for name, usual in _USUAL.items()}
    spans = {name: given.get(name, "1") for name in ("colspan", "rowspan")}
    sound = {name: value in _ALLOWED[name] for name, value in place.items()}
    sound |= {name: _SPAN.fullmatch(value) is not None for name, value in spans.items()}
    for name, is_sound in sound.items():
        if not is_sound:
            scanner.refuse_at(f'Wrong attribute "{name}" of the tag "{element.tag}"', element.begin)
    return Cell(
        text,
        **place,
        is_header=element.tag == "th",
        colspan=int(spans["colspan"]),
        rowspan=int(spans["rowspan"]),
    )


def _elements(element: Element) -> Iterator[Element]:
    return (child for child in element.children if isinstance(child, Element))


def _width(rows: Iterable[Sequence[Cell]]) -> int:
    """How many columns there are, cells that reach down from rows above included."""
    width = 0
    reaching: list[tuple[int, int]] = []
    for row in rows:
        width = max(width, sum(columns for columns, _ in reaching) + sum(cell.colspan for cell in row))
        reaching = [(columns, left - 1) for columns, left in reaching if left > 1]
        reaching += [(cell.colspan, cell.rowspan - 1) for cell in row if cell.rowspan > 1]
    return width
