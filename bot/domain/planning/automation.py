"""The table of everything that starts by itself, over all pipelines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.describing import fill
from bot.domain.descriptions import Forms
from bot.domain.planning.plan_sections import Line
from bot.domain.planning.plan_tables import AutomationBlock, AutomationRow, Need
from bot.domain.planning.view import source_of
from bot.domain.values import ChoiceValue, RecordsValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.domain.descriptions import Form
    from bot.domain.planning.catalog import Catalog
    from bot.domain.planning.catalog_blocks import AutomationRule, CollectedRules
    from bot.domain.planning.view import View
    from bot.domain.route import Step
    from bot.domain.values import FieldValue, Value


def automation(view: View, catalog: Catalog, rule: AutomationRule) -> AutomationBlock | None:
    """None while nothing starts by itself."""
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
    actions = _actions(part, step.answer.value if step.answer else None)
    sources = (source_of(step),)
    for form in forms.forms:
        line = Line(form.summary, sources, step.status)
        yield _row(part, form, line, pipeline, actions.get(form.id), needs)


def _actions(part: CollectedRules, value: Value | None) -> Mapping[str, str | None]:
    """The option that each record took; none of the client's own."""
    records = value.records if isinstance(value, RecordsValue) else ()
    return {record.id: _option(record.values.get(part.action)) for record in records}


def _option(value: FieldValue | None) -> str | None:
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
        condition=said if conditional else "",
        action=texts.get(part.action, ""),
        recipient=texts.get(part.recipient, ""),
        text="" if conditional else said,
        needs=tuple(needs[name] for name in part.needs.get(action or "", ()) if name in needs),
    )
