"""The dictionary of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.definitions.questionnaires import load_questionnaire
from bot.definitions.reading import read
from bot.domain.planning.catalog import Catalog
from bot.domain.planning.plan_tables import DictionaryBlock, FieldPlace, FieldRow
from tests.planning.making import TEMPLATES, Said, choice, listed, marked, plan

if TYPE_CHECKING:
    from bot.domain.planning.plan import Plan

CRM = load_questionnaire(TEMPLATES / "questionnaires" / "crm_bitrix24.yaml")
CATALOG = read(TEMPLATES / "catalog" / "bitrix24.yaml", Catalog)

SAID: dict[str, Said] = {
    "lead_need": choice("yes"),
    "lead_stages": listed(new="Новая заявка", lpr="ЛПР установлено"),
    "lead_fields": marked(own={"o1": "Мобильный телефон", "o2": "Ёмкость бака"}, new="phone o1", lpr="budget"),
    "deal_scenarios": listed(a="Со склада", b="Под заказ"),
    "deal_stages@a": listed(s1="Счёт выставлен", s2="Отгружено"),
    "deal_stages@b": listed(s1="Макет согласован"),
    "deal_fields@a": marked(own={"o": "Дата Монтажа"}, s1="amount", s2="o closing_scan"),
    "deal_fields@b": marked(own={"o": "дата монтажа"}, s1="o"),
}


def block(made: Plan) -> DictionaryBlock:
    blocks = next(section for section in made.sections if section.id == "fields").blocks
    return next(each for each in blocks if isinstance(each, DictionaryBlock))


def field(entity: str, label: str) -> FieldRow:
    rows = block(plan(CRM, SAID, CATALOG)).rows
    return next(row for row in rows if (row.entity, row.line.text) == (entity, label))


def test_a_field_has_a_type_by_its_name_and_a_code_of_its_own() -> None:
    budget = field("lead", "Бюджет")
    assert (budget.type, budget.code, budget.ready, budget.check) == ("money", "UF_CRM_BYUDZHET", False, False)
    assert budget.origin == "ориентир, задайте свои, 01.08.2026"
    assert budget.places == (FieldPlace("Лиды", ("ЛПР установлено",)),)


def test_a_field_that_every_portal_has_is_not_created() -> None:
    assert (field("lead", "Телефон").code, field("lead", "Телефон").ready) == ("PHONE", True)
    assert field("deal", "Сумма").code == "OPPORTUNITY"


def test_two_fields_of_a_brief_are_never_one_on_the_portal() -> None:
    second = field("lead", "Мобильный телефон")
    assert (second.code, second.ready) == ("UF_CRM_MOBILNYI_TELEFON", False)


def test_a_type_that_no_rule_knows_is_to_be_checked() -> None:
    own = field("lead", "Ёмкость бака")
    assert (own.type, own.check, own.places) == ("string", True, ())


def test_a_field_of_several_pipelines_is_one_with_all_its_places_and_answers() -> None:
    mounting = field("deal", "Дата Монтажа")
    assert mounting.places == (FieldPlace("Со склада", ("Отгружено",)), FieldPlace("Под заказ", ("Макет согласован",)))
    assert [str(source.key) for source in mounting.line.sources] == ["deal_fields@a", "deal_fields@b"]
    rows = block(plan(CRM, SAID, CATALOG)).rows
    assert sum(row.line.text.lower() == "дата монтажа" for row in rows) == 1


def test_fields_of_presets_that_nobody_made_mandatory_are_left_out() -> None:
    assert {row.line.text for row in block(plan(CRM, SAID, CATALOG)).rows if row.entity == "deal"} == {
        "Сумма",
        "Скан закрывающих документов",
        "Дата Монтажа",
    }


def test_without_fields_there_is_no_dictionary() -> None:
    assert [
        section.id for section in plan(CRM, {"trade": choice("retail")}, CATALOG).sections if section.id == "fields"
    ] == []


@pytest.mark.parametrize("question", ["lead_fields", "deal_fields"])
def test_every_ready_field_of_the_questionnaire_has_a_type_or_is_on_the_portal(question: str) -> None:
    asked = CRM.questions[question]
    assert asked.kind == "grid"
    assert CATALOG.field_types is not None
    known = CATALOG.entity_fields["lead" if question == "lead_fields" else "deal"]
    labels = [column.label for column in asked.columns]
    assert [each for each in labels if not (known.ready_for(each) or CATALOG.field_types.rule_for(each))] == []


@pytest.mark.parametrize(
    ("label", "type_"),
    [
        ("Бюджет", "money"),
        ("Площадь зала", "double"),
        ("Число этажей", "integer"),
        ("Дата монтажа", "date"),
        ("Срок сдачи", "date"),
        ("Скан накладной", "file"),
        ("ТЗ", "file"),
        ("Время приёма", "datetime"),
        ("Сайт клиента", "url"),
        ("Нужна доставка", "boolean"),
        ("Мастер", "employee"),
        ("Номер договора", "string"),
        ("Источник заявки", "enumeration"),
    ],
)
def test_names_that_clients_type_get_the_type_that_an_engineer_would_choose(label: str, type_: str) -> None:
    assert CATALOG.field_types is not None
    rule = CATALOG.field_types.rule_for(label)
    assert rule is not None
    assert rule.type == type_
