"""Typed words as columns of a grid: those that are offered are ticked in a row, others become the client's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.choosing import only_in, own_name, parts_of
from bot.domain.edits import AddItems, Edit, Keep, ToggleCell
from bot.domain.errors import Reason, Refused
from bot.domain.matching import places, plain
from bot.domain.offers import columns_of, proposed_grid

if TYPE_CHECKING:
    from bot.domain.questionnaire import GridQuestion
    from bot.domain.route import Route, Step


def columns_named(route: Route, step: Step, question: GridQuestion, text: str, row: str) -> tuple[Edit, ...]:
    """What the text does to the ``row`` on the card, or to the whole grid where that is empty.

    The row is taken as it would be with what is proposed for it. «Только …» takes the other columns back.

    Raises:
        Refused: the columns are ticked row by row, or the words can be no column.
    """
    only = only_in(text)
    labels = {column.id: column.label for column in columns_of(route, step)}
    parts = parts_of(labels, text if only is None else only, own=True)
    found = [(column if column and _is_by_name(labels[column], piece) else None, piece) for column, piece in parts]
    named = tuple(dict.fromkeys(column for column, _ in found if column))
    if named and not row:
        raise Refused(Reason.ROW_BY_ROW)
    if only is not None and not all(column for column, _ in found):
        raise Refused(Reason.TAP_INSTEAD)
    own = tuple(own_name(piece, welcome=question.own_columns) for column, piece in found if column is None)
    ticked = [column for marked, column in sorted(proposed_grid(route, step).cells) if marked == row]
    off = tuple(column for column in ticked if only is not None and column not in named)
    on = tuple(column for column in named if column not in ticked)
    toggles = tuple(ToggleCell(row, column) for column in (*off, *on))
    return (*toggles, *((AddItems(own),) if own else ())) or (Keep(),)


def _is_by_name(label: str, words: str) -> bool:
    """Columns stand without numbers, so a place means none of them."""
    return not places(words) or plain(words) == plain(label)
