"""The dictionary of fields: each one collected anywhere, with the type and code to create it with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.domain.descriptions import Table
from bot.domain.planning.codes import Codes
from bot.domain.planning.detecting import alike
from bot.domain.planning.plan_sections import Line
from bot.domain.planning.plan_tables import DictionaryBlock, FieldPlace, FieldRow
from bot.domain.planning.view import source_of
from bot.domain.values import GridValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.domain.planning.catalog import Catalog
    from bot.domain.planning.catalog_blocks import CollectedFields, DictionaryRule
    from bot.domain.planning.catalog_tables import Entity
    from bot.domain.planning.plan_sections import Source
    from bot.domain.planning.view import View
    from bot.domain.route import Step, StepStatus


@dataclass(slots=True)
class _Collected:
    label: str
    entity: Entity
    status: StepStatus
    sources: list[Source] = field(default_factory=list)
    places: list[FieldPlace] = field(default_factory=list)


def dictionary(view: View, catalog: Catalog, rule: DictionaryRule) -> DictionaryBlock | None:
    """None while no field is collected anywhere."""
    found: dict[tuple[Entity, str], _Collected] = {}
    for part in rule.of:
        for step in view.everywhere(part.grid):
            _collect(view, part, step, found)
    rows = tuple(
        row for entity in dict.fromkeys(key[0] for key in found) for row in _rows(catalog, entity, found.values())
    )
    return DictionaryBlock(rows, view.fill(rule.title)) if rows else None


def _collect(view: View, part: CollectedFields, step: Step, found: dict[tuple[Entity, str], _Collected]) -> None:
    """Fields that are mandatory somewhere, and the client's own ones; a field of several pipelines is one."""
    table = view.describe(step)
    if not isinstance(table, Table):
        return
    value = step.answer.value if step.answer else None
    own = {column.id for column in value.own_columns} if isinstance(value, GridValue) else set()
    stages: dict[str, list[str]] = {}
    for row in table.rows:
        for cell in row.cells:
            stages.setdefault(cell, []).append(row.label)
    pipeline = view.fill(part.pipeline, step.key.scope, {"item": step.items[-1].label if step.items else ""})
    source = source_of(step)
    for column in table.columns:
        if column.id not in stages and column.id not in own:
            continue
        key = part.entity, alike(column.label)
        known = found.setdefault(key, _Collected(column.label, part.entity, step.status))
        if source not in known.sources[-1:]:
            known.sources.append(source)
        if column.id in stages:
            known.places.append(FieldPlace(pipeline, tuple(stages[column.id])))


def _rows(catalog: Catalog, entity: Entity, found: Iterable[_Collected]) -> Iterator[FieldRow]:
    """Proposals as far as the catalog has rules for them."""
    here = [each for each in found if each.entity == entity]
    types, fields = catalog.field_types, catalog.entity_fields.get(entity)
    codes = Codes(fields.longest, prefix=fields.prefix, nameless="FIELD") if fields else None
    free = {each.code for each in fields.ready} if fields else set()
    for each in here:
        line = Line(each.label, tuple(each.sources), each.status)
        places = tuple(each.places)
        ready = fields.ready_for(each.label) if fields else None
        if fields and ready and ready.code in free:
            # Two fields of a brief are never one on the portal.
            free.discard(ready.code)
            yield FieldRow(line, entity, places, code=ready.code, ready=True, origin=fields.origin)
            continue
        rule = types.rule_for(each.label) if types else None
        yield FieldRow(
            line,
            entity,
            places,
            type=rule.type if rule else types.otherwise if types else None,
            code=codes.of(each.label) if codes else "",
            check=rule is None and types is not None,
            origin=types.origin if types else "",
        )
