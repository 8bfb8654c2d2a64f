"""Every document of a plan, by its format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.ports import Document, DocumentFormat
from bot.rendering.documents.naming import picture_name, plan_name
from bot.rendering.documents.pages import web_page, word_document
from bot.rendering.documents.typesetting import Typesetter, pipelines
from bot.rendering.documents.workbook import workbook

if TYPE_CHECKING:
    from pathlib import Path

    from bot.rendering.documents.data import PlanData
    from bot.rendering.documents.words import Words


class DocumentMaker:
    """Takes as long as it takes: ``bot.rendering.documents.keeping`` is for event loops. Not for several threads."""

    def __init__(self, templates: Path, words: Words) -> None:
        """``templates``: the folder of all templates."""
        self._templates = templates
        self._words = words
        self._typesetter = Typesetter(templates)

    def document(self, plan: PlanData, kind: DocumentFormat) -> Document:
        """The plan in this format.

        Raises:
            DocumentError: a template cannot be used.
        """
        return Document(plan_name(plan, self._words, kind), self._content(plan, kind))

    def pictures(self, plan: PlanData) -> tuple[Document, ...]:
        """PNGs of the pipelines.

        Raises:
            DocumentError: a template cannot be used.
        """
        drawn = zip(pipelines(plan), self._typesetter.pictures(plan), strict=True)
        return tuple(Document(picture_name(plan, self._words, title), picture) for title, picture in drawn)

    def _content(self, plan: PlanData, kind: DocumentFormat) -> bytes:
        match kind:
            case DocumentFormat.PDF:
                return self._typesetter.pdf(plan)
            case DocumentFormat.DOCX:
                return word_document(plan, self._words, self._templates)
            case DocumentFormat.XLSX:
                return workbook(plan, self._words)
            case DocumentFormat.HTML:
                return web_page(plan, self._words, self._templates)
            case DocumentFormat.JSON:
                return f"{plan.model_dump_json(indent=2)}\n".encode()
