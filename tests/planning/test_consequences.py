"""What an answer may do to a plan: nothing once it is shelved, and nothing to what it has nothing to do with."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.answers import Answers, QuestionKey
from bot.domain.planning.building import build_plan
from bot.domain.planning.money import Range
from bot.domain.planning.plan import Fix, Passport
from bot.domain.planning.plan_sections import Directory, Source
from bot.domain.planning.plan_tables import FieldPlace, Need
from bot.domain.route import StepStatus, find_route
from bot.rendering.documents.data import PlanData, plan_data
from tests.effort import effort
from tests.planning.anything import an_answer, answers
from tests.planning.making import brief
from tests.planning.test_properties import CASES, CRM, CRM_CATALOG, READINGS, few

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.planning.catalog import Catalog
    from bot.domain.planning.plan import Plan
    from bot.domain.questionnaire import Questionnaire
    from bot.domain.route import Route

#: Every answer of an example makes a plan.
fewer = settings(few, max_examples=effort(12))
#: Kinds of questions that decide what else is asked.
_DECIDING = ("choice", "multichoice", "list")
_MOSCOW = ZoneInfo("Europe/Moscow")


@st.composite
def _changed_minds(draw: st.DrawFn, definition: Questionnaire) -> Answers:
    """Answers of which some have put others away."""
    made: Answers = draw(answers(definition))
    for _ in range(6):
        route = find_route(definition, made)
        deciding = [step for step in route.steps if step.answer and step.question.kind in _DECIDING]
        if deciding:
            made = made.with_(draw(an_answer(route, draw(st.sampled_from(deciding)), made.next_seq)))
    return made


@few
@pytest.mark.parametrize(("definition", "rules"), CASES)
@given(data=st.data())
def test_what_is_shelved_leaves_no_trace(definition: Questionnaire, rules: Catalog | None, data: st.DataObject) -> None:
    made = data.draw(_changed_minds(definition))
    shelved = {answer.key for answer in find_route(definition, made).shelved}
    without = Answers(tuple(answer for answer in made.history if answer.key not in shelved))
    assert _plan(definition, made, rules) == _plan(definition, without, rules)


@fewer
@given(data=st.data())
def test_an_answer_raises_only_findings_that_name_it_or_what_it_changed(data: st.DataObject) -> None:
    made: Answers = data.draw(_changed_minds(CRM))
    before, known = find_route(CRM, Answers()), set[object]()
    for count in range(1, len(made.history) + 1):
        so_far = Answers(made.history[:count])
        after, findings = find_route(CRM, so_far), _plan(CRM, so_far, CRM_CATALOG).findings
        changed = set(_changed(before, after))
        for finding in findings:
            if (finding.id, finding.key) not in known:
                assert changed & {finding.key, *(source.key for source in finding.sources)}, finding
        before, known = after, {(finding.id, finding.key) for finding in findings}


def _changed(before: Route, after: Route) -> Iterator[object]:
    """Steps that are new, or have another answer or status."""
    return (key for key, step in after.by_key.items() if step != before.by_key.get(key))


def _plan(definition: Questionnaire, made: Answers, rules: Catalog | None) -> Plan:
    return build_plan(brief(definition, made, submitted=False), find_route(definition, made), rules)


@few
@given(data=st.data())
def test_hours_are_those_of_the_integrators_works_and_of_nothing_else(data: st.DataObject) -> None:
    plan = _plan(CRM, data.draw(answers(CRM)), CRM_CATALOG)
    own = [work.hours for work in plan.works if work.side == "integrator"]
    assert plan.hours.low == sum(hours.low or 0 for hours in own)
    assert plan.hours.unknown == sum(not hours.known for hours in own)
    assert plan.hours.high == (sum(hours.high or 0 for hours in own if hours.known))


@few
@given(data=st.data())
def test_a_work_comes_after_works_that_are_there(data: st.DataObject) -> None:
    works = _plan(CRM, data.draw(answers(CRM)), CRM_CATALOG).works
    there = {work.id for work in works}
    assert all(there.issuperset(work.after) and work.id not in work.after for work in works)


@few
@given(data=st.data())
def test_whatever_is_open_is_shown_as_open_in_a_section(data: st.DataObject) -> None:
    made: Answers = data.draw(answers(CRM))
    told = {
        source.key
        for section in _plan(CRM, made, CRM_CATALOG).sections
        for line in section.open
        for source in line.sources
    }
    open_steps = {step.key for step in find_route(CRM, made).steps if step.status is not StepStatus.ANSWERED}
    assert open_steps <= told


@few
@given(data=st.data())
def test_every_plan_can_be_told_for_documents_and_as_an_agenda(data: st.DataObject) -> None:
    plan = _plan(CRM, data.draw(answers(CRM)), CRM_CATALOG)
    published = plan_data(plan, _MOSCOW)
    assert PlanData.model_validate_json(published.model_dump_json()) == published
    assert bool(READINGS.agenda(plan)) or not plan.agenda


#: They say whose word something is, or stand in a line that says where it comes from.
_HELD = (QuestionKey, Source, Passport, Fix, Range, Directory, FieldPlace, Need)


@few
@pytest.mark.parametrize(("definition", "rules"), CASES)
@given(data=st.data())
def test_no_part_of_a_plan_comes_from_nowhere(
    definition: Questionnaire, rules: Catalog | None, data: st.DataObject
) -> None:
    plan = _plan(definition, data.draw(answers(definition)), rules)
    assert [part for each in fields(plan) for part in _unfounded(getattr(plan, each.name))] == []


def _unfounded(part: object) -> Iterator[object]:
    """The parts that lead to no answer, nor to a question without one."""
    if isinstance(part, tuple):
        for each in part:
            yield from _unfounded(each)
    elif is_dataclass(part) and not isinstance(part, (*_HELD, type)):
        inner = [getattr(part, field.name) for field in fields(part)]
        if not any(map(_leads_somewhere, inner)):
            yield part
        for each in inner:
            yield from _unfounded(each)


def _leads_somewhere(part: object) -> bool:
    if isinstance(part, tuple):
        return any(map(_leads_somewhere, part))
    if isinstance(part, Source) or not is_dataclass(part):
        return isinstance(part, Source)
    return any(_leads_somewhere(getattr(part, field.name)) for field in fields(part))
