"""The plan as a web page and as a Word document, from templates that say the same in two formats."""

from __future__ import annotations

from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING

from docxtpl.template import DocxTemplate
from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined

from bot.rendering.documents.errors import made_from
from bot.rendering.documents.wording import Wording

if TYPE_CHECKING:
    from pathlib import Path

    from bot.rendering.documents.data import PhaseData, PlanData, WorkData
    from bot.rendering.documents.sections_data import MatrixData, MatrixRowData, TableData, TableRowData
    from bot.rendering.documents.words import Words

_PAGE, _WORD = "plan.html.j2", "plan.docx"


def web_page(plan: PlanData, words: Words, templates: Path) -> bytes:
    """One HTML file without anything beside it.

    Raises:
        DocumentError: the template cannot be used.
    """
    environment = _environment(plan, words, FileSystemLoader(templates / "documents"))
    with made_from(_PAGE):
        return environment.get_template(_PAGE).render(plan=plan, words=words).encode()


def word_document(plan: PlanData, words: Words, templates: Path) -> bytes:
    """A document to be edited further; its template is edited in Word, too.

    Raises:
        DocumentError: the template cannot be used.
    """
    written = BytesIO()
    with made_from(_WORD):
        document = DocxTemplate(templates / "documents" / _WORD)
        # Before rendering: afterwards this gives the template afresh.
        properties = document.get_docx().core_properties  # type: ignore[no-untyped-call] # docxtpl leaves it untyped
        properties.title = words.document.title
        properties.created = properties.modified = plan.passport.submitted_at or plan.passport.created_at
        document.render({"plan": plan, "words": words}, _environment(plan, words), autoescape=True)
        document.save(written)
    return written.getvalue()


def _environment(plan: PlanData, words: Words, loader: BaseLoader | None = None) -> Environment:
    """Escaping; with amounts, dates and states in words as filters (see ``Wording``)."""
    environment = Environment(
        loader=loader, undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    wording = Wording(words)
    environment.filters |= {
        "hours": wording.hours,
        "rubles": wording.rubles,
        "left_out": wording.left_out,
        "minutes": wording.minutes,
        "questions": wording.questions,
        "date": wording.date,
        "time": wording.time,
        "changes": wording.changes,
        "status": lambda line: wording.status(line, plan.answers),
        "lead": wording.lead,
        "agenda_note": wording.agenda_note,
        "phases": phases,
        "marked": marked,
        "used_columns": used_columns,
        "used_cells": used_cells,
        "places": wording.places,
        "field_type": wording.field_type,
        "criteria": wording.criteria,
        "directory": wording.directory,
    }
    return environment


def phases(plan: PlanData) -> list[tuple[PhaseData, tuple[WorkData, ...]]]:
    """Each with its works."""
    ends = list(accumulate(phase.works for phase in plan.phases))
    return [(phase, plan.works[end - phase.works : end]) for phase, end in zip(plan.phases, ends, strict=True)]


def marked(row: MatrixRowData, block: MatrixData) -> list[str]:
    """The columns that apply to the row."""
    return [column for column, cell in zip(block.columns, row.cells, strict=True) if cell]


def used_columns(block: TableData) -> list[str]:
    """The columns in which some row has something."""
    return [block.columns[place] for place in _used(block)]


def used_cells(row: TableRowData, block: TableData) -> list[str]:
    """The row's cells in those columns."""
    return [row.cells[place] for place in _used(block)]


def _used(block: TableData) -> list[int]:
    return [place for place in range(len(block.columns)) if any(row.cells[place] for row in block.rows)]
