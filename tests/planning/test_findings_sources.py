"""A finding names every answer that it rests on, not only the one that it is about."""

from __future__ import annotations

from bot.definitions.questionnaires import load_questionnaire
from bot.definitions.reading import read
from bot.domain.planning.catalog import Catalog
from tests.planning.making import TEMPLATES, Said, listed, plan, record, records

CRM = load_questionnaire(TEMPLATES / "questionnaires" / "crm_bitrix24.yaml")
CATALOG = read(TEMPLATES / "catalog" / "bitrix24.yaml", Catalog)

STAGES = {"a": "Заказ принят", "b": "Счёт выставлен", "c": "Оплата получена"}


def sources(finding: str, said: dict[str, Said]) -> set[str]:
    return {
        str(source.key) for each in plan(CRM, said, CATALOG).findings if each.id == finding for source in each.sources
    }


def test_of_two_pipelines_alike_both_are_named() -> None:
    said: dict[str, Said] = {
        "deal_scenarios": listed(d="Со склада", e="Под заказ"),
        "deal_stages@d": listed(**STAGES),
        "deal_stages@e": listed(**STAGES),
    }
    assert sources("pipelines_alike", said) == {"deal_stages@d", "deal_stages@e"}


def test_automation_on_a_stage_that_is_gone_names_the_stages_that_are_there() -> None:
    lost = record("r", stage="@gone", what="=card", timing="=at_once", text="Да")
    said: dict[str, Said] = {
        "deal_scenarios": listed(d="Со склада"),
        "deal_stages@d": listed(**STAGES),
        "deal_automation@d": records(lost),
    }
    assert sources("deal_rule_lost", said) == {"deal_automation@d", "deal_stages@d"}
