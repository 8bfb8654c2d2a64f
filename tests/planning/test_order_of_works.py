"""Which work comes after which: by place where both repeat, and past what a plan leaves out."""

from __future__ import annotations

from bot.definitions.questionnaires import load_questionnaire
from bot.definitions.reading import read
from bot.domain.planning.catalog import Catalog
from bot.domain.values import NumberValue
from tests.planning.making import TEMPLATES, Said, choice, listed, many, marked, plan

CRM = load_questionnaire(TEMPLATES / "questionnaires" / "crm_bitrix24.yaml")
CATALOG = read(TEMPLATES / "catalog" / "bitrix24.yaml", Catalog)


def after(said: dict[str, Said]) -> dict[str, tuple[str, ...]]:
    return {work.id: work.after for work in plan(CRM, said, CATALOG).works}


def test_the_fields_of_a_pipeline_come_after_its_own_stages() -> None:
    said: dict[str, Said] = {"deal_scenarios": listed(d="Со склада", e="Под заказ")}
    for scenario in "de":
        said[f"deal_stages@{scenario}"] = listed(s="Оплата получена")
        said[f"deal_fields@{scenario}"] = marked(s="amount", won="", lost="")
    order = after(said)
    assert order["deal_stages@d"] == order["deal_stages@e"] == ("pipelines",)
    assert (order["deal_fields@d"], order["deal_fields@e"]) == (("deal_stages@d",), ("deal_stages@e",))


def test_what_comes_after_something_that_is_left_out_comes_after_what_is_before_that() -> None:
    order = after({"users": NumberValue(5), "lead_facts": many("base"), "lead_need": choice("no")})
    assert order["import"] == ("base", "portal")
