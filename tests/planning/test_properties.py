"""Whatever the answers are, there is a plan, every line of it is proved, and every message of it is valid."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.definitions.questionnaires import load_questionnaire
from bot.definitions.reading import read
from bot.domain.planning.agenda import questions_for_meeting
from bot.domain.planning.building import answers_in_full, build_plan
from bot.domain.planning.catalog import Catalog
from bot.domain.planning.plan_sections import Source
from bot.domain.route import find_route
from bot.rendering.plan import PlanMessages
from bot.rendering.readings import PlanReadings
from bot.rendering.rich_html import PAGE, elements_of, size_of
from bot.rendering.telegram_html import entity_count, fits, visible_length
from bot.simulator.entities import utf16_length
from bot.simulator.html_mode import parse_html
from bot.simulator.rich_html import parse_rich_html
from bot.simulator.texts import message_text
from bot.simulator.wire import Params
from tests.effort import effort
from tests.planning.anything import answers
from tests.planning.bakery import BAKERY, BAKERY_CATALOG
from tests.planning.making import TEMPLATES, brief

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.answers import Answers
    from bot.domain.questionnaire import Questionnaire

CRM = load_questionnaire(TEMPLATES / "questionnaires" / "crm_bitrix24.yaml")
CRM_CATALOG = read(TEMPLATES / "catalog" / "bitrix24.yaml", Catalog)
DRAWN = PlanMessages(TEMPLATES, ZoneInfo("Asia/Yekaterinburg"))
READINGS = PlanReadings(TEMPLATES, ZoneInfo("Asia/Yekaterinburg"))

COMPANIES = ("ООО «Ромашка»", "</b>&<b>", "{{ x }}" * 500, "\u202e🐘" * 300, "\u202e")

few = settings(
    max_examples=effort(12),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    phases=[Phase.explicit, Phase.generate],
)

CASES = [
    pytest.param(CRM, CRM_CATALOG, id="crm"),
    pytest.param(CRM, None, id="crm without a catalog"),
    pytest.param(BAKERY, BAKERY_CATALOG, id="another trade"),
]


def lines_with_sources(part: object) -> Iterator[tuple[object, tuple[Source, ...]]]:
    if isinstance(part, tuple):
        for each in part:
            yield from lines_with_sources(each)
    elif is_dataclass(part) and not isinstance(part, Source | type):
        names = [field.name for field in fields(part)]
        if "sources" in names:
            yield part, getattr(part, "sources")  # noqa: B009 -- the type is not known here
        for name in names:
            yield from lines_with_sources(getattr(part, name))


@few
@pytest.mark.parametrize(("definition", "rules"), CASES)
@given(data=st.data())
def test_every_line_names_answers_in_force_that_are_not_shelved(
    definition: Questionnaire, rules: Catalog | None, data: st.DataObject
) -> None:
    made: Answers = data.draw(answers(definition))
    route = find_route(definition, made)
    for line, sources in lines_with_sources(build_plan(brief(definition, made), route, rules)):
        assert sources, line
        for source in sources:
            if source.seq is not None:
                answer = route.by_key[source.key].answer
                assert answer is not None
                assert (source.seq, source.author, source.at) == (answer.seq, answer.author, answer.at)


@few
@pytest.mark.parametrize(("definition", "rules"), CASES)
@given(data=st.data(), company=st.sampled_from(COMPANIES))
def test_every_message_is_accepted_by_a_strict_server(
    definition: Questionnaire, rules: Catalog | None, data: st.DataObject, company: str
) -> None:
    made: Answers = data.draw(answers(definition))
    submitted = data.draw(st.booleans())
    route = find_route(definition, made)
    plan = build_plan(brief(definition, made, company=company, submitted=submitted), route, rules)
    tellings = (*READINGS.summary(plan), *READINGS.agenda(plan), *READINGS.answers(answers_in_full(route)))
    for message in (*DRAWN.client_copy(plan), *(message for telling in tellings for message in telling.classic)):
        formatted = message_text(Params({"text": message, "parse_mode": "HTML"}))
        assert utf16_length(formatted.text) <= 4096
        text, entities = parse_html(message)
        assert fits(message)
        assert utf16_length(text) == visible_length(message)
        assert len(entities) <= entity_count(message) <= 100


@few
@pytest.mark.parametrize(("definition", "rules"), CASES)
@given(data=st.data(), company=st.sampled_from(COMPANIES))
def test_every_rich_message_is_accepted_by_a_strict_server_and_has_a_classic_form(
    definition: Questionnaire, rules: Catalog | None, data: st.DataObject, company: str
) -> None:
    made: Answers = data.draw(answers(definition))
    submitted = data.draw(st.booleans())
    route = find_route(definition, made)
    plan = build_plan(brief(definition, made, company=company, submitted=submitted), route, rules)
    full = answers_in_full(route)
    for telling in (*READINGS.summary(plan), *READINGS.agenda(plan), *READINGS.answers(full)):
        assert telling.rich
        assert telling.classic
        for message in telling.rich:
            assert parse_rich_html(message)
            assert size_of(elements_of(message)).fits(PAGE)


@few
@given(data=st.data())
def test_totals_equal_their_parts(data: st.DataObject) -> None:
    made: Answers = data.draw(answers(CRM))
    plan = build_plan(brief(CRM, made), find_route(CRM, made), CRM_CATALOG)
    parts = [purchase.cost for purchase in plan.purchases]
    assert (plan.once.low or 0) + (plan.monthly.low or 0) == sum(part.low or 0 for part in parts)
    assert plan.once.unknown + plan.monthly.unknown == sum(not part.known for part in parts)
    assert plan.meeting_minutes + plan.spare_minutes == sum(item.minutes for item in plan.agenda)


@few
@given(data=st.data())
def test_everything_open_is_on_the_agenda_and_nothing_answered_is(data: st.DataObject) -> None:
    made: Answers = data.draw(answers(CRM))
    route = find_route(CRM, made)
    plan = build_plan(brief(CRM, made), route, CRM_CATALOG)
    asked = {source.key for item in plan.agenda if item.why != "finding" for source in item.sources}
    left = {name for name, topic in CRM_CATALOG.topics.items() if topic.may_stay_open}
    expected = {
        step.key
        for step in route.steps
        if step.status != "answered" and not (step.status == "unanswered" and step.key.question in left)
    }
    assert asked == expected


@few
@pytest.mark.parametrize(("definition", "rules"), CASES)
@given(data=st.data())
def test_the_review_counts_the_questions_that_the_clients_copy_lists(
    definition: Questionnaire, rules: Catalog | None, data: st.DataObject
) -> None:
    made: Answers = data.draw(answers(definition))
    route = find_route(definition, made)
    listed = build_plan(brief(definition, made), route, rules).open_questions
    assert questions_for_meeting(route, rules) == {item.sources[0].key.question for item in listed}
    assert len(questions_for_meeting(route, rules)) == len(listed)


@few
@given(data=st.data())
def test_the_same_answers_give_the_same_plan(data: st.DataObject) -> None:
    made: Answers = data.draw(answers(CRM))
    first, second = (build_plan(brief(CRM, made), find_route(CRM, made), CRM_CATALOG) for _ in range(2))
    assert first == second


@few
@given(data=st.data())
def test_whatever_the_answers_are_codes_are_fit_for_the_portal_and_differ(data: st.DataObject) -> None:
    made: Answers = data.draw(answers(CRM))
    plan = build_plan(brief(CRM, made), find_route(CRM, made), CRM_CATALOG)
    for block in (block for section in plan.sections for block in section.blocks):
        if block.kind == "pipeline":
            codes = [stage.code for stage in block.stages]
            assert len(set(codes)) == len(codes)
            assert all(re.fullmatch(r"[A-Z0-9_]{1,21}", code) for code in codes)
        if block.kind == "dictionary":
            fields_ = [(row.entity, row.code) for row in block.rows]
            assert len(set(fields_)) == len(fields_)
            assert all(row.ready or re.fullmatch(r"UF_CRM_[A-Z0-9_]{1,43}", row.code) for row in block.rows)


@few
@given(data=st.data())
def test_a_stage_has_a_criterion_or_is_to_be_settled(data: st.DataObject) -> None:
    made: Answers = data.draw(answers(CRM))
    for section in build_plan(brief(CRM, made), find_route(CRM, made), CRM_CATALOG).sections:
        for block in section.blocks:
            if block.kind == "pipeline":
                going = [stage for stage in block.stages if not stage.outcome]
                assert all(stage.unclear != bool(stage.criteria) for stage in going)
                told = " ".join(line.text for line in section.open)
                assert all(f"«{stage.name.text}»" in told for stage in going if stage.unclear)
