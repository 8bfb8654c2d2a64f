"""Sheets to configure a portal from: stages, fields, automation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rendering.documents.sheet import Column, Sheet
from bot.rendering.documents.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.rendering.documents.data import PlanData
    from bot.rendering.documents.sections_data import LineData, PipelineData, StageData
    from bot.rendering.documents.words import Words


def write_stages(sheet: Sheet, plan: PlanData, words: Words) -> None:
    """Every stage of every pipeline, with its code as the portal will show it."""
    names, wording = words.columns, Wording(words)
    sheet.head(
        Column(names.pipeline, 26),
        Column(names.number, 5),
        Column(names.stage, 30),
        Column(names.semantics, 12),
        Column(names.code, 30),
        Column(names.criterion, 46),
        Column(names.known_from, 40),
        Column(names.status, 16),
    )
    for pipeline, block in _pipelines(plan):
        for number, stage in enumerate(block.stages, 1):
            prefix = block.directory.prefix if block.directory else ""
            sheet.row(
                pipeline,
                number,
                stage.name.text,
                words.semantics[stage.semantics],
                prefix + stage.code if stage.code else "",
                _criteria(stage, words),
                "; ".join(criterion.origin for criterion in stage.criteria if criterion.origin),
                words.statuses.discuss if stage.unclear else _state(stage.name, plan, wording),
            )
    sheet.to_be_filtered()


def _criteria(stage: StageData, words: Words) -> str:
    return words.amounts.unknown if stage.unclear else "; ".join(each.line.text for each in stage.criteria)


def write_fields(sheet: Sheet, plan: PlanData, words: Words) -> None:
    """Every mandatory field on every stage."""
    names, wording = words.columns, Wording(words)
    sheet.head(
        Column(names.pipeline, 34),
        Column(names.stage, 34),
        Column(names.field, 46),
        Column(names.status, 18),
    )
    for pipeline, block in _pipelines(plan):
        for stage in block.stages:
            for field in stage.fields:
                sheet.row(pipeline, stage.name.text, field.text, _state(field, plan, wording))
    sheet.to_be_filtered()


def write_dictionary(sheet: Sheet, plan: PlanData, words: Words) -> None:
    """Every field with its type, also in REST's word for it, and its code."""
    names, wording = words.columns, Wording(words)
    sheet.head(
        Column(names.entity, 11),
        Column(names.field, 32),
        Column(names.type, 22),
        Column(names.rest_type, 14),
        Column(names.code, 46),
        Column(names.mandatory, 48),
        Column(names.known_from, 40),
        Column(names.status, 16),
    )
    for block in (block for section in plan.sections for block in section.blocks if block.kind == "dictionary"):
        for row in block.rows:
            sheet.row(
                words.entities[row.entity],
                row.line.text,
                wording.field_type(row),
                row.type or "",
                row.code,
                wording.every_place(row),
                row.origin,
                _state(row.line, plan, wording),
            )
    sheet.to_be_filtered()


def write_automation(sheet: Sheet, plan: PlanData, words: Words) -> None:
    names, wording = words.columns, Wording(words)
    sheet.head(
        Column(names.pipeline, 22),
        Column(names.trigger, 26),
        Column(names.delay, 15),
        Column(names.condition, 30),
        Column(names.action, 26),
        Column(names.recipient, 24),
        Column(names.text, 40),
        Column(names.needs, 28),
        Column(names.status, 16),
    )
    for block in (block for section in plan.sections for block in section.blocks if block.kind == "automation"):
        for row in block.rows:
            sheet.row(
                row.pipeline,
                row.trigger or words.notes.gone,
                row.delay or words.notes.at_once,
                row.condition,
                row.action,
                row.recipient,
                row.text,
                "; ".join(need.text for need in row.needs),
                _state(row.line, plan, wording),
            )
    sheet.to_be_filtered()


def _state(line: LineData, plan: PlanData, wording: Wording) -> str:
    return wording.status(line, plan.answers) or wording.words.statuses.answered


def _pipelines(plan: PlanData) -> Iterator[tuple[str, PipelineData]]:
    """With what each is called in all sheets: its own title, or that of its section."""
    for section in plan.sections:
        yield from ((block.title or section.title, block) for block in section.blocks if block.kind == "pipeline")
