"""Each one-tap fix: what it makes of an answer, and where it is of no help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import TypeAdapter, ValidationError

from bot.domain.answers import AnswerStatus, QuestionKey
from bot.domain.planning.fixes import FixRule
from bot.domain.values import ChoiceValue, Item, ListValue, MultichoiceValue
from tests.planning.bakery import BAKERY
from tests.planning.making import Said, catalog, choice, listed, many, marked, mended, plan, record, records, route

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.planning.catalog import Catalog
    from bot.domain.values import Value

BUN: dict[str, Said] = {"cakes": listed(bun="Булочка")}
STEPS: dict[str, Said] = BUN | {"steps@bun": listed(mix="Замес", bake="Печь")}
MENU: dict[str, Said] = {"ways": many("hall")}

DOUBLED_STEPS = "{kind: doubled, question: steps}", "{kind: drop_doubled, label: Убрать}"
ROWS_EMPTY = "{kind: rows_empty, question: checks}", "{kind: fill_rows, column: heat, label: Отметить}"
TWINS = "{kind: records_doubled, question: alarms}", "{kind: drop_records, label: Убрать}"
LOST = "{kind: reference_gone, question: alarms, field: step}", "{kind: drop_records, label: Убрать}"
SMS = (
    "{kind: records_with, question: alarms, field: what, options: sms}",
    "{kind: set_fields, values: {what: bell}, label: Звонить}",
)
KEYS = "{kind: keys_doubled, question: menu, field: key}", "{kind: free_option, field: key, label: Свободный номер}"


def rules(detect: str, fix: str, when: str, others: str = "") -> Catalog:
    return catalog(f"""
id: one_rule
version: "1"
questionnaire: bakery
facts: {{two: {{value: 2, source: норма, date: 2026-01-02}}}}
findings:
  - {{id: found, severity: warning, when: {when}, detect: {detect}, text: да, hint: да, fix: {fix}}}
  {others}
""")


def after(
    key: str, rule: tuple[str, str], said: Mapping[str, Said], when: str = "{answered: open}", others: str = ""
) -> Value | None:
    """The answer to ``key`` with its finding mended; None where the fix is not offered."""
    answers = {"open": choice("yes"), **said}
    made, at = rules(*rule, when, others), QuestionKey.parse(key)
    ways = route(BAKERY, answers)
    value = mended(ways, made, made.findings[0], ways.by_key[at])
    offered = {finding.fix.key for finding in plan(BAKERY, answers, made).findings if finding.fix}
    assert offered == (set() if value is None else {at})
    return value


def test_another_option_is_picked() -> None:
    rule = "{kind: holds, question: open}", "{kind: pick, option: soon, label: Скоро}"
    assert after("open", rule, {}, when='{is: {open: "yes"}}') == ChoiceValue("soon")


def test_an_option_with_which_the_finding_stays_is_not_offered() -> None:
    rule = "{kind: holds, question: open}", "{kind: pick, option: soon, label: Скоро}"
    assert after("open", rule, {}) is None


def test_options_are_taken_out_and_the_others_stay() -> None:
    rule = "{kind: holds, question: ways}", "{kind: take_out, options: web, label: Без сайта}"
    said = {"ways": many("hall", "web", own=("Ярмарка",))}
    assert after("ways", rule, said, "{includes: {ways: web}}") == MultichoiceValue(
        ("hall",), (Item("own0", "Ярмарка"),)
    )


def test_the_only_option_is_not_taken_out() -> None:
    rule = "{kind: holds, question: ways}", "{kind: take_out, options: web, label: Без сайта}"
    assert after("ways", rule, {"ways": many("web")}, "{includes: {ways: web}}") is None


def test_the_first_of_two_elements_with_one_name_stays() -> None:
    said = BUN | {"steps@bun": listed(a="Ёлка", b="Пирог", c="елка")}
    assert after("steps@bun", DOUBLED_STEPS, said) == listed(a="Ёлка", b="Пирог")


def test_the_element_that_something_hangs_on_stays() -> None:
    steps: dict[str, Said] = BUN | {"steps@bun": listed(a="Ёлка", b="Пирог", c="елка")}
    kept = listed(b="Пирог", c="елка")
    assert after("steps@bun", DOUBLED_STEPS, steps | {"checks@bun": marked(a="", b="", c="heat")}) == kept
    assert after("steps@bun", DOUBLED_STEPS, steps | {"alarms@bun": records(record("r", step="@c"))}) == kept


def test_an_element_that_has_answers_of_its_own_stays() -> None:
    rule = "{kind: doubled, question: cakes}", "{kind: drop_doubled, label: Убрать}"
    twins: dict[str, Said] = {"cakes": listed(a="Кекс", b="кекс")}
    assert after("cakes", rule, twins | {"steps@b": listed(x="Раз")}) == listed(b="кекс")
    assert after("cakes", rule, twins | {"steps@b": listed(x="Раз"), "steps@a": listed(y="Раз")}) is None


def test_elements_that_something_hangs_on_are_both_left_to_the_client() -> None:
    said = BUN | {"steps@bun": listed(a="Ёлка", b="елка"), "checks@bun": marked(a="heat", b="weight")}
    assert after("steps@bun", DOUBLED_STEPS, said) is None


def test_an_element_named_as_one_that_the_list_always_ends_with_goes() -> None:
    rule = "{kind: doubled, question: cakes}", "{kind: drop_doubled, label: Убрать}"
    assert after("cakes", rule, {"cakes": listed(a="остатки", b="Кекс")}) == listed(b="Кекс")


def test_a_ready_element_stays_before_one_of_the_clients_own() -> None:
    rule = "{kind: doubled, question: ways}", "{kind: drop_doubled, label: Убрать}"
    said = {"ways": many("web", own=("на сайте",))}
    assert after("ways", rule, said) == many("web")


def test_records_that_say_the_same_are_dropped_and_the_first_stays() -> None:
    once = record("a", step="@mix", what="=sms")
    said = STEPS | {"alarms@bun": records(once, record("b", step="@mix", what="=sms"), record("c", what="=sms"))}
    assert after("alarms@bun", TWINS, said) == records(once, record("c", what="=sms"))


def test_records_whose_element_is_gone_are_dropped_be_it_all_of_them() -> None:
    lost, found = record("a", step="@gone", what="=sms"), record("b", step="@mix", what="=sms")
    assert after("alarms@bun", LOST, STEPS | {"alarms@bun": records(lost, found)}) == records(found)
    assert after("alarms@bun", LOST, STEPS | {"alarms@bun": records(lost)}) == records()


def test_a_record_is_dropped_with_what_stands_in_it() -> None:
    rule = (
        "{kind: childless, question: menu, field: kind, options: [group]}",
        "{kind: drop_records, label: Убрать}",
    )
    menu = records(
        record("a", kind="=group"), record("b", parent="a", kind="=group"), record("c", key="=k1", kind="=dish")
    )
    assert after("menu", rule, MENU | {"menu": menu}) == records(record("c", key="=k1", kind="=dish"))


def test_fields_of_the_records_found_are_set_and_the_others_stay() -> None:
    bell = record("b", step="@mix", what="=bell")
    said = STEPS | {"alarms@bun": records(record("a", step="@mix", what="=sms", whom="Пекарю"), bell)}
    assert after("alarms@bun", SMS, said) == records(record("a", step="@mix", what="=bell", whom="Пекарю"), bell)


def test_a_record_that_may_not_be_saved_so_is_left_to_the_client() -> None:
    said = STEPS | {"alarms@bun": records(record("a", step="@gone", what="=sms"))}
    assert after("alarms@bun", SMS, said) is None


def test_a_key_that_is_taken_twice_gives_way_to_a_free_one_beside_it() -> None:
    menu = records(
        record("a", key="=k1", name="Хлеб", kind="=dish"),
        record("b", key="=k1", name="Чай", kind="=dish"),
    )
    assert after("menu", KEYS, MENU | {"menu": menu}) == records(
        record("a", key="=k1", name="Хлеб", kind="=dish"), record("b", key="=k2", name="Чай", kind="=dish")
    )


def test_without_a_free_key_there_is_no_fix() -> None:
    menu = records(*(record(id_, key="=k1", name=id_, kind="=dish") for id_ in "abc"))
    assert after("menu", KEYS, MENU | {"menu": menu}) is None


def test_own_columns_without_a_mark_are_dropped() -> None:
    rule = "{kind: own_columns_empty, question: checks}", "{kind: drop_empty_columns, label: Убрать}"
    said = STEPS | {"checks@bun": marked(own={"o": "Цвет", "p": "Вкус"}, mix="o heat", bake="")}
    assert after("checks@bun", rule, said) == marked(own={"o": "Цвет"}, mix="o heat", bake="")


def test_rows_without_a_mark_get_one() -> None:
    said = STEPS | {"checks@bun": marked(mix="weight", bake="")}
    assert after("checks@bun", ROWS_EMPTY, said) == marked(mix="weight", bake="heat")


def test_a_right_that_nobody_has_goes_to_the_first_ready_row_that_is_there() -> None:
    rule = (
        "{kind: nobody_has, question: checks, columns: heat}",
        "{kind: mark, rows: [fry, cook], column: heat, label: Отметить}",
    )
    own, ready = Item("a", "Печь"), Item("b", "Варить", "cook")
    said = BUN | {"steps@bun": ListValue((own, ready)), "checks@bun": marked(a="weight", b="weight")}
    assert after("checks@bun", rule, said) == marked(a="weight", b="weight heat")
    assert after("checks@bun", rule, said | {"steps@bun": ListValue((own, Item("b", "Варить")))}) is None


def test_a_fix_that_would_raise_something_as_weighty_is_not_offered() -> None:
    few = "- {id: few, severity: SEVERITY, detect: {kind: fewer_than, question: steps, limit: two}, text: мало}"
    said = BUN | {"steps@bun": listed(a="Ёлка", b="елка")}
    assert after("steps@bun", DOUBLED_STEPS, said, others=few.replace("SEVERITY", "problem")) is None
    assert after("steps@bun", DOUBLED_STEPS, said, others=few.replace("SEVERITY", "warning")) is None
    assert after("steps@bun", DOUBLED_STEPS, said, others=few.replace("SEVERITY", "note")) == listed(a="Ёлка")


def test_what_is_put_off_is_not_mended() -> None:
    said = BUN | {"steps@bun": (AnswerStatus.DISCUSS, listed(a="Ёлка", b="елка"))}
    assert after("steps@bun", DOUBLED_STEPS, said) is None


@pytest.mark.parametrize(
    "fix",
    [
        {"kind": "rename", "label": "Переименовать"},
        {"kind": "pick", "label": "Да"},
        {"kind": "pick", "option": "yes"},
        {"kind": "pick", "option": "yes", "label": "Слишком длинные слова для кнопки телефона"},
        {"kind": "take_out", "options": [], "label": "Убрать"},
        {"kind": "drop_doubled", "label": "Убрать", "field": "x"},
    ],
)
def test_a_fix_that_makes_no_sense_is_refused(fix: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(FixRule).validate_python(fix)
