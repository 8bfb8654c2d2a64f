"""The first sheet of the workbook: whose plan it is, which version, and what its words mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rendering.documents.sheet import Column
from bot.rendering.documents.wording import Wording

if TYPE_CHECKING:
    from bot.rendering.documents.data import PlanData
    from bot.rendering.documents.sheet import Sheet
    from bot.rendering.documents.words import Words


def write_cover(sheet: Sheet, plan: PlanData, words: Words) -> None:
    sheet.head(Column(words.document.title, 24), Column(plan.passport.company, 100))
    sheet.row("", " · ".join(Wording(words).lead(plan.passport)))
    if plan.works:
        sheet.row(words.sheets.works, words.notes.works)
    if any(work.by == "rest" for work in plan.works):
        sheet.row("", words.notes.rest)
