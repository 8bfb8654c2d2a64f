"""Pipelines of a plan: stages with what has to be filled in on them, what starts on them, and when to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.describing import fill
from bot.domain.descriptions import Forms, Table
from bot.domain.elements import elements, nearest
from bot.domain.planning.codes import stage_codes
from bot.domain.planning.detecting import quoted
from bot.domain.planning.plan import AgendaItem, Why
from bot.domain.planning.plan_sections import Criterion, Directory, Line, PipelineBlock, Stage
from bot.domain.planning.view import enumeration, line_of, source_of
from bot.domain.route import StepStatus
from bot.domain.values import ItemValue, RecordsValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.domain.elements import Element
    from bot.domain.planning.catalog import Catalog, PipelineRule
    from bot.domain.planning.catalog_tables import CriterionTable, StageCodes
    from bot.domain.planning.plan_sections import Block, PlanSection
    from bot.domain.planning.view import Scope, View
    from bot.domain.route import Step


def pipeline(view: View, catalog: Catalog, rule: PipelineRule, scope: Scope) -> PipelineBlock | None:
    """The pipeline as seen from ``scope``; None while it has no stages."""
    step = nearest(view.route, rule.stages, scope)
    found = elements(step.question, step.answer.value) if step and step.answer else ()
    if step is None or not found:
        return None
    automation = list(_automation(view, rule, scope))
    marked = _fields(view, nearest(view.route, rule.fields, scope) if rule.fields else None)
    codes = catalog.stage_codes.get(rule.entity) if rule.entity else None
    coded = stage_codes(found, codes) if codes else {}
    ready = codes.born_with if codes else ()
    names = {stage.id for stage in found}
    return PipelineBlock(
        stages=tuple(
            _stage(
                step,
                stage,
                fields=marked.get(stage.id, ()),
                automation=tuple(line for target, line in automation if target == stage.id),
                rules=catalog.criteria,
                code=coded.get(stage.id, ""),
                ready=coded.get(stage.id) in ready,
            )
            for stage in found
        ),
        elsewhere=tuple(line for target, line in automation if target not in names),
        title=view.fill(rule.title, scope),
        entity=rule.entity,
        directory=_directory(codes, coded) if codes else None,
    )


def unclear(blocks: Iterable[Block], rules: CriterionTable | None) -> Iterator[Line]:
    """For each pipeline a line with the stages that nobody knows when to leave."""
    for stages in _without_criterion(blocks):
        if rules:
            text = fill(rules.open, {"labels": quoted(stage.text for stage in stages)})
            yield Line(text, stages[0].sources, StepStatus.DISCUSS)


def unclear_on_agenda(sections: Iterable[PlanSection], rules: CriterionTable | None) -> AgendaItem | None:
    """The same of all pipelines as one point: the answer of one is mostly that of the others."""
    found = [(section.title, stages) for section in sections for stages in _without_criterion(section.blocks)]
    if not found or not rules or not rules.ask:
        return None
    return AgendaItem(
        title=rules.ask,
        why=Why.FINDING,
        places=(),
        said="; ".join(f"{title}: {quoted(stage.text for stage in stages)}" for title, stages in found),
        blocks=rules.blocks,
        minutes=rules.minutes * len(found),
        sources=tuple(dict.fromkeys(source for _, stages in found for stage in stages for source in stage.sources)),
    )


def _without_criterion(blocks: Iterable[Block]) -> Iterator[list[Line]]:
    """The names of such stages, pipeline by pipeline."""
    for block in blocks:
        stages = [stage.name for stage in block.stages if stage.unclear] if isinstance(block, PipelineBlock) else []
        if stages:
            yield stages


def _stage(
    step: Step,
    stage: Element,
    *,
    fields: tuple[Line, ...],
    automation: tuple[Line, ...],
    rules: CriterionTable | None,
    code: str,
    ready: bool,
) -> Stage:
    name = line_of(step, stage.label)
    criteria = tuple(_criteria(name, stage, fields, rules)) if rules else ()
    return Stage(
        name=name,
        outcome=stage.outcome,
        fields=fields,
        automation=automation,
        criteria=criteria,
        unclear=rules is not None and stage.outcome is None and not criteria,
        code=code,
        ready=ready,
    )


def _criteria(name: Line, stage: Element, fields: tuple[Line, ...], rules: CriterionTable) -> Iterator[Criterion]:
    """By the stage's name, unless it ends the pipeline, and by what must be filled in on it."""
    rule = None if stage.outcome else rules.rule_for(stage.label)
    if rule:
        yield Criterion(Line(rule.criterion, name.sources, name.status), rules.origin)
    if fields:
        text = fill(rules.filled, {"fields": enumeration([field.text for field in fields])})
        yield Criterion(Line(text, fields[0].sources, fields[0].status))


def _fields(view: View, step: Step | None) -> Mapping[str, tuple[Line, ...]]:
    """The mandatory fields by the id of their stage."""
    table = view.describe(step) if step else None
    if step is None or not isinstance(table, Table):
        return {}
    sources = (source_of(step),)
    lines = {column.label: Line(column.label, sources, step.status) for column in table.columns}
    return {row.id: tuple(lines[label] for label in row.labels) for row in table.rows}


def _automation(view: View, rule: PipelineRule, scope: Scope) -> Iterator[tuple[str, Line]]:
    """Every automation record: the id of its stage, and its line."""
    step = nearest(view.route, rule.automation, scope) if rule.automation else None
    value = step.answer.value if step and step.answer else None
    forms = view.describe(step) if step else None
    if step is None or not isinstance(value, RecordsValue) or not isinstance(forms, Forms):
        return
    sources = (source_of(step),)
    targets = {record.id: record.values.get(rule.stage_field) for record in value.records}
    for form in forms.forms:
        target = targets[form.id]
        texts = {field.id: field.text for field in form.fields}
        line = Line(fill(rule.line, texts) if rule.line else form.summary, sources, step.status)
        yield target.item if isinstance(target, ItemValue) else "", line


def _directory(codes: StageCodes, coded: Mapping[str, str]) -> Directory:
    spare = tuple(code for code in codes.born_with if code not in coded.values())
    return Directory(codes.directory, codes.prefix, spare, codes.origin)
