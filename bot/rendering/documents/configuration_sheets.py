"""Sheets to configure a portal from: stages, fields, automation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rendering.documents.sheet import Column, Sheet
from bot.rendering.documents.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.rendering.documents.data import PlanData
    from bot.rendering.documents.sections_data import PipelineData, SectionData, StageData
    from bot.rendering.documents.words import Words


def write_stages(sheet: Sheet, plan: PlanData, words: Words) -> None:
    """Every stage of every pipeline, with its code as the portal will show it."""
    names = words.columns
    sheet.head(
        Column(names.pipeline, 30),
        Column(names.number, 5),
        Column(names.stage, 34),
        Column(names.semantics, 12),
        Column(names.code, 28),
        Column(names.criterion, 60),
        Column(names.origin, 30),
        Column(names.status, 18),
    )
    for section, block in _pipelines(plan):
        for number, stage in enumerate(block.stages, 1):
            prefix = block.directory.prefix if block.directory else ""
            sheet.row(
                block.title or section.title,
                number,
                stage.name.text,
                words.semantics[stage.semantics],
                prefix + stage.code if stage.code else "",
                _criteria(stage, words),
                "; ".join(criterion.origin for criterion in stage.criteria if criterion.origin),
                getattr(words.statuses, stage.name.status),
            )


def _criteria(stage: StageData, words: Words) -> str:
    return words.amounts.unknown if stage.unclear else "; ".join(each.line.text for each in stage.criteria)


def write_fields(sheet: Sheet, plan: PlanData, words: Words) -> None:
    """Every mandatory field on every stage."""
    names = words.columns
    sheet.head(
        Column(names.section, 30),
        Column(names.pipeline, 30),
        Column(names.stage, 34),
        Column(names.field, 40),
        Column(names.status, 18),
    )
    for section, block in _pipelines(plan):
        for stage in block.stages:
            for field in stage.fields:
                status = getattr(words.statuses, field.status)
                sheet.row(section.title, block.title, stage.name.text, field.text, status)


def write_dictionary(sheet: Sheet, plan: PlanData, words: Words) -> None:
    """Every field with its type, also in REST's word for it, and its code."""
    names, wording = words.columns, Wording(words)
    sheet.head(
        Column(names.entity, 12),
        Column(names.field, 40),
        Column(names.type, 26),
        Column(names.rest_type, 16),
        Column(names.code, 40),
        Column(names.mandatory, 60),
        Column(names.origin, 34),
        Column(names.status, 18),
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
                getattr(words.statuses, row.line.status),
            )


def write_automation(sheet: Sheet, plan: PlanData, words: Words) -> None:
    names = words.columns
    sheet.head(
        Column(names.pipeline, 26),
        Column(names.trigger, 28),
        Column(names.delay, 14),
        Column(names.condition, 34),
        Column(names.action, 28),
        Column(names.recipient, 24),
        Column(names.text, 44),
        Column(names.needs, 34),
        Column(names.status, 18),
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
                getattr(words.statuses, row.line.status),
            )


def _pipelines(plan: PlanData) -> Iterator[tuple[SectionData, PipelineData]]:
    for section in plan.sections:
        yield from ((section, block) for block in section.blocks if block.kind == "pipeline")
