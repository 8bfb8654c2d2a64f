"""The table of everything that starts by itself, over all pipelines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.describing import fill
from bot.domain.descriptions import Forms
from bot.domain.elements import elements, nearest
from bot.domain.planning.detecting_records import source_of_field
from bot.domain.planning.plan_sections import Line
from bot.domain.planning.plan_tables import AutomationBlock, AutomationRow, Need
from bot.domain.planning.view import source_of
from bot.domain.values import ChoiceValue, ItemValue, RecordsValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.domain.descriptions import Form
    from bot.domain.planning.catalog import Catalog
    from bot.domain.planning.catalog_blocks import AutomationRule, CollectedRules
    from bot.domain.planning.view import View
    from bot.domain.route import Step
    from bot.domain.values import FieldValue, Record


def automation(view: View, catalog: Catalog, rule: AutomationRule) -> AutomationBlock | None:
    """Pipeline by pipeline in the order of their stages; None while nothing starts by itself."""
    needs = {name: Need(each.text, each.origin) for name, each in catalog.requirements.items()}
    rows = tuple(
        row for part in rule.of for step in view.everywhere(part.records) for row in _rows(view, part, step, needs)
    )
    return AutomationBlock(rows, view.fill(rule.title)) if rows else None


def _rows(view: View, part: CollectedRules, step: Step, needs: Mapping[str, Need]) -> Iterator[AutomationRow]:
    forms = view.describe(step)
    if not isinstance(forms, Forms):
        return
    pipeline = view.fill(part.pipeline, step.key.scope, {"item": step.items[-1].label if step.items else ""})
    records = _records(step)
    actions = {record.id: _option(record.values.get(part.action)) for record in records}
    order = _order(view, part, step, records)
    sources = (source_of(step),)
    for form in sorted(forms.forms, key=lambda form: order[form.id]):
        line = Line(form.summary, sources, step.status)
        yield _row(part, form, line, pipeline, actions.get(form.id), needs)


def _records(step: Step) -> tuple[Record, ...]:
    value = step.answer.value if step.answer else None
    return value.records if isinstance(value, RecordsValue) else ()


def _order(view: View, part: CollectedRules, step: Step, records: tuple[Record, ...]) -> Mapping[str, int]:
    """Where in its pipeline the stage of each record stands; stages that are gone come last."""
    stages = nearest(view.route, source_of_field(step, part.stage), step.key.scope)
    found = elements(stages.question, stages.answer.value) if stages and stages.answer else ()
    places = {stage.id: place for place, stage in enumerate(found)}
    return {record.id: places.get(_target(record.values.get(part.stage)), len(places)) for record in records}


def _target(value: FieldValue | None) -> str:
    return value.item if isinstance(value, ItemValue) else ""


def _option(value: FieldValue | None) -> str | None:
    """None for the client's own."""
    return value.option if isinstance(value, ChoiceValue) else None


def _row(
    part: CollectedRules, form: Form, line: Line, pipeline: str, action: str | None, needs: Mapping[str, Need]
) -> AutomationRow:
    texts = {field.id: "" if field.gone else field.text for field in form.fields}
    said = texts.get(part.text, "")
    conditional = action in part.conditional
    return AutomationRow(
        line=line,
        pipeline=pipeline,
        trigger=texts.get(part.stage, ""),
        delay=fill(part.delay, texts),
        condition=_without(part.condition_word, said) if conditional else "",
        action=texts.get(part.action, ""),
        recipient=texts.get(part.recipient, ""),
        text="" if conditional else said,
        needs=tuple(needs[name] for name in part.needs.get(action or "", ()) if name in needs),
    )


def _without(word: str, said: str) -> str:
    """A condition without the word that it begins with; one that is nothing else stays."""
    begins = re.match(rf"{re.escape(word)}\b[\s,:—–-]*(?=\S)", said, re.IGNORECASE) if word else None
    return said[begins.end() :] if begins else said
