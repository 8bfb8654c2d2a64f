"""The published data: complete, stable, valid by its schema."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bot.domain.planning.building import build_plan
from bot.domain.planning.money import Range
from bot.domain.planning.plan import Plan, WorkItem
from bot.domain.route import find_route
from bot.rendering.documents.data import plan_data
from bot.rendering.documents.schema import plan_schema
from bot.rendering.documents.texts import cleaned
from tests.documents.plans import CATALOG, CRM, MOSCOW, every_kind, filled_with, life
from tests.planning.anything import NASTY, answers
from tests.planning.making import brief

SCHEMA = Path(__file__).parents[2] / "docs" / "plan.schema.json"
VALIDATOR = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def exported(plan: Plan) -> dict[str, object]:
    data: dict[str, object] = json.loads(plan_data(plan, MOSCOW).model_dump_json())
    return data


def test_the_published_schema_is_that_of_the_code() -> None:
    """After a change on purpose, write it anew as ``docs/documents.md`` says."""
    assert SCHEMA.read_text(encoding="utf-8") == plan_schema()


def test_the_schema_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(json.loads(plan_schema()))


@pytest.mark.parametrize("plan", every_kind().values(), ids=every_kind())
def test_every_export_is_valid_by_the_schema(plan: Plan) -> None:
    VALIDATOR.validate(exported(plan))


@pytest.mark.parametrize("text", NASTY)
def test_an_export_with_hostile_words_everywhere_is_valid(text: str) -> None:
    VALIDATOR.validate(exported(filled_with(life(), text)))


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    phases=[Phase.explicit, Phase.generate],
)
@given(data=st.data())
def test_whatever_the_answers_are_the_export_is_valid(data: st.DataObject) -> None:
    made = brief(CRM, data.draw(answers(CRM)))
    VALIDATOR.validate(exported(build_plan(made, find_route(CRM, made.answers), CATALOG)))


def test_the_schema_refuses_what_is_no_plan() -> None:
    broken = exported(life())
    broken["works"] = [{"title": "Без часов"}]
    assert not VALIDATOR.is_valid(broken)


def test_nothing_of_the_plan_is_missing_in_the_export() -> None:
    text = json.dumps(exported(filled_with(life(), "⟨mark⟩")), ensure_ascii=False)
    plan = life()
    expected = [plan.passport.company, *(work.title for work in plan.works), *(item.title for item in plan.agenda)]
    expected += [finding.text for finding in plan.findings] + [purchase.title for purchase in plan.purchases]
    for words in expected:
        assert f"{words} ⟨mark⟩" in text


def test_moments_are_told_in_the_zone_of_the_reader() -> None:
    assert '"submitted_at":"2026-11-23T13:00:00+03:00"' in plan_data(life(), MOSCOW).model_dump_json()


def test_amounts_are_plain_numbers_and_null_is_unknown() -> None:
    hours = plan_data(_with_hours(Range(0.1 + 0.2, 4.0), Range()), MOSCOW).model_dump_json()
    assert '"hours":{"low":0.3,"high":4,"unknown":0}' in hours
    assert '"hours":{"low":null,"high":null,"unknown":0}' in hours


def test_a_phase_sums_the_integrators_hours_alone() -> None:
    data = plan_data(_with_hours(Range(1, 2), Range(10, 20), sides=("integrator", "client")), MOSCOW)
    assert [(phase.title, phase.works, phase.hours.high) for phase in data.phases] == [("Начало", 2, 2)]


def test_lines_name_answers_that_the_export_tells() -> None:
    data = plan_data(life(), MOSCOW)
    decided = {key for decision in data.decisions for key in decision.sources}
    assert decided <= set(data.answers)
    assert data.answers["deal_stages@sign"].author == 7
    assert "desk_phones_connection" not in data.answers  # nobody has answered it


def test_text_keeps_all_that_is_seen_and_loses_what_no_file_can_hold() -> None:
    assert cleaned("а\x00б\x07\tв\r\nг\u2028д\x85е\ud800ж\ufffe") == "аб\tв\nг\nд\nеж"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\u202eзадом", "\u202eзадом\u202c"),
        ("\u202eа\u202c б", "\u202eа\u202c б"),
        ("\u2067\u202eа", "\u2067\u202eа\u202c\u2069"),
        ("\u2067\u202eа\u2069 б", "\u2067\u202eа\u2069 б"),
        ("\u202c\u2069", "\u202c\u2069"),
    ],
)
def test_a_direction_that_the_text_turns_on_ends_with_the_text(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


def _with_hours(*hours: Range, sides: tuple[str, ...] = ()) -> Plan:
    plan = life()
    works = tuple(
        WorkItem(
            str(number),
            "Работа",
            "Начало",
            each,
            "client" if "client" in sides[number : number + 1] else "integrator",
            "hand",
            (),
            (),
        )
        for number, each in enumerate(hours)
    )
    return Plan(plan.passport, (), (), works, (), (), (), ())
