"""Words typed instead of «Добавить»: the beginning of a record."""

from __future__ import annotations

import pytest

from bot.domain.beginning import understand_beginning
from bot.domain.edits import AddItems
from bot.domain.errors import Reason
from bot.domain.questionnaire import RecordsQuestion
from bot.domain.values import ChoiceValue, FieldValue, ItemValue, TextValue
from tests.domain.talking import Talk, questions
from tests.domain.test_editing import refused

RULES = """
- id: stages
  kind: list
- id: robots
  kind: records
  %s
  fields:
    - {id: at, kind: item, from: stages}
    - {id: what, kind: choice, options: [{id: task, label: Задача}, {id: sms, label: SMS}]}
    - {id: text, kind: text, max_length: 40}
"""


def begun(text: str, typed_into: str = "typed_into: text") -> tuple[Talk, dict[str, FieldValue]]:
    """What a record begins with, typed where «Новая заявка» and «Оплата» are the stages."""
    talk = Talk(questions(RULES % typed_into)).do("stages", AddItems(("Новая заявка", "Оплата")))
    question = talk.questionnaire.questions["robots"]
    assert isinstance(question, RecordsQuestion)
    return talk, understand_beginning(talk.route, talk.step("robots"), question, text)


@pytest.mark.parametrize("text", ["Отправить счёт клиенту", "Срочно: позвонить", "- позвонить", "смс — «оплачено»"])
def test_typed_words_begin_a_record(text: str) -> None:
    _, values = begun(text)
    assert values == {"text": TextValue(text)}


@pytest.mark.parametrize(
    "text", ["Оплата: отправить счёт", "оплата — отправить счёт", "добавь оплата - отправить счёт"]
)
def test_what_the_first_field_asks_may_stand_in_front_of_them(text: str) -> None:
    talk, values = begun(text)
    assert values == {"at": ItemValue(talk.elements("stages")["Оплата"]), "text": TextValue("отправить счёт")}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("убери первое", Reason.CHANGE_BY_TAP),
        ("как в прошлый раз", Reason.LIKE_BEFORE),
        ("15", Reason.NAME_NEEDED),
        ("???", Reason.EMPTY),
        ("отправить счёт\nпозвонить", Reason.ONE_AT_A_TIME),
        ("Оплата: отправить счёт; Новая заявка: позвонить", Reason.ONE_AT_A_TIME),
    ],
)
def test_a_record_does_not_begin_with_what_tells_of_none_or_of_several(text: str, reason: Reason) -> None:
    with refused(reason):
        begun(text)


def test_words_that_have_no_room_in_their_field_begin_no_record() -> None:
    with refused(Reason.TOO_LONG, 40):
        begun("x" * 41)


def test_words_begin_no_record_where_the_questionnaire_does_not_say_which_field_is_meant() -> None:
    with refused(Reason.TAP_INSTEAD):
        begun("Отправить счёт", typed_into="")


MENU = """
- id: menu
  kind: records
  typed_into: hears
  fields:
    - {id: key, kind: choice, options: [{id: k1, label: "1"}, {id: k2, label: "2"}, {id: k0, label: "0"}]}
    - {id: hears, kind: text}
"""


def in_menu(text: str) -> dict[str, FieldValue]:
    talk = Talk(questions(MENU))
    question = talk.questionnaire.questions["menu"]
    assert isinstance(question, RecordsQuestion)
    return understand_beginning(talk.route, talk.step("menu"), question, text)


@pytest.mark.parametrize(
    ("text", "key", "hears"),
    [
        ("2 — бухгалтерия", "k2", "бухгалтерия"),
        ("2. бухгалтерия, касса", "k2", "бухгалтерия, касса"),
        ("0 секретарь", "k0", "секретарь"),
        ("1) продажи", "k1", "продажи"),
    ],
)
def test_a_number_in_front_is_the_option_of_that_name(text: str, key: str, hears: str) -> None:
    assert in_menu(text) == {"key": ChoiceValue(key), "hears": TextValue(hears)}


@pytest.mark.parametrize("text", ["1 — продажи, 2 — сервис", "1. продажи; 0. секретарь", "1 — продажи\n2 — сервис"])
def test_a_whole_menu_in_one_message_is_asked_for_entry_by_entry(text: str) -> None:
    with refused(Reason.ONE_AT_A_TIME):
        in_menu(text)


def test_a_number_that_is_no_option_belongs_to_the_words() -> None:
    assert in_menu("24 часа в сутки") == {"hears": TextValue("24 часа в сутки")}
