"""What becomes of answers when another version of the questionnaire asks otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.describing import plain
from bot.domain.edits import AddItems, Keep, RemoveItem, SaveRecord, SetNumber
from bot.domain.errors import Reason
from bot.domain.route import StepStatus
from bot.domain.values import ChoiceValue, ListValue, NumberValue, Record, RecordsValue, TextValue
from tests.domain.talking import Talk, questions
from tests.domain.test_editing import refused

if TYPE_CHECKING:
    from bot.domain.values import FieldValue

ANSWERED, STALE = StepStatus.ANSWERED, StepStatus.STALE

RULES = """
- id: rules
  kind: records
  maximum: MAXIMUM
  summary: "{what}[, через {days}][, {whom}]"
  fields:
    - {id: what, kind: choice, options: [WHAT], own: OWN}
    - {id: days, kind: number, maximum: DAYS, when: {is: {what: call}}}
    WHOM
"""


def asking(what: str = "call, letter", *, days: int = 30, whom: str = "", own: str = "true", maximum: int = 9) -> str:
    fields = RULES.replace("WHAT", what).replace("DAYS", str(days)).replace("WHOM", whom).replace("OWN", own)
    return fields.replace("MAXIMUM", str(maximum))


def rule(name: str, what: ChoiceValue, **more: FieldValue) -> SaveRecord:
    return SaveRecord(Record(name, {"what": what, **more}))


def answered() -> Talk:
    """A call after ten days, a letter, and something in own words."""
    talk = Talk(questions(asking()))
    call = rule("a", ChoiceValue("call"), days=NumberValue(10))
    return talk.do("rules", call, rule("b", ChoiceValue("letter")), rule("c", ChoiceValue(own="Своё")))


def asked_anew(talk: Talk, text: str) -> Talk:
    return Talk(questions(text), talk.answers, talk.ids)


def records(talk: Talk) -> tuple[Record, ...]:
    value = talk.given("rules").value
    assert isinstance(value, RecordsValue)
    return value.records


def test_records_stand_while_the_new_version_has_a_place_for_all_they_say() -> None:
    talk = asked_anew(answered(), asking("letter, call, visit", whom="- {id: whom, kind: text, optional: true}"))
    assert talk.status("rules") is ANSWERED
    assert records(talk) == records(answered())


def test_an_option_that_is_gone_leaves_its_record_to_be_filled_and_the_others_as_they_are() -> None:
    talk = asked_anew(answered(), asking("letter, visit"))
    assert talk.status("rules") is STALE
    assert [record.values for record in records(talk)] == [
        {}, {"what": ChoiceValue("letter")}, {"what": ChoiceValue(own="Своё")}
    ]  # fmt: skip
    talk.do("rules", rule("a", ChoiceValue("visit")))
    assert talk.status("rules") is ANSWERED


def test_a_new_field_that_must_be_filled_opens_the_answer_until_every_record_has_it() -> None:
    talk = asked_anew(answered(), asking(whom="- {id: whom, kind: text}"))
    assert talk.status("rules") is STALE
    assert plain(talk.route, talk.step("rules")) == ("Call, через 10", "Letter", "Своё")
    for record in records(talk):
        assert talk.status("rules") is STALE
        talk.do("rules", SaveRecord(Record(record.id, {**record.values, "whom": TextValue("x")})))
    assert talk.status("rules") is ANSWERED


@pytest.mark.parametrize(
    "text", [asking(days=5), asking(own="false"), asking("letter"), asking(whom="- {id: whom, kind: text}")]
)
def test_records_that_lack_something_cannot_be_kept_as_they_are(text: str) -> None:
    talk = asked_anew(answered(), text)
    assert talk.status("rules") is STALE
    with refused(Reason.INCOMPLETE):
        talk.do("rules", Keep())


def test_what_the_old_version_knew_is_back_with_the_old_version() -> None:
    talk = asked_anew(answered(), asking("letter")).do("rules", rule("d", ChoiceValue("letter")))
    back = asked_anew(talk, asking())
    assert back.status("rules") is ANSWERED
    assert records(back)[0] == records(answered())[0]


def test_more_records_than_fit_now_are_to_be_made_fewer() -> None:
    talk = asked_anew(answered(), asking(maximum=2))
    assert talk.status("rules") is STALE
    with refused(Reason.TOO_MANY, 2):
        talk.do("rules", Keep())
    assert talk.do("rules", RemoveItem("b")).status("rules") is ANSWERED


NUMBER = "[{id: users, kind: number, maximum: %s, whole: %s}]"


@pytest.mark.parametrize(
    ("text", "reason", "limit"),
    [(NUMBER % (50, "false"), Reason.TOO_LARGE, 50), (NUMBER % (500, "true"), Reason.NOT_WHOLE, None)],
)
def test_a_number_out_of_the_new_bounds_is_shown_and_asked_for_again(
    text: str, reason: Reason, limit: float | None
) -> None:
    talk = Talk(questions(NUMBER % (500, "false"))).do("users", SetNumber(99.5))
    talk = asked_anew(talk, text)
    assert (talk.status("users"), talk.given("users").value) == (STALE, NumberValue(99.5))
    with refused(reason, limit):
        talk.do("users", Keep())
    assert talk.do("users", SetNumber(20)).status("users") is ANSWERED


def test_a_list_that_is_too_long_now_is_shown_and_asked_for_again() -> None:
    talk = Talk(questions("[{id: l, kind: list}]")).do("l", AddItems(("A", "B", "C")))
    talk = asked_anew(talk, "[{id: l, kind: list, maximum: 2}]")
    value = talk.given("l").value
    assert isinstance(value, ListValue)
    assert (talk.status("l"), len(value.items)) == (STALE, 3)
    with refused(Reason.TOO_MANY, 2):
        talk.do("l", Keep())
    assert talk.do("l", RemoveItem("#1")).status("l") is ANSWERED


def test_words_longer_than_is_allowed_now_stay_an_answer() -> None:
    talk = Talk(questions("[{id: t, kind: text}]")).say("t", "Длинно")
    assert asked_anew(talk, "[{id: t, kind: text, max_length: 2}]").status("t") is ANSWERED
