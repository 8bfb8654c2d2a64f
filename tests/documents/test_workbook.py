"""The estimate in Excel."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook

from bot.domain.planning.money import UNKNOWN
from bot.rendering.documents.sheet import Column, Running, Sheet
from bot.rendering.documents.workbook import workbook
from tests.documents.plans import HOSTILE, LONG, WORDS, draft, every_kind, filled_with, huge, life, published

if TYPE_CHECKING:
    from openpyxl import Workbook as Opened
    from openpyxl.worksheet.worksheet import Worksheet

    from bot.domain.planning.plan import Plan


def opened(plan: Plan, *, figures: bool = False) -> Opened:
    return load_workbook(BytesIO(workbook(published(plan), WORDS)), data_only=figures)


def rows(book: Opened, title: str) -> list[tuple[object, ...]]:
    sheet: Worksheet = book[title]
    return list(sheet.iter_rows(values_only=True))


def row_of(book: Opened, title: str, name: str) -> tuple[object, ...]:
    (found,) = (row for row in rows(book, title) if name in row)
    return found


@pytest.mark.parametrize("plan", every_kind().values(), ids=every_kind())
def test_every_line_of_the_plan_has_its_row(plan: Plan) -> None:
    book = opened(plan)
    assert book.sheetnames == [
        "О плане",
        "Работы",
        "Покупки",
        "Стадии",
        "Поля",
        "Словарь полей",
        "Автоматизация",
        "Повестка",
    ]
    assert [row[1] for row in rows(book, "Работы")[1 : len(plan.works) + 1]] == [work.title for work in plan.works]
    titles = [purchase.title for purchase in plan.purchases]
    assert [row[0] for row in rows(book, "Покупки")[1 : len(titles) + 1]] == titles
    blocks = [block for section in plan.sections for block in section.blocks if block.kind == "pipeline"]
    fields = [field.text for block in blocks for stage in block.stages for field in stage.fields]
    assert [row[2] for row in rows(book, "Поля")[1:]] == fields


@pytest.mark.parametrize("plan", every_kind().values(), ids=every_kind())
def test_totals_are_those_of_the_plan(plan: Plan) -> None:
    book = opened(plan, figures=True)
    nothing_known = plan.hours.unknown and not plan.hours.low
    hours = ("уточнить", "уточнить") if nothing_known else (plan.hours.low, plan.hours.high)
    assert row_of(book, "Работы", WORDS.totals.works)[4:] == hours
    minutes = row_of(book, "Повестка", WORDS.totals.meeting)[6]
    spare = row_of(book, "Повестка", WORDS.totals.spare)[6]
    assert (minutes, spare) == (plan.meeting_minutes, plan.spare_minutes)


def test_totals_of_purchases_are_by_period_and_open_upwards_where_a_price_is() -> None:
    book = opened(life(), figures=True)
    assert row_of(book, "Покупки", "Итого разово")[4:] == (3000, 3000)
    assert row_of(book, "Покупки", "Итого в месяц")[4:] == (2000, "и выше")


def test_totals_keep_counting_when_figures_are_changed() -> None:
    (low, high) = row_of(opened(life()), "Работы", WORDS.totals.works)[4:]
    integrator = '$C$2:$C$34,"интегратор"'
    nothing = f'AND(COUNTIFS({integrator},$E$2:$E$34,"уточнить")>0,SUMIFS($E$2:$E$34,{integrator})=0)'
    assert low == f'=IF({nothing},"уточнить",SUMIFS($E$2:$E$34,{integrator}))'
    assert high == (
        f'=IF({nothing},"уточнить",IF(COUNTIFS({integrator},$F$2:$F$34,"и выше")>0,"и выше",'
        f"SUMIFS($F$2:$F$34,{integrator})))"
    )


def test_a_total_says_how_much_is_not_in_it() -> None:
    book = opened(life(), figures=True)
    assert row_of(book, "Работы", WORDS.totals.works)[3] == "ещё не оценено: 2"
    assert row_of(book, "Покупки", "Итого разово")[3] == "ещё без цены: 1"
    assert row_of(book, "Покупки", "Итого в месяц")[3] == "ещё без цены: 2"
    nothing = replace(life(), works=tuple(replace(work, hours=UNKNOWN) for work in life().works))
    assert row_of(opened(nothing, figures=True), "Работы", WORDS.totals.works)[3:] == (None, "уточнить", "уточнить")


def test_whose_plan_it_is_stands_on_the_first_sheet_and_on_every_printed_page() -> None:
    book = opened(life())
    cover = rows(book, "О плане")
    assert cover[0] == ("План внедрения", "ООО «Свет и знак»")
    assert str(cover[1][1]).startswith("Версия 1 от 23\N{NO-BREAK SPACE}ноября\N{NO-BREAK SPACE}2026 · Отвечает Анна")
    assert (None, WORDS.notes.rest) in cover
    for sheet in book.worksheets:
        assert sheet.oddHeader is not None
        assert "«Свет и знак»" in str(sheet.oddHeader.left.text)
        assert "Версия 1" in str(sheet.oddHeader.right.text)


def test_rows_are_as_high_as_their_texts_need() -> None:
    made = life()
    plan = replace(made, works=tuple(replace(work, title="слово " * 30) for work in made.works))
    sheet: Worksheet = opened(plan)["Работы"]
    assert sheet.row_dimensions[2].height == 4 * 15.75
    assert opened(made)["Работы"].row_dimensions[2].height == 15.75


def test_fields_can_be_picked_by_their_pipeline() -> None:
    book = opened(life())
    assert {row[0] for row in rows(book, "Поля")[1:]} == {row[0] for row in rows(book, "Стадии")[1:]}
    assert book["Поля"].auto_filter.ref == f"A1:D{len(rows(book, 'Поля'))}"


def test_what_nobody_knows_is_no_number() -> None:
    assert row_of(opened(life()), "Работы", "Настройка настольных телефонов")[4:] == ("уточнить", "уточнить")


def test_a_plan_without_purchases_has_no_totals_of_them() -> None:
    assert len(rows(opened(replace(draft(), purchases=())), "Покупки")) == 1


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_people_typed_is_never_a_formula_nor_a_link(hostile: str) -> None:
    made = life()
    plan = replace(made, works=tuple(replace(work, title=hostile) for work in made.works))
    sheet: Worksheet = opened(plan)["Работы"]
    for row in range(2, len(plan.works) + 2):
        cell = sheet.cell(row, 2)
        assert (cell.data_type, cell.value, cell.hyperlink) == ("s", published(plan).works[row - 2].title, None)


@pytest.mark.parametrize("text", [*HOSTILE, LONG])
def test_hostile_words_everywhere_leave_a_workbook_that_opens(text: str) -> None:
    assert len(rows(opened(filled_with(life(), text)), "Поля")) > 30


def test_a_text_longer_than_excel_takes_is_cut_where_excel_would_cut_it() -> None:
    written = BytesIO()
    with Workbook(written, {"in_memory": True}) as book:
        sheet = Sheet(book, "Лист", Running("", "", "{page} из {pages}"))
        sheet.head(Column("Текст", 20))
        sheet.row("а" * 32_767)
        sheet.row("б" * 40_000)
    longest, cut = load_workbook(written)["Лист"].iter_rows(min_row=2, values_only=True)
    assert longest == ("а" * 32_767,)
    assert cut == ("б" * 32_767,)


def test_hundreds_of_fields_are_all_there() -> None:
    assert len(rows(opened(huge()), "Поля")) > 1800


def test_tables_to_configure_from_have_their_sheets() -> None:
    book = opened(life())
    assert row_of(book, "Стадии", "ЛПР установлено")[3:7] == (
        "в работе",
        "LPR_USTANOVLENO",
        "известны имя, должность и телефон того, кто решает; заполнены: Имя, Компания, Имя и должность ЛПР",
        "ориентир, задайте свои, 01.08.2026",
    )
    assert row_of(book, "Стадии", "Предоплата получена")[4] == "C{n}:PREPAYMENT_INVOICE"
    assert row_of(book, "Стадии", "В работе")[5:] == ("уточнить", None, "обсудить")
    assert "Откуда известно" in rows(book, "Стадии")[0]
    assert row_of(book, "Словарь полей", "Площадь помещения")[:6] == (
        "Лиды",
        "Площадь помещения",
        "число",
        "double",
        "UF_CRM_PLOSHCHAD_POMESHCHENIYA",
        "Лиды: Встреча назначена",
    )
    assert row_of(book, "Словарь полей", "Телефон")[2:5] == ("уже есть", None, "PHONE")
    assert row_of(book, "Автоматизация", "Закрывающие")[1:8] == (
        "Окончательный расчёт",
        "сразу",
        "Закрывающие",
        "Процесс с условием",
        "Бухгалтерия",
        None,
        "тариф от «Стандартного»",
    )


@pytest.mark.parametrize("plan", every_kind().values(), ids=every_kind())
def test_every_stage_field_and_rule_has_its_row(plan: Plan) -> None:
    book = opened(plan)
    stages = fields = rules = 0
    for block in (block for section in plan.sections for block in section.blocks):
        stages += len(block.stages) if block.kind == "pipeline" else 0
        fields += len(block.rows) if block.kind == "dictionary" else 0
        rules += len(block.rows) if block.kind == "automation" else 0
    assert [len(rows(book, name)) - 1 for name in ("Стадии", "Словарь полей", "Автоматизация")] == [
        stages,
        fields,
        rules,
    ]
