"""The estimate as an Excel workbook. Texts stay texts: only formulas written here are formulas."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from bot.domain.planning.plan import Period
from bot.rendering.documents.configuration_sheets import (
    write_automation,
    write_dictionary,
    write_fields,
    write_stages,
)
from bot.rendering.documents.cover_sheet import write_cover
from bot.rendering.documents.sheet import Column, Running, Sheet
from bot.rendering.documents.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.rendering.documents.data import PlanData
    from bot.rendering.documents.published import AmountData
    from bot.rendering.documents.words import Words

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
#: A fixed number of decimals would make whole hours look measured.
_HOURS, _ROUBLES = "General", "#,##0"


def workbook(plan: PlanData, words: Words) -> bytes:
    """A cover, works, purchases, tables to configure from, and the agenda; totals are formulas that show figures."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, _OPTIONS) as book:
        moment = plan.passport.submitted_at or plan.passport.created_at
        book.set_properties({"title": words.document.title, "created": moment.replace(tzinfo=None)})
        version = Wording(words).lead(plan.passport)[0]
        running = Running(plan.passport.company, f"{words.document.title} · {version}", words.document.page)
        for title, write in (
            (words.sheets.cover, write_cover),
            (words.sheets.works, _works),
            (words.sheets.purchases, _purchases),
            (words.sheets.stages, write_stages),
            (words.sheets.fields, write_fields),
            (words.sheets.dictionary, write_dictionary),
            (words.sheets.automation, write_automation),
            (words.sheets.agenda, _agenda),
        ):
            write(Sheet(book, title, running), plan, words)
    return written.getvalue()


def _works(sheet: Sheet, plan: PlanData, words: Words) -> None:
    names = words.columns
    sheet.head(
        Column(names.phase, 22),
        Column(names.work, 52),
        Column(names.side, 14),
        Column(names.by, 22),
        Column(names.hours_from, 12, _HOURS),
        Column(names.hours_to, 12, _HOURS),
    )
    for work in plan.works:
        low, high = _ends(work.hours, words)
        sheet.row(work.phase, work.title, words.sides[work.side], words.ways[work.by], low, high)
    span = _Span(sheet, len(plan.works), key=2, low=4, words=words)
    row = span.total(words.totals.works, words.sides["integrator"], plan.totals.hours, words.amounts.unknown_hours)
    _costs(sheet, row, words)


def _costs(sheet: Sheet, hours_row: int, words: Words) -> None:
    """What the hours cost, once somebody writes a rate in."""
    rate = sheet.row("", words.totals.rate, "", "", "", "")
    sheet.to_be_filled_in(rate, 4)
    cell = xl_rowcol_to_cell(rate, 4, row_abs=True, col_abs=True)
    formulas = []
    for column in (4, 5):
        hours = xl_rowcol_to_cell(hours_row, column)
        formulas.append(f'=IF(AND(ISNUMBER({cell}),ISNUMBER({hours})),{hours}*{cell},"")')
    row = sheet.row("", words.totals.cost, "", "", "", "", bold=True)
    for column, formula in zip((4, 5), formulas, strict=True):
        sheet.formula(row, column, formula, "", _ROUBLES)


def _purchases(sheet: Sheet, plan: PlanData, words: Words) -> None:
    names = words.columns
    sheet.head(
        Column(names.purchase, 44),
        Column(names.basis, 36),
        Column(names.period, 12),
        Column(names.origin, 40),
        Column(names.cost_from, 16, _ROUBLES),
        Column(names.cost_to, 16, _ROUBLES),
    )
    for purchase in plan.purchases:
        low, high = _ends(purchase.cost, words)
        sheet.row(purchase.title, purchase.basis, words.periods[purchase.period], purchase.origin, low, high)
    span = _Span(sheet, len(plan.purchases), key=2, low=4, words=words)
    for period, title, amount in (
        (Period.ONCE, words.totals.once, plan.totals.once),
        (Period.MONTH, words.totals.monthly, plan.totals.monthly),
    ):
        if any(purchase.period == period for purchase in plan.purchases):
            span.total(title, words.periods[period], amount, words.amounts.unknown_prices)


def _agenda(sheet: Sheet, plan: PlanData, words: Words) -> None:
    names = words.columns
    sheet.head(
        Column(names.number, 5),
        Column(names.question, 44),
        Column(names.why, 24),
        Column(names.places, 30),
        Column(names.said, 44),
        Column(names.blocks, 30),
        Column(names.minutes, 10),
        Column(names.section, 24),
        Column(names.when, 24),
    )
    for number, item in enumerate(plan.agenda, 1):
        why, places = words.why[item.why], ", ".join(item.places)
        spare = words.notes.if_time if item.spare else ""
        sheet.row(number, item.title, why, places, item.said, item.blocks, item.minutes, item.group, spare)
    if plan.agenda:
        minutes, when = (xl_range_abs(1, column, len(plan.agenda), column) for column in (6, 8))
        row = sheet.row("", words.totals.meeting, "", "", "", "", "", "", "", bold=True)
        sheet.formula(row, 6, f'=SUMIFS({minutes},{when},"")', plan.totals.meeting_minutes)
        row = sheet.row("", words.totals.spare, "", "", "", "", "", "", "", bold=True)
        sheet.formula(row, 6, f'=SUMIFS({minutes},{when},"<>")', plan.totals.spare_minutes)


def _ends(amount: AmountData, words: Words) -> tuple[float | str, float | str]:
    if amount.low is None:
        return words.amounts.unknown, words.amounts.unknown
    return amount.low, words.amounts.open if amount.high is None else amount.high


@dataclass(frozen=True, slots=True)
class _Span:
    """The first ``rows`` of a sheet: what they are told apart by in column ``key``, amounts in ``low`` and the next."""

    sheet: Sheet
    rows: int
    key: int
    low: int
    words: Words

    def total(self, title: str, key: str, amount: AmountData, left_out: str) -> int:
        """A row with the sums of the rows of ``key``; all of it keeps counting when figures are changed in Excel.

        ``left_out`` says how many parts nobody knows; where that is all of them, so is the sum.
        """
        words, row = self.words.amounts, self.sheet.row(*self._blank(title), bold=True)
        keys, lows, highs = (self._cells(column) for column in (self.key, self.low, self.low + 1))
        chosen, unknown, open_ = f"{keys},{quoted(key)}", quoted(words.unknown), quoted(words.open)
        low, missing = f"SUMIFS({lows},{chosen})", f"COUNTIFS({chosen},{lows},{unknown})"
        high = f"IF(COUNTIFS({chosen},{highs},{open_})>0,{open_},SUMIFS({highs},{chosen}))"
        known = amount if amount.low or not amount.unknown else amount.model_copy(update={"low": None})
        for column, formula, shown in zip((self.low, self.low + 1), (low, high), _ends(known, self.words), strict=True):
            counted = f"=IF(AND({missing}>0,{low}=0),{unknown},{formula})"
            self.sheet.formula(row, column, counted, shown, text=isinstance(shown, str))
        told = quoted(left_out).replace("{count}", f'"&{missing}&"')
        shown = Wording(self.words).left_out(amount, left_out)
        self.sheet.formula(row, self.low - 1, f'=IF(AND({missing}>0,{low}<>0),{told},"")', shown, text=True)
        return row

    def _blank(self, title: str) -> Sequence[str]:
        return [title if column == self.key - 1 else "" for column in range(self.low + 2)]

    def _cells(self, column: int) -> str:
        return xl_range_abs(1, column, max(self.rows, 1), column)


def quoted(text: str) -> str:
    """A text inside a formula."""
    return '"' + text.replace('"', '""') + '"'
