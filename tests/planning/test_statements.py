"""What both sides agree to beside the decisions: what is left out, what is assumed, what acceptance looks at."""

from __future__ import annotations

from tests.planning.bakery import BAKERY
from tests.planning.making import Said, catalog, choice, listed, many, misfits, plan, questionnaire

TEXT = """
id: rules
version: "1"
questionnaire: bakery
out_of_scope:
  - {id: delivery, text: Доставка, when: {is: {open: soon}}}
assumptions:
  - {id: cakes, text: "[Печём только {cakes}]"}
acceptance:
  - {id: cake, each: cakes, text: "«{item}» испечён"}
"""
RULES = catalog(TEXT)
SAID: dict[str, Said] = {"open": choice("soon"), "cakes": listed(bun="Булочка", pie="Пирог")}


def test_a_statement_stands_where_its_condition_holds() -> None:
    assert [each.text for each in plan(BAKERY, SAID, RULES).out_of_scope] == ["Доставка"]
    assert plan(BAKERY, SAID | {"open": choice("yes")}, RULES).out_of_scope == ()


def test_it_is_told_once_for_every_element() -> None:
    told = plan(BAKERY, SAID, RULES).acceptance
    assert [(each.id, each.text) for each in told] == [
        ("cake@bun", "«Булочка» испечён"),
        ("cake@pie", "«Пирог» испечён"),
    ]


HALLS = questionnaire("""
id: halls
version: "1"
title: Залы
sections:
  - id: halls
    title: Залы
    questions:
      - id: sells
        kind: multichoice
        short: Продаёт
        ask: Где продаёт?
        options: &places [{id: town, label: Город}, {id: web, label: Сайт}]
      - {id: bakes, kind: multichoice, short: Печёт, ask: "Где печёт?", options: *places}
  - id: baking
    title: "Печём: {item}"
    for_each: bakes
    questions: [{id: ovens, kind: number, short: Печи, ask: "Сколько печей?"}]
""")


def test_it_knows_its_element_whatever_else_repeats() -> None:
    only_town = "{id: town, each: sells, text: '«{item}» продаёт', when: {includes: {sells: town}}}"
    rules = catalog(f"{{id: rules, version: '1', questionnaire: halls, acceptance: [{only_town}]}}")
    both = many("town", "web")
    for said in ({"sells": both}, {"sells": both, "bakes": both}):
        assert [each.text for each in plan(HALLS, said, rules).acceptance] == ["«Город» продаёт"]


def test_of_the_answer_that_it_repeats_for_a_condition_sees_its_own_element_alone() -> None:
    text = """
id: rules
version: "1"
questionnaire: bakery
acceptance:
  - {id: hall, each: ways, when: {includes: {ways: hall}}, text: "Есть: {item}"}
  - {id: other, each: ways, when: {not: {includes: {ways: hall}}}, text: "Нет: {item}"}
"""
    told = plan(BAKERY, SAID | {"ways": many("hall", "web", own=("На рынке",))}, catalog(text)).acceptance
    assert [each.text for each in told] == ["Есть: В зале", "Нет: На сайте", "Нет: На рынке"]


def test_a_text_with_nothing_to_say_is_no_statement() -> None:
    assert [each.text for each in plan(BAKERY, SAID, RULES).assumptions] == ["Печём только Булочка, Пирог"]
    assert plan(BAKERY, {"open": choice("yes")}, RULES).assumptions == ()


def test_it_names_the_answers_that_it_rests_on() -> None:
    made = plan(BAKERY, SAID, RULES)
    rests = [[str(source.key) for source in each.sources] for each in (*made.out_of_scope, *made.assumptions)]
    assert rests == [["open"], ["cakes"]]


def test_check_refuses_one_that_rests_on_nothing_or_stands_twice() -> None:
    loose = TEXT.replace(", when: {is: {open: soon}}", "") + "  - {id: cake, each: cakes, text: Ещё}\n"
    assert misfits(catalog(loose), BAKERY) == (
        "acceptance[cake].id: «cake» stands above already; one id, one rule",
        "out_of_scope[delivery]: the rule rests on no answer; name one in when, each or based_on",
    )
