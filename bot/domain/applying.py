"""The part of a value that applies now: what is not offered any more does not count, and is kept in the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.filling import judged
from bot.domain.questionnaire import RecordsQuestion
from bot.domain.values import ChoiceValue, GridValue, MultichoiceValue, RecordsValue

if TYPE_CHECKING:
    from bot.domain.elements import Element
    from bot.domain.evaluation import Sight
    from bot.domain.program import Asked
    from bot.domain.values import Value


def applying(asked: Asked, value: Value, sees: Sight, rows: tuple[Element, ...]) -> Value | None:
    """The value without options, columns and rows that are not offered; None if nothing of it applies.

    ``rows``: of a grid, as they are now. Of an earlier version of the questionnaire there may be left: values of
    records that their fields have no place for, which go too, and a value of another kind, which does not apply at all.
    """
    if value.kind != asked.question.kind:
        return None
    match value:
        case ChoiceValue():
            return value if value.option is None or _offered(asked, value.option, sees) else None
        case MultichoiceValue():
            return _multichoice(asked, value, sees)
        case GridValue():
            return _grid(asked, value, sees, rows)
        case RecordsValue() if isinstance(asked.question, RecordsQuestion):
            return judged(asked.question, value).fitting
        case _:
            return value


def _offered(asked: Asked, part: str, sees: Sight) -> bool:
    if part not in asked.parts:
        return False
    test = asked.parts[part]
    return test is None or test(sees)


def _multichoice(asked: Asked, value: MultichoiceValue, sees: Sight) -> MultichoiceValue | None:
    options = tuple(option for option in value.options if _offered(asked, option, sees))
    if len(options) == len(value.options):
        return value
    return MultichoiceValue(options, value.own) if options or value.own else None


def _grid(asked: Asked, value: GridValue, sees: Sight, rows: tuple[Element, ...]) -> GridValue:
    present = {row.id for row in rows}
    columns = {part for part, test in asked.parts.items() if test is None or test(sees)}
    columns.update(item.id for item in value.own_columns)
    cells = frozenset(cell for cell in value.cells if cell[0] in present and cell[1] in columns)
    if len(cells) == len(value.cells) and value.confirmed <= present:
        return value
    return replace(value, cells=cells, confirmed=value.confirmed & present)
