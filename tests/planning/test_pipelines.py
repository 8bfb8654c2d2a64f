"""Stages of a pipeline: when to go on, and how they are called on the portal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.definitions.questionnaires import load_questionnaire
from bot.definitions.reading import read
from bot.domain.answers import AnswerStatus
from bot.domain.planning.catalog import Catalog
from bot.domain.planning.plan_sections import PipelineBlock
from bot.domain.values import GridValue, Item, ListValue
from tests.planning.bakery import BAKERY, BAKERY_CATALOG
from tests.planning.making import TEMPLATES, Said, choice, listed, marked, plan

if TYPE_CHECKING:
    from bot.domain.planning.plan import Plan

CRM = load_questionnaire(TEMPLATES / "questionnaires" / "crm_bitrix24.yaml")
CATALOG = read(TEMPLATES / "catalog" / "bitrix24.yaml", Catalog)


def stages(*labels: str) -> ListValue:
    return ListValue(tuple(Item(f"s{number}", label) for number, label in enumerate(labels)))


def pipeline(made: Plan, section: str) -> PipelineBlock:
    blocks = next(each for each in made.sections if each.id == section).blocks
    return next(block for block in blocks if isinstance(block, PipelineBlock))


def leads(*labels: str, fields: GridValue | None = None) -> PipelineBlock:
    said: dict[str, Said] = {"lead_need": choice("yes"), "lead_stages": stages(*labels)}
    return pipeline(plan(CRM, said | {"lead_fields": fields or marked()}, CATALOG), "leads")


def deals(*labels: str) -> PipelineBlock:
    said: dict[str, Said] = {"deal_scenarios": listed(d="Продажа"), "deal_stages@d": stages(*labels)}
    return pipeline(plan(CRM, said, CATALOG), "pipeline@d")


def criteria(block: PipelineBlock, stage: int) -> list[tuple[str, str]]:
    return [(each.line.text, each.origin) for each in block.stages[stage].criteria]


def test_a_stage_is_left_by_the_rule_for_its_name_and_when_its_fields_are_filled() -> None:
    assert criteria(leads("ЛПР установлено", fields=marked(s0="phone name")), 0) == [
        ("известны имя, должность и телефон того, кто решает", "ориентир, задайте свои, 01.08.2026"),
        ("заполнены: Телефон, Имя", ""),
    ]


def test_every_criterion_names_the_answer_it_rests_on() -> None:
    lines = [each.line for each in leads("ЛПР установлено", fields=marked(s0="phone")).stages[0].criteria]
    assert [str(line.sources[0].key) for line in lines] == ["lead_stages", "lead_fields"]


def test_a_stage_that_nothing_is_known_of_is_to_be_settled_and_nothing_is_invented() -> None:
    made = plan(CRM, {"lead_need": choice("yes"), "lead_stages": stages("Новая заявка", "Чудо")}, CATALOG)
    assert [(stage.name.text, stage.unclear) for stage in pipeline(made, "leads").stages] == [
        ("Новая заявка", False),
        ("Чудо", True),
        ("Качественный", False),
        ("Некачественный", False),
    ]
    opened = next(section for section in made.sections if section.id == "leads").open
    assert ("Когда переходить дальше: «Чудо»", "discuss") in [(line.text, line.status) for line in opened]


def test_such_stages_of_all_pipelines_are_one_point_of_the_agenda() -> None:
    said: dict[str, Said] = {
        "lead_need": choice("yes"),
        "lead_stages": stages("Чудо"),
        "deal_scenarios": listed(d="Продажа"),
        "deal_stages@d": stages("Диво"),
    }
    (item,) = (each for each in plan(CRM, said, CATALOG).agenda if each.title == "Когда переходить со стадии дальше")
    assert (item.said, item.minutes) == ("Лиды: «Чудо»; Воронка «Продажа»: «Диво»", 4)
    assert [str(source.key) for source in item.sources] == ["lead_stages", "deal_stages@d"]


def test_the_end_of_a_pipeline_has_what_must_be_filled_in_and_nothing_else() -> None:
    block = leads("Новая заявка", fields=marked(unqualified="reject_reason"))
    assert criteria(block, 1) == []
    assert criteria(block, 2) == [("заполнены: Причина отказа", "")]


def test_fields_that_are_not_decided_make_a_criterion_that_is_not_either() -> None:
    said: dict[str, Said] = {
        "lead_need": choice("yes"),
        "lead_stages": stages("Чудо"),
        "lead_fields": (AnswerStatus.DISCUSS, marked(s0="phone")),
    }
    (only,) = pipeline(plan(CRM, said, CATALOG), "leads").stages[0].criteria
    assert only.line.status == "discuss"


def test_a_catalog_without_criteria_asks_for_none() -> None:
    said: dict[str, Said] = {"cakes": listed(bun="Булочка"), "steps@bun": listed(mix="Замес")}
    block = pipeline(plan(BAKERY, said, BAKERY_CATALOG), "cake@bun")
    assert [(stage.criteria, stage.unclear, stage.code) for stage in block.stages] == [((), False, "")]
    assert block.directory is None


@pytest.mark.parametrize("question", ["lead_stages", "deal_stages"])
def test_every_ready_stage_of_the_questionnaire_has_a_criterion(question: str) -> None:
    asked = CRM.questions[question]
    assert asked.kind == "list"
    assert CATALOG.criteria is not None
    labels = {item.label for preset in asked.presets for item in preset.items} | {item.label for item in asked.extras}
    assert [label for label in labels if CATALOG.criteria.rule_for(label) is None] == []


def test_leads_take_the_codes_that_are_never_deleted() -> None:
    block = leads("Новая заявка", "ЛПР установлено", "В работе")
    assert [(stage.code, stage.ready, stage.semantics) for stage in block.stages] == [
        ("NEW", True, "process"),
        ("LPR_USTANOVLENO", False, "process"),
        ("IN_PROCESS", True, "process"),
        ("CONVERTED", True, "success"),
        ("JUNK", True, "failure"),
    ]
    assert block.directory is not None
    assert (block.directory.id, block.directory.prefix, block.directory.spare) == ("STATUS", "", ("PROCESSED",))


def test_deals_take_the_codes_of_a_new_pipeline_where_the_name_means_the_same() -> None:
    block = deals("Заявка", "Предоплата получена", "Вторая предоплата получена", "Заявка")
    assert [stage.code for stage in block.stages] == [
        "NEW",
        "PREPAYMENT_INVOICE",
        "VTORAYA_PREDOPLAT",
        "ZAYAVKA",
        "WON",
        "LOSE",
    ]
    assert block.directory is not None
    assert (block.directory.id, block.directory.prefix) == ("DEAL_STAGE_{n}", "C{n}:")
    assert block.directory.spare == ("PREPARATION", "EXECUTING", "FINAL_INVOICE", "APOLOGY")
