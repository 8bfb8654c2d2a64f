"""Elements of an answer with what the catalog knows of them: channels, standard reports, extras."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.descriptions import Table
from bot.domain.elements import elements, nearest
from bot.domain.planning.plan_sections import Line, TableBlock, TableRow
from bot.domain.planning.view import enumeration, source_of
from bot.domain.questionnaire import MultichoiceQuestion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.elements import Element
    from bot.domain.planning.catalog_blocks import ListingRule, Marks
    from bot.domain.planning.view import Scope, View
    from bot.domain.route import Step


def listing(view: View, rule: ListingRule, scope: Scope) -> TableBlock | None:
    """None while nothing is taken, or «nothing of this»."""
    step = nearest(view.route, rule.elements, scope)
    taken = _taken(step) if step else ()
    if step is None or not taken:
        return None
    grid = nearest(view.route, rule.marks.grid, scope) if rule.marks else None
    marked = _marked(view, grid)
    rows = tuple(_row(rule, element, step, grid, marked) for element in taken)
    marks = (rule.marks.column,) if rule.marks else ()
    return TableBlock((rule.name, *marks, *rule.columns, rule.origin), rows, view.fill(rule.title, scope))


def _taken(step: Step) -> tuple[Element, ...]:
    options = step.question.options if isinstance(step.question, MultichoiceQuestion) else ()
    nothing = {option.id for option in options if option.exclusive}
    found = elements(step.question, step.answer.value) if step.answer else ()
    return tuple(element for element in found if element.id not in nothing)


def _marked(view: View, step: Step | None) -> Mapping[str, tuple[str, ...]]:
    table = view.describe(step) if step else None
    return {row.id: row.labels for row in table.rows} if isinstance(table, Table) else {}


def _row(
    rule: ListingRule, element: Element, step: Step, grid: Step | None, marked: Mapping[str, tuple[str, ...]]
) -> TableRow:
    """The sentence leaves the source out: it stands in the last cell."""
    note = rule.notes.get(element.name or "", rule.otherwise)
    cells = (element.label, *_marks(rule.marks, marked.get(element.id, ())), *note.cells)
    told = [cell for cell in cells[1:] if cell]
    sources = (source_of(step), *((source_of(grid),) if grid and grid.answer else ()))
    line = Line(f"{element.label}: {'; '.join(told)}" if told else element.label, sources, step.status)
    return TableRow(line, (*cells, note.origin))


def _marks(marks: Marks | None, labels: tuple[str, ...]) -> tuple[str, ...]:
    if marks is None:
        return ()
    return (enumeration(labels) or marks.none,)
