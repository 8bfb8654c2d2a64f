"""Channels with their queues, reports with the fields they need, extras with where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.definitions.questionnaires import load_questionnaire
from bot.definitions.reading import read
from bot.domain.planning.catalog import Catalog
from bot.domain.planning.catalog_blocks import ListingRule
from bot.domain.planning.named_fields import fields_named
from bot.domain.planning.plan_sections import TableBlock
from tests.planning.making import TEMPLATES, Said, choice, listed, many, marked, plan, record, records

if TYPE_CHECKING:
    from bot.domain.planning.plan import Plan

CRM = load_questionnaire(TEMPLATES / "questionnaires" / "crm_bitrix24.yaml")
CATALOG = read(TEMPLATES / "catalog" / "bitrix24.yaml", Catalog)


def tables(made: Plan, section: str) -> list[TableBlock]:
    blocks = [block for each in made.sections if each.id == section for block in each.blocks]
    return [block for block in blocks if isinstance(block, TableBlock)]


def table(said: dict[str, Said], section: str) -> TableBlock:
    return tables(plan(CRM, said, CATALOG), section)[-1]


def test_a_channel_has_its_queue_and_says_how_it_is_connected() -> None:
    said: dict[str, Said] = {
        "channels": many("vk", "telegram", own=("Авито",)),
        "channel_owners": marked(vk="sales marketing", telegram=""),
    }
    channels = table(said, "channels")
    assert channels.columns == ("Канал", "Кто отвечает", "Как подключается", "Откуда известно")
    assert [row.cells[:2] for row in channels.rows] == [
        ("ВКонтакте", "Отдел продаж, Маркетинг"),
        ("Telegram", "уточнить, кто отвечает"),
        ("Авито", "уточнить, кто отвечает"),
    ]
    assert channels.rows[2].cells[2:] == ("уточнить, есть ли коннектор", "в брифе не описан, 01.08.2026")
    assert [str(source.key) for source in channels.rows[0].line.sources] == ["channels", "channel_owners"]


def test_channels_without_queues_yet_are_there_all_the_same() -> None:
    assert table({"channels": many("viber")}, "channels").rows[0].cells[1] == "уточнить, кто отвечает"


@pytest.mark.parametrize(
    ("question", "section"), [("channels", "channels"), ("standard_reports", "reports"), ("extras", "extra")]
)
def test_nothing_of_this_is_no_row(question: str, section: str) -> None:
    assert tables(plan(CRM, {question: many("none")}, CATALOG), section) == []


def test_a_ready_report_says_what_it_takes() -> None:
    report = table({"standard_reports": many("plan")}, "reports").rows[0]
    assert report.cells[:3] == (
        "Выполнение плана продаж",
        "готовый, внести план",
        "план продаж по сотрудникам, сумма сделок",
    )


def test_every_option_has_a_note() -> None:
    rules = [block for section in CATALOG.sections for block in section.blocks if isinstance(block, ListingRule)]
    assert len(rules) == 3
    for rule in rules:
        asked = CRM.questions[rule.elements]
        assert asked.kind == "multichoice"
        assert {option.id for option in asked.options if not option.exclusive} == set(rule.notes)


def test_a_report_of_the_clients_own_names_the_fields_it_needs() -> None:
    said: dict[str, Said] = {
        "lead_need": choice("no"),
        "deal_scenarios": listed(d="Со склада"),
        "deal_stages@d": listed(s="Отгружено"),
        "deal_fields@d": marked(s="ship_plan ship_fact amount"),
        "own_reports": records(
            record("a", form="=table", rows="Перечень заказов", data="Даты отгрузки «план» и «факт»"),
            record("b", form="=chart", rows="Погода", data="Осадки"),
        ),
    }
    own = table(said, "reports")
    assert own.columns[-1] == "Поля"
    assert [row.cells[-1] for row in own.rows] == [
        "Дата отгрузки, план; Дата отгрузки, факт",
        "уточнить, из каких полей",
    ]
    assert own.rows[0].line.text.endswith("· Поля: Дата отгрузки, план; Дата отгрузки, факт")
    keys = [[str(source.key) for source in row.line.sources] for row in own.rows]
    assert keys == [["own_reports", "deal_fields@d"], ["own_reports"]]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Сумма сделок по источникам", ("Сумма",)),
        ("Сроки отгрузки", ("Срок",)),
        ("площади помещений", ("Площадь помещения",)),
        ("помещения", ()),
        ("", ()),
    ],
)
def test_a_text_names_a_field_by_the_beginnings_of_all_its_words(text: str, named: tuple[str, ...]) -> None:
    assert fields_named(text, ("Сумма", "Срок", "Площадь помещения", "№")) == named
