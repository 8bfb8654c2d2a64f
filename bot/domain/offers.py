"""What a card can offer for a step: options, advice, presets, rows, columns, proposals. Pure functions of the route."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from bot.domain.elements import Element, elements_in_reach
from bot.domain.evaluation import holds
from bot.domain.questionnaire import (
    ChoiceQuestion,
    GridQuestion,
    ListQuestion,
    MultichoiceQuestion,
    PresetItem,
    RecordsQuestion,
)
from bot.domain.values import GridValue, ListValue

if TYPE_CHECKING:
    from bot.domain.conditions import Condition
    from bot.domain.questionnaire import Advice, CellProposal, Option, Preset, RecordPreset
    from bot.domain.route import Route, Step


def _holds(route: Route, step: Step, condition: Condition | None) -> bool:
    return holds(condition, route.standing.sight(step.key.scope, step.repeats))


def options_of(route: Route, step: Step) -> tuple[Option, ...]:
    """Options of a choice or multiple choice that are offered now; empty for other kinds."""
    if isinstance(step.question, ChoiceQuestion | MultichoiceQuestion):
        return tuple(option for option in step.question.options if _holds(route, step, option.when))
    return ()


def advice_of(route: Route, step: Step) -> Advice | None:
    """The first advice that holds and whose option is offered."""
    if not isinstance(step.question, ChoiceQuestion):
        return None
    offered = {option.id for option in options_of(route, step)}
    return next(
        (advice for advice in step.question.advice if advice.option in offered and _holds(route, step, advice.when)),
        None,
    )


def proposed_options(route: Route, step: Step) -> tuple[str, ...]:
    """Ids of the options proposed for a multiple choice, of those offered now."""
    if not isinstance(step.question, MultichoiceQuestion):
        return ()
    offered = [option.id for option in options_of(route, step)]
    for proposal in step.question.proposals:
        if _holds(route, step, proposal.when):
            return tuple(option for option in offered if option in proposal.options)
    return ()


def presets_of(route: Route, step: Step) -> tuple[Preset, ...]:
    """Ready lists, the fitting ones first; the others stay at hand."""
    if not isinstance(step.question, ListQuestion):
        return ()
    fitting = [preset for preset in step.question.presets if _holds(route, step, preset.when)]
    return (*fitting, *(preset for preset in step.question.presets if preset not in fitting))


def proposed_preset(route: Route, step: Step) -> Preset | None:
    """The ready list to confirm: the first whose condition holds."""
    presets = presets_of(route, step)
    return presets[0] if presets and _holds(route, step, presets[0].when) else None


def extras_of(route: Route, step: Step) -> tuple[PresetItem, ...]:
    """Single ready elements that the list, or what is proposed for it, does not hold yet."""
    if not isinstance(step.question, ListQuestion):
        return ()
    value = step.answer.value if step.answer else None
    preset = proposed_preset(route, step)
    if isinstance(value, ListValue):
        there = {item.preset for item in value.items} | {item.label.casefold() for item in value.items}
    else:
        there = {item.id for item in preset.items} if preset else set()
    ready = {item.id: item for item in (*step.question.extras, *_fitting_items(route, step))}
    return tuple(item for item in ready.values() if item.id not in there and item.label.casefold() not in there)


def _fitting_items(route: Route, step: Step) -> tuple[PresetItem, ...]:
    presets = (preset for preset in presets_of(route, step) if _holds(route, step, preset.when))
    return tuple(item for preset in presets for item in preset.items)


def rows_of(route: Route, step: Step) -> tuple[Element, ...]:
    """Rows of a grid: the elements of the answer it is laid over, those it always ends with last."""
    if not isinstance(step.question, GridQuestion):
        return ()
    return elements_in_reach(route, step.question.rows, step.key.scope)


@dataclass(frozen=True, slots=True)
class GridColumn:
    """Columns of one ``group`` exclude one another in a row; ``own``: the client added it."""

    id: str
    label: str
    group: str = ""
    own: bool = False


def columns_of(route: Route, step: Step) -> tuple[GridColumn, ...]:
    """Columns of a grid that are offered now, then the client's own."""
    if not isinstance(step.question, GridQuestion):
        return ()
    value = step.answer.value if step.answer else None
    own = value.own_columns if isinstance(value, GridValue) else ()
    offered = (column for column in step.question.columns if _holds(route, step, column.when))
    return (
        *(GridColumn(column.id, column.label, column.group) for column in offered),
        *(GridColumn(item.id, item.label, own=True) for item in own),
    )


def proposed_grid(route: Route, step: Step) -> GridValue:
    """The grid as one tap would complete it: what stands, proposals in rows not touched yet, every row confirmed."""
    if not isinstance(step.question, GridQuestion):
        return GridValue()
    value = step.answer.value if step.answer else None
    stands = value if isinstance(value, GridValue) else GridValue()
    touched = stands.confirmed | {row for row, _ in stands.cells}
    rows = rows_of(route, step)
    offered = {column.id: column for column in columns_of(route, step)}
    cells: dict[tuple[str, str], None] = {}
    groups: set[tuple[str, str]] = set()
    for proposal in step.question.proposals:
        if _holds(route, step, proposal.when):
            fresh = [row for row in _matching(rows, proposal) if row.id not in touched]
            for row, column in product(fresh, proposal.columns):
                group = offered[column].group if column in offered else ""
                if column in offered and (not group or (row.id, group) not in groups):
                    groups.add((row.id, group))
                    cells[row.id, column] = None
    return replace(stands, cells=stands.cells | frozenset(cells), confirmed=frozenset(row.id for row in rows))


def _matching(rows: tuple[Element, ...], proposal: CellProposal) -> tuple[Element, ...]:
    movable = [row for row in rows if row.outcome is None]
    match proposal.row:
        case "every":
            return rows
        case "first":
            return tuple(movable[:1])
        case "last":
            return tuple(movable[-1:])
        case name:
            return tuple(row for row in rows if row.name == name)


def siblings(route: Route, step: Step) -> tuple[Step, ...]:
    """Steps of the same question for the other elements of the same answer, those that have a value."""
    scope = step.key.scope
    return tuple(
        other
        for other in route.steps
        if other.key.question == step.key.question
        and other.key.scope != scope
        and other.key.scope[:-1] == scope[:-1]
        and other.value is not None
    )


def record_presets(route: Route, step: Step) -> tuple[RecordPreset, ...]:
    """Ready records that fit now."""
    if not isinstance(step.question, RecordsQuestion):
        return ()
    return tuple(preset for preset in step.question.presets if _holds(route, step, preset.when))
