"""Every company gets the plan that a senior integrator would give it: all of that, and nothing besides."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.definitions.questionnaires import load_questionnaire
from bot.definitions.reading import read
from bot.domain.answers import Answers, QuestionKey
from bot.domain.planning.building import build_plan
from bot.domain.planning.catalog import Catalog
from bot.domain.planning.money import total
from bot.domain.route import find_route
from bot.rendering.documents.data import PlanData, plan_data
from bot.rendering.plan import PlanMessages
from bot.rendering.readings import PlanReadings
from bot.rendering.rich_html import PAGE, elements_of, size_of
from bot.rendering.telegram_html import fits
from tests.personas.answering import Interview, names_of
from tests.personas.company import Company, company, names
from tests.personas.holding import holding
from tests.personas.told import Told, written
from tests.planning.making import TEMPLATES, brief

if TYPE_CHECKING:
    from bot.domain.planning.plan import Plan

CRM = load_questionnaire(TEMPLATES / "questionnaires" / "crm_bitrix24.yaml")
CATALOG = read(TEMPLATES / "catalog" / "bitrix24.yaml", Catalog)

MOSCOW = ZoneInfo("Europe/Moscow")
MESSAGES = PlanMessages(TEMPLATES, MOSCOW)
READINGS = PlanReadings(TEMPLATES, MOSCOW)

HOLDING = "holding"
EVERYBODY = (*names(), HOLDING)


def who_is(name: str) -> Company:
    return holding() if name == HOLDING else company(name)


def interviewed(who: Company) -> Interview:
    interview = Interview(CRM)
    interview.note(who.answers)
    interview.note(who.then)
    return interview


def plan_of(answers: Answers) -> Plan:
    return build_plan(brief(CRM, answers), find_route(CRM, answers), CATALOG)


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_plan_is_the_one_expected(name: str) -> None:
    who = who_is(name)
    interview = interviewed(who)
    told = Told(plan_of(interview.answers), names_of(interview.route))
    differences = list(told.differences(who.expected))
    assert not differences, "\n" + "\n".join(differences)


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_expected_totals_are_those_of_the_expected_parts(name: str) -> None:
    expected = who_is(name).expected
    sides = {work.id: work.side for work in CATALOG.works}
    hours = total(each for work, each in expected.works.items() if sides[work.partition("@")[0]] == "integrator")
    periods = {purchase.id: purchase.period for purchase in CATALOG.purchases}
    once = total(each for name, each in expected.purchases.items() if periods[name] == "once")
    monthly = total(each for name, each in expected.purchases.items() if periods[name] == "month")
    assert written(hours) == written(expected.totals.hours)
    assert (written(once), written(monthly)) == (written(expected.totals.once), written(expected.totals.monthly))


@pytest.mark.parametrize("name", names())
def test_a_finding_comes_with_an_answer_that_it_names(name: str) -> None:
    history = interviewed(who_is(name)).answers.history
    known: set[tuple[str, QuestionKey]] = set()
    for count, given in enumerate(history, 1):
        findings = plan_of(Answers(history[:count])).findings
        for finding in findings:
            named = {source.key for source in finding.sources}
            assert (finding.id, finding.key) in known or given.key in named, f"{finding.id} comes with {given.key}"
        known = {(finding.id, finding.key) for finding in findings}


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_plan_can_be_told_in_the_chat_and_in_documents(name: str) -> None:
    plan = plan_of(interviewed(who_is(name)).answers)
    assert all(map(fits, MESSAGES.client_copy(plan)))
    for telling in (*READINGS.summary(plan), *READINGS.agenda(plan)):
        assert all(map(fits, telling.classic))
        assert all(size_of(elements_of(message)).fits(PAGE) for message in telling.rich)
    published = plan_data(plan, MOSCOW)
    assert PlanData.model_validate_json(published.model_dump_json()) == published
