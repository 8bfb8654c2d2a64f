"""Any answer in plain words."""

from __future__ import annotations

import pytest

from bot.domain.answers import AnswerStatus, QuestionKey
from bot.domain.describing import describe, in_tree_order, number_text, plain, record_summary
from bot.domain.descriptions import Amount, Forms, Items, Prose, Table, Words
from bot.domain.values import ChoiceValue, NumberValue, TextValue
from tests.planning.bakery import BAKERY
from tests.planning.making import Said, choice, listed, many, marked, record, records, route


def said(key: str, **answers: Said) -> tuple[str, ...]:
    found = route(BAKERY, {name.replace("__", "@"): value for name, value in answers.items()})
    return plain(found, found.by_key[QuestionKey.parse(key)])


CAKE = {"cakes": listed(bun="Булочка"), "steps__bun": listed(mix="Замес", bake="Печь")}


def test_a_choice_is_its_label_or_the_clients_words() -> None:
    assert said("open", open=choice("soon")) == ("Скоро",)
    assert said("open", open=ChoiceValue(own="<b>через год</b>")) == ("<b>через год</b>",)


def test_a_multiple_choice_goes_in_the_order_of_the_definition_with_own_words_last() -> None:
    assert said("ways", ways=many("web", "hall", own=("На ярмарке",))) == ("В зале", "На сайте", "На ярмарке")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (NumberValue(15), "15 чел."),
        (NumberValue(10, 15), "10–15 чел."),
        (NumberValue(15, approximate=True), "≈ 15 чел."),
        (NumberValue(3500.5), "3 500,5 чел."),
    ],
)
def test_a_number_tells_range_doubt_and_unit(value: NumberValue, text: str) -> None:
    assert number_text(value, "чел.").replace("\N{NO-BREAK SPACE}", " ") == text


def test_a_list_ends_with_what_it_always_ends_with() -> None:
    assert said("cakes", cakes=listed(bun="Булочка", pie="Пирог")) == ("Булочка", "Пирог", "Остатки")


def test_a_grid_tells_every_row_that_exists_now_and_no_other() -> None:
    rows = said("checks@bun", **CAKE, checks__bun=marked(mix="weight own", gone="heat", own={"own": "Цвет"}))
    assert rows == ("Замес: Вес, Цвет", "Печь: —")


def test_records_are_their_summaries() -> None:
    lines = said(
        "alarms@bun",
        **CAKE,
        alarms__bun=records(
            record("a", step="@bake", what="=bell", after=15, whom="{what}"),
            record("b", step="@mix", what="=sms"),
        ),
    )
    assert lines == ("Печь: через 15\N{NO-BREAK SPACE}мин → звонок ({what})", "Замес: SMS")


def test_a_record_that_points_at_nothing_says_so() -> None:
    found = route(
        BAKERY,
        {"cakes": listed(bun="Б"), "steps@bun": listed(mix="З"), "alarms@bun": records(record("a", step="@gone"))},
    )
    description = describe(found, found.by_key[QuestionKey("alarms", ("bun",))])
    assert isinstance(description, Forms)
    (field,) = description.forms[0].fields
    assert (field.text, field.gone) == ("На каком шаге?", True)


def test_no_records_is_an_answer_of_its_own() -> None:
    assert said("alarms@bun", **CAKE, alarms__bun=records()) == ("Без сигналов",)


def test_a_tree_is_told_from_the_top_with_children_behind_their_parents() -> None:
    rows = (record("c", parent="a"), record("a"), record("b"), record("d", parent="c"), record("e", parent="gone"))
    assert [(row.id, depth) for row, depth in in_tree_order(rows)] == [("a", 0), ("c", 1), ("d", 2), ("b", 0), ("e", 0)]


def test_a_draft_has_a_summary_too() -> None:
    found = route(BAKERY, {"cakes": listed(bun="Б"), "steps@bun": listed(mix="Замес")})
    step = found.by_key[QuestionKey("alarms", ("bun",))]
    assert record_summary(found, step, record("x", step="@mix")) == "Замес: "


def test_a_question_without_a_value_has_no_description() -> None:
    found = route(BAKERY, {"open": AnswerStatus.DISCUSS})
    assert describe(found, found.by_key[QuestionKey("open")]) is None
    assert plain(found, found.by_key[QuestionKey("ovens")]) == ()


def test_every_kind_has_a_description_of_its_own() -> None:
    found = route(
        BAKERY,
        {
            "open": choice("yes"),
            "ovens": NumberValue(1),
            "cakes": listed(bun="Булочка"),
            "steps@bun": listed(mix="Замес"),
            "checks@bun": marked(mix="weight"),
            "alarms@bun": records(),
            "ways": many("hall"),
            "menu": records(),
            "note": TextValue("да"),
        },
    )
    kinds = [type(describe(found, step)) for step in found.steps]
    assert kinds == [Words, Amount, Items, Items, Table, Forms, Words, Forms, Prose]
