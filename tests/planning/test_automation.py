"""The table of everything that starts by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.definitions.questionnaires import load_questionnaire
from bot.definitions.reading import read
from bot.domain.planning.catalog import Catalog
from bot.domain.planning.plan_tables import AutomationBlock, AutomationRow
from tests.planning.making import TEMPLATES, Said, choice, listed, plan, record, records

if TYPE_CHECKING:
    from bot.domain.planning.plan import Plan

CRM = load_questionnaire(TEMPLATES / "questionnaires" / "crm_bitrix24.yaml")
CATALOG = read(TEMPLATES / "catalog" / "bitrix24.yaml", Catalog)

SAID: dict[str, Said] = {
    "lead_need": choice("yes"),
    "lead_stages": listed(sent="Бриф выслан"),
    "lead_automation": records(
        record(
            "a",
            stage="@sent",
            what="=task",
            timing="=after",
            delay=2,
            delay_unit="=days",
            to_whom="=responsible",
            text="Позвонить",
        ),
        record("b", stage="@gone", what="=message", timing="=at_once", text="Привет"),
    ),
    "deal_scenarios": listed(a="Со склада", b="Под заказ"),
    "deal_stages@a": listed(ready="Товар собран"),
    "deal_automation@a": records(
        record(
            "a",
            stage="@ready",
            what="=process",
            timing="=at_once",
            to_whom="=head",
            text="Если вес больше нормы, нанять грузовик",
        )
    ),
    "deal_automation@b": records(),
}

PLAN = plan(CRM, SAID, CATALOG)


def rows(made: Plan) -> tuple[AutomationRow, ...]:
    blocks = next(section for section in made.sections if section.id == "automation").blocks
    return next(block for block in blocks if isinstance(block, AutomationBlock)).rows


def test_rules_of_all_pipelines_stand_in_one_table() -> None:
    assert [(row.pipeline, row.trigger, row.delay, row.action, row.recipient, row.text) for row in rows(PLAN)] == [
        ("Лиды", "Бриф выслан", "через 2 дня", "Задача сотруднику", "Ответственный", "Позвонить"),
        ("Лиды", "", "", "Письмо или SMS клиенту", "", "Привет"),
        ("Со склада", "Товар собран", "", "Процесс с условием", "Руководитель отдела", ""),
    ]


def test_rules_stand_in_the_order_of_the_stages_and_on_one_stage_as_they_were_entered() -> None:
    stages = listed(new="Новая заявка", sent="Бриф выслан")
    rules = (("a", "@sent"), ("b", "@gone"), ("c", "@new"), ("d", "@sent"), ("e", "@won"), ("f", "@new"))
    said = SAID | {
        "deal_stages@a": stages,
        "deal_automation@a": records(
            *(record(id_, stage=stage, what="=notice", timing="=at_once", text=id_) for id_, stage in rules)
        ),
    }
    found = [row for row in rows(plan(CRM, said, CATALOG)) if row.pipeline == "Со склада"]
    assert "".join(row.text for row in found) == "cfadeb"


def test_what_a_process_is_told_is_its_condition_without_the_if_that_stands_before_it() -> None:
    assert [row.condition for row in rows(PLAN)] == ["", "", "вес больше нормы, нанять грузовик"]


@pytest.mark.parametrize(
    ("said", "condition"),
    [
        ("если: вес больше", "вес больше"),
        ("Вес больше, если зимой", "Вес больше, если зимой"),
        ("Если", "Если"),
        ("Еслимов согласен", "Еслимов согласен"),
    ],
)
def test_only_an_if_at_the_beginning_is_left_out(said: str, condition: str) -> None:
    process = record("a", stage="@ready", what="=process", timing="=at_once", to_whom="=head", text=said)
    made = plan(CRM, SAID | {"deal_automation@a": records(process)}, CATALOG)
    assert rows(made)[-1].condition == condition


def test_every_rule_says_what_it_needs_and_who_says_so() -> None:
    needs = [[need.text for need in row.needs] for row in rows(PLAN)]
    assert needs == [
        ["платный тариф"],
        ["платный тариф", "почта компании или договор с SMS-провайдером"],
        ["тариф от «Стандартного»"],
    ]
    assert rows(PLAN)[2].needs[0].origin == "справка Битрикс24: дизайнер бизнес-процессов, 01.03.2026"


def test_every_rule_names_its_answer() -> None:
    assert [str(row.line.sources[0].key) for row in rows(PLAN)] == [
        "lead_automation",
        "lead_automation",
        "deal_automation@a",
    ]


def test_where_nothing_starts_by_itself_there_is_no_table() -> None:
    quiet = SAID | {"lead_automation": records(), "deal_automation@a": records()}
    assert "automation" not in [section.id for section in plan(CRM, quiet, CATALOG).sections]
