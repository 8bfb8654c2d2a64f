"""What a plan says of the version before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app.interview import Interview
from bot.domain.answers import Answers, AnswerStatus, Attachment, QuestionKey
from bot.domain.brief import Submission
from bot.domain.describing import plain
from bot.domain.planning.changes import Changes, Difference
from bot.domain.planning.money import Range
from bot.domain.steps import StepStatus
from bot.domain.values import NumberValue, TextValue
from tests.effort import effort
from tests.planning.anything import answers as any_answers
from tests.planning.making import (
    START,
    answered,
    brief,
    catalog,
    choice,
    listed,
    many,
    marked,
    questionnaire,
    record,
    records,
    sent_twice,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.planning.catalog import Catalog
    from bot.domain.route import Route
    from tests.planning.making import Said

DISCUSS = AnswerStatus.DISCUSS

SHOP = questionnaire("""
id: shop
version: "1"
title: Магазин
sections:
  - id: base
    title: О магазине
    questions:
      - {id: people, kind: number, short: Люди, ask: "Сколько вас?", minimum: 1}
      - id: delivery
        kind: choice
        short: Доставка
        ask: Возите?
        options: [{id: "yes", label: Возим}, {id: "no", label: Нет}]
      - {id: zones, kind: list, short: Зоны, ask: "Куда?", when: {is: {delivery: "yes"}}}
      - {id: words, kind: text, short: Пожелания, ask: "Что ещё?"}
      - id: pay
        kind: multichoice
        short: Оплата
        ask: Чем?
        own: true
        options: [{id: card, label: Карта}, {id: cash, label: Наличные}]
      - id: when_paid
        kind: grid
        short: Оплата по зонам
        ask: Где чем?
        rows: zones
        columns: [{id: card, label: Карта}, {id: cash, label: Наличные}]
      - id: robots
        kind: records
        short: Само
        ask: Что само?
        none_label: Ничего
        summary: "{what}"
        fields: [{id: what, kind: text, ask: "Что?"}]
  - id: zone
    title: "Зона {item}"
    for_each: zones
    questions:
      - {id: price, kind: number, short: Цена, ask: "Почём?"}
""")

RULES = catalog("""
id: shop
version: "1"
questionnaire: shop
facts:
  h_lesson: {low: 1, high: 2, unit: hour, source: карточка, date: 2026-11-01}
phases: {work: Работа}
decisions:
  - {id: carry, when: {is: {delivery: "yes"}}, text: "Возим: {zones}", short: "возим: {zones}"}
works:
  - {id: teach, title: Обучение, phase: work, hours: h_lesson, times: [{number: people}]}
""")

ZONES: Mapping[str, Said] = {"delivery": choice("yes"), "zones": listed(city="Город", region="Область")}


def changes(before: Mapping[str, Said], after: Mapping[str, Said], rules: Catalog | None = None) -> Changes:
    found = Interview(sent_twice(SHOP, before, after), SHOP, rules).plan().changes
    assert found is not None
    return found


def told(found: Changes) -> list[str]:
    """Every change as a line: the question, what went > what came, and the status unless it is answered."""
    return [
        " ".join(
            (
                f"{change.question}:",
                *(f"{piece.before}>{piece.after}" for piece in change.pieces),
                *(["reordered"] if change.reordered else []),
                *([] if change.status is StepStatus.ANSWERED else [str(change.status)]),
            )
        )
        for change in found.answers
    ]


def test_an_answer_is_told_with_what_it_was() -> None:
    found = changes({"people": NumberValue(15)}, {"people": NumberValue(60)})

    assert told(found) == ["Люди: 15>60"]
    assert (found.version, found.at) == (1, START + timedelta(minutes=59))
    assert found.answers[0].section == "О магазине"
    assert [source.seq for source in found.answers[0].sources] == [2]


def test_of_several_things_only_those_that_came_and_went_are_told() -> None:
    found = changes({"pay": many("card", own=("Бартер",))}, {"pay": many("card", "cash")})

    assert told(found) == ["Оплата: Бартер> >Наличные"]


def test_an_element_that_was_renamed_is_the_same_one() -> None:
    found = changes(ZONES, {"zones": listed(city="Центр", region="Область")})

    assert told(found) == ["Зоны: Город>Центр"]


def test_a_new_element_is_told_and_what_is_answered_about_it_is_not_told_again() -> None:
    found = changes(
        ZONES, {"zones": listed(city="Город", region="Область", far="Дальняя"), "price@far": NumberValue(7)}
    )

    assert told(found) == ["Зоны: >Дальняя"]


def test_an_element_that_went_takes_its_section_and_its_rows_along_in_silence() -> None:
    before = {**ZONES, "price@region": NumberValue(7), "when_paid": marked(city="card", region="cash")}
    found = changes(before, {"zones": listed(city="Город"), "when_paid": marked(city="card cash")})

    assert told(found) == ["Зоны: Область>", "Оплата по зонам: >Город: Наличные"]


def test_a_row_that_was_renamed_keeps_its_marks() -> None:
    before = {**ZONES, "when_paid": marked(city="card", region="cash")}

    found = changes(before, {"zones": listed(city="Центр", region="Область")})

    assert told(found) == ["Зоны: Город>Центр"]


def test_another_order_is_a_change_although_nothing_came_or_went() -> None:
    assert told(changes(ZONES, {"zones": listed(region="Область", city="Город")})) == ["Зоны: reordered"]


def test_what_is_not_asked_any_more_is_told_last() -> None:
    found = changes(ZONES, {"delivery": choice("no"), "people": NumberValue(3)})

    assert told(found) == ["Люди: >3", "Доставка: Возим>Нет", "Зоны: Город> Область> None"]


def test_what_was_put_off_and_what_was_decided_are_changes() -> None:
    found = changes({"people": DISCUSS, "delivery": choice("no")}, {"people": NumberValue(3), "delivery": DISCUSS})

    assert told(found) == ["Люди: >3", "Доставка: Нет> discuss"]


def test_records_are_told_one_by_one() -> None:
    letter, call = record("a", what="Письмо"), record("b", what="Звонок")
    found = changes({"robots": records(letter)}, {"robots": records(record("a", what="Два письма"), call)})

    assert told(found) == ["Само: Письмо>Два письма >Звонок"]


def test_nothing_needed_any_more_takes_the_records_away() -> None:
    found = changes({"robots": records(record("a", what="Письмо"))}, {"robots": records()})

    assert told(found) == ["Само: Письмо> >Ничего"]


def test_decisions_and_totals_are_told_as_they_were_and_are() -> None:
    before = {**ZONES, "people": NumberValue(2)}
    found = changes(before, {"zones": listed(city="Город"), "people": NumberValue(5)}, RULES)

    assert found.decisions == (Difference("возим: Город, Область", "возим: Город"),)
    assert (found.hours.before, found.hours.after) == (Range(2, 4), Range(5, 10))
    assert found.hours.differs
    assert not found.once.differs


def test_what_was_changed_and_changed_back_is_no_change() -> None:
    made = sent_twice(SHOP, {"people": NumberValue(3)}, {"people": NumberValue(4)})
    back = replace(made.answers.history[0], seq=3, at=START + timedelta(hours=1, minutes=30))
    again = replace(made, answers=made.answers.with_(back), submissions=(made.submissions[0], Submission(3, back.at)))

    found = Interview(again, SHOP).plan().changes

    assert found is not None
    assert found.nothing


def test_the_same_sent_again_is_nothing() -> None:
    assert changes({"people": NumberValue(3)}, {"people": NumberValue(3)}).nothing


def test_a_new_file_is_a_change() -> None:
    key = QuestionKey("words")
    old, new = (
        Attachment(seq, key, "photo", f"f{seq}", name, "", 7, START + timedelta(minutes=minutes))
        for seq, name, minutes in ((1, "a.jpg", 1), (2, "b.jpg", 70))
    )
    made = replace(sent_twice(SHOP, {"words": TextValue("да")}, {}), attachments=(old, new))

    found = Interview(made, SHOP).plan().changes

    assert found is not None
    assert [file.name for file in found.files] == ["b.jpg"]
    assert not found.nothing


def test_what_is_not_sent_yet_is_told_against_the_last_version() -> None:
    sent = brief(SHOP, {"people": NumberValue(3)})
    more = answered({"people": NumberValue(3), "words": TextValue("да")})

    found = Interview(replace(sent, answers=more), SHOP).plan().changes

    assert found is not None
    assert (found.version, told(found)) == (1, ["Пожелания: >да"])


@pytest.mark.parametrize("submitted", [False, True])
def test_a_first_version_has_no_changes(*, submitted: bool) -> None:
    made = brief(SHOP, {"people": NumberValue(3)}, submitted=submitted)

    assert Interview(made, SHOP).plan().changes is None


@settings(
    max_examples=effort(20),
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow
    ],  # answers are drawn one by one, each by the route that the others make
)
@given(any_answers(SHOP), st.data())
def test_an_answer_is_told_if_and_only_if_it_says_something_else(answers: Answers, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(answers.history)) if answers.history else st.just(0))
    sent = tuple(Submission(seq, START + timedelta(days=seq)) for seq in (cut, len(answers.history) + 1))
    interview = Interview(replace(brief(SHOP, answers), submissions=sent), SHOP)
    earlier = interview.with_brief(replace(interview.brief, answers=Answers(answers.history[:cut])))

    found = interview.plan().changes
    assert found is not None

    told_of = {source.key for change in found.answers for source in change.sources}
    now, then = _reads(interview.route), _reads(earlier.route)
    assert told_of <= {key for key in now | then if now.get(key) != then.get(key)}
    whole = {key for key in now.keys() & then.keys() if key.question != "when_paid"}
    assert {key for key in whole if now[key] != then[key]} <= told_of


def _reads(route: Route) -> dict[QuestionKey, tuple[object, ...]]:
    return {step.key: (step.status, *plain(route, step)) for step in route.steps}
