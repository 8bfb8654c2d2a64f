"""Every company gets the plan that a senior integrator would give it: all of that, and nothing besides."""

from __future__ import annotations

import pytest

from bot.definitions.questionnaires import load_questionnaire
from bot.definitions.reading import read
from bot.domain.planning.building import build_plan
from bot.domain.planning.catalog import Catalog
from bot.domain.planning.money import total
from tests.personas.answering import Interview, names_of
from tests.personas.company import Company, company, names
from tests.personas.holding import holding
from tests.personas.told import Told, written
from tests.planning.making import TEMPLATES, brief

CRM = load_questionnaire(TEMPLATES / "questionnaires" / "crm_bitrix24.yaml")
CATALOG = read(TEMPLATES / "catalog" / "bitrix24.yaml", Catalog)


HOLDING = "holding"
EVERYBODY = (*names(), HOLDING)


def who_is(name: str) -> Company:
    return holding() if name == HOLDING else company(name)


def told(who: Company) -> Told:
    interview = Interview(CRM)
    interview.note(who.answers)
    interview.note(who.then)
    return Told(build_plan(brief(CRM, interview.answers), interview.route, CATALOG), names_of(interview.route))


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_plan_is_the_one_expected(name: str) -> None:
    who = who_is(name)
    differences = list(told(who).differences(who.expected))
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
