"""The plan as PDF and its pipelines as pictures, set by typst from ``templates/documents/*.typ``.

Typst gets the published JSON as it is: nothing that people typed is ever part of a program.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import typst

from bot.rendering.documents.errors import made_from

if TYPE_CHECKING:
    from pathlib import Path

    from bot.rendering.documents.data import PlanData

#: A page of 270 points becomes 1080 pixels wide.
_PICTURE_PPI = 288


class Typesetter:
    """Fonts and compiled templates are kept between documents. Not for several threads at once.

    Fonts of the system are used for letters that the fonts of typst lack: other scripts and emoji.
    """

    def __init__(self, templates: Path) -> None:
        """``templates``: the folder of all templates."""
        self._folder = templates / "documents"

    @cached_property
    def _compiler(self) -> typst.Compiler:
        # Folder by folder, fonts that an integrator puts beside the templates come first.
        fonts = typst.Fonts(font_paths=[self._folder])
        return typst.Compiler(root=self._folder, font_paths=fonts)

    def pdf(self, plan: PlanData) -> bytes:
        """A4 pages.

        Raises:
            DocumentError: the template does not compile.
        """
        (pdf,) = self._set("plan.typ", plan, "pdf")
        return pdf

    def pictures(self, plan: PlanData) -> tuple[bytes, ...]:
        """PNGs for a phone, one for each pipeline, in the order of ``pipelines``.

        Raises:
            DocumentError: the template does not compile.
        """
        return self._set("pipeline.typ", plan, "png") if pipelines(plan) else ()

    def _set(self, template: str, plan: PlanData, kind: typst.OutputFormat) -> tuple[bytes, ...]:
        passport = plan.passport
        with made_from(template):
            made = self._compiler.compile(
                self._folder / template,
                format=kind,
                ppi=_PICTURE_PPI,
                sys_inputs={"plan": plan.model_dump_json()},
                timestamp=int((passport.submitted_at or passport.created_at).timestamp()),
            )
        return tuple(made) if isinstance(made, list) else (made or b"",)


def pipelines(plan: PlanData) -> tuple[str, ...]:
    """The titles of the pipelines, in the order of the sections."""
    return tuple(
        block.title or section.title
        for section in plan.sections
        for block in section.blocks
        if block.kind == "pipeline"
    )
