"""Typed words that fill more than the field asked."""

from __future__ import annotations

import pytest

from bot.domain.errors import Reason
from bot.domain.questionnaire import RecordsQuestion
from bot.domain.understanding_fields import understand_fields
from bot.domain.values import ChoiceValue, FieldValue, NumberValue, Record
from tests.domain.talking import Talk, questions
from tests.domain.test_editing import refused

FORM = """
- id: robots
  kind: records
  fields:
    - {id: timing, kind: choice, options: [{id: at_once, label: Сразу}, {id: after, label: Через время}]}
    - {id: delay, kind: number, minimum: 1, maximum: 99, when: {is: {timing: after}}}
    - id: unit
      kind: choice
      when: {is: {timing: after}}
      options:
        - {id: minutes, label: мин, also: [минута]}
        - {id: hours, label: ч, also: [час]}
        - {id: days, label: дн., also: [день, дня, дней]}
        - {id: weeks, label: нед., also: [неделя]}
    - {id: times, kind: number}
"""
AFTER = Record("r", values={"timing": ChoiceValue("after")})


def filled(name: str, text: str, draft: Record) -> dict[str, FieldValue]:
    talk = Talk(questions(FORM))
    question = talk.questionnaire.questions["robots"]
    assert isinstance(question, RecordsQuestion)
    field = next(each for each in question.fields if each.id == name)
    return understand_fields(talk.route, talk.step("robots"), question, draft, field, text)


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("два часа", 2, "hours"),
        ("2ч", 2, "hours"),
        ("через 2 часа", 2, "hours"),
        ("15 мин.", 15, "minutes"),
        ("пятнадцать минут", 15, "minutes"),
        ("3 дня", 3, "days"),
        ("10 дней", 10, "days"),
        ("2 недели", 2, "weeks"),
        ("через час", 1, "hours"),
        ("день", 1, "days"),
        ("через неделю", 1, "weeks"),
    ],
)
def test_a_number_with_a_unit_fills_the_field_of_the_unit_too(text: str, amount: int, unit: str) -> None:
    both: dict[str, FieldValue] = {"delay": NumberValue(amount), "unit": ChoiceValue(unit)}
    assert filled("delay", text, AFTER) == both
    if text.startswith("через"):
        assert filled("timing", text, Record("r")) == {"timing": ChoiceValue("after"), **both}


def test_a_number_alone_leaves_the_unit_to_be_asked() -> None:
    assert filled("delay", "2", AFTER) == {"delay": NumberValue(2)}
    assert filled("timing", "через 2", Record("r")) == {"timing": ChoiceValue("after"), "delay": NumberValue(2)}


def test_a_unit_that_was_chosen_before_gives_way() -> None:
    draft = Record("r", values={**AFTER.values, "delay": NumberValue(1), "unit": ChoiceValue("days")})
    assert filled("delay", "2 часа", draft) == {"delay": NumberValue(2), "unit": ChoiceValue("hours")}
    assert filled("timing", "через 3 часа", draft)["unit"] == ChoiceValue("hours")


@pytest.mark.parametrize(
    ("text", "option"), [("часов", "hours"), ("минут", "minutes"), ("дней", "days"), ("3", "days")]
)
def test_the_unit_is_typed_in_any_form(text: str, option: str) -> None:
    assert filled("unit", text, AFTER) == {"unit": ChoiceValue(option)}


def test_an_option_that_is_named_is_no_number() -> None:
    assert filled("timing", "сразу", Record("r")) == {"timing": ChoiceValue("at_once")}
    assert filled("timing", "2", Record("r")) == {"timing": ChoiceValue("after")}


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("timing", "когда-нибудь", Reason.TAP_INSTEAD),
        ("timing", "через 100 часов", Reason.TAP_INSTEAD),
        ("delay", "скоро", Reason.NOT_A_NUMBER),
        ("delay", "2 часа 30 минут", Reason.NOT_A_NUMBER),
        ("times", "час", Reason.NOT_A_NUMBER),
    ],
)
def test_what_is_not_understood_fills_nothing(name: str, text: str, reason: Reason) -> None:
    with refused(reason):
        filled(name, text, AFTER)
