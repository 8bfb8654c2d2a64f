"""Each detector: what it finds, what it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import TypeAdapter, ValidationError

from bot.domain.planning.detectors import Detector
from bot.domain.values import NumberValue
from tests.planning.bakery import BAKERY
from tests.planning.making import Said, catalog, choice, listed, many, marked, plan, record, records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.planning.catalog import Catalog

FACTS = """
  two: {value: 2, source: норма, date: 2026-01-02}
  ten: {value: 10, source: норма, date: 2026-01-02}
  most: {value: 0.6, source: норма, date: 2026-01-02}
"""


def rules(detect: str, text: str, when: str = "{answered: open}") -> Catalog:
    return catalog(f"""
id: one_rule
version: "1"
questionnaire: bakery
facts: {FACTS}
findings:
  - {{id: found, severity: note, when: {when}, detect: {detect}, text: "{text}"}}
""")


def found(detect: str, said: Mapping[str, Said], text: str = "да", when: str = "{answered: open}") -> list[str]:
    made = plan(BAKERY, {"open": choice("yes"), **said}, rules(detect, text, when))
    return [finding.text for finding in made.findings]


BUN: dict[str, Said] = {"cakes": listed(bun="Булочка")}
STEPS: dict[str, Said] = BUN | {"steps@bun": listed(mix="Замес", bake="Печь")}


def test_holds_wherever_the_question_is_decided_and_the_condition_holds() -> None:
    detect = "{kind: holds, question: ways}"
    assert found(detect, {"ways": many("web")}, "{ways}") == ["На сайте"]
    assert found(detect, {}) == []
    assert found(detect, {"ways": many("web")}, when="{is: {open: soon}}") == []


@pytest.mark.parametrize(("number", "hit"), [(2, []), (3, ["3>2"])])
def test_more_elements_than_the_norm(number: int, hit: list[str]) -> None:
    cakes = listed(**{f"c{each}": f"к{each}" for each in range(number)})
    assert found("{kind: more_than, question: cakes, limit: two}", {"cakes": cakes}, "{number}>{limit}") == hit


@pytest.mark.parametrize(("number", "hit"), [(1, ["1<2"]), (2, [])])
def test_fewer_elements_than_the_norm(number: int, hit: list[str]) -> None:
    cakes = listed(**{f"c{each}": f"к{each}" for each in range(number)})
    assert found("{kind: fewer_than, question: cakes, limit: two}", {"cakes": cakes}, "{number}<{limit}") == hit


def test_nothing_of_this_is_no_element() -> None:
    assert found("{kind: fewer_than, question: ways, limit: two}", {"ways": many("none")}, "{number}") == ["0"]


@pytest.mark.parametrize(
    ("value", "hit"),
    [
        (NumberValue(2), []),
        (NumberValue(3), ["3"]),
        (NumberValue(1, 3), ["3"]),
        (NumberValue(10), ["10"]),
        (NumberValue(11), []),
    ],
)
def test_a_number_between_two_norms_judged_by_its_upper_end(value: NumberValue, hit: list[str]) -> None:
    assert found("{kind: number_over, question: ovens, limit: two, up_to: ten}", {"ovens": value}, "{number}") == hit


def test_elements_named_in_a_way_whatever_the_case() -> None:
    detect = "{kind: named, question: cakes, pattern: '^в работе$'}"
    assert found(detect, {"cakes": listed(a="В  Работе", b="В работе у пекаря")}, "{labels}") == ["«В  Работе»"]


def test_elements_with_the_same_name() -> None:
    said: dict[str, Said] = {"cakes": listed(a="Ёлка", b="елка ", c="Пирог")}
    assert found("{kind: doubled, question: cakes}", said, "{labels}") == ["«Ёлка», «елка »"]


def test_an_element_named_as_one_that_the_list_always_ends_with() -> None:
    said: dict[str, Said] = {"cakes": listed(a="остатки")}
    assert found("{kind: doubled, question: cakes}", said, "{labels}") == ["«остатки», «Остатки»"]


def test_two_lists_that_share_most_elements_are_found_once() -> None:
    said: dict[str, Said] = {
        "cakes": listed(bun="Булочка", pie="Пирог", cup="Кекс"),
        "steps@bun": listed(a="Раз", b="Два", c="Три"),
        "steps@pie": listed(a="два", b="Раз"),
        "steps@cup": listed(a="Раз", b="Пять"),
    }
    detect = "{kind: alike, question: steps, share: most}"
    assert found(detect, said, "{item} ~ {other}") == ["Пирог ~ Булочка"]


def test_rows_without_a_mark() -> None:
    said = STEPS | {"checks@bun": marked(mix="weight", bake="")}
    assert found("{kind: rows_empty, question: checks}", said, "{item}: {labels}") == ["Булочка: «Печь»"]


def test_a_grid_that_is_not_finished_is_not_judged() -> None:
    said = STEPS | {"checks@bun": marked(mix="weight")}
    assert found("{kind: rows_empty, question: checks}", said) == []


def test_too_many_marks_in_the_first_row() -> None:
    said = STEPS | {"checks@bun": marked(own={"o": "Цвет"}, mix="weight heat o", bake="weight heat o")}
    detect = "{kind: first_row_over, question: checks, limit: two}"
    assert found(detect, said, "{label} {number}>{limit}") == ["Замес 3>2"]
    assert found(detect, STEPS | {"checks@bun": marked(mix="weight heat", bake="")}) == []


def test_a_right_that_nobody_has() -> None:
    detect = "{kind: nobody_has, question: checks, columns: heat}"
    assert found(detect, STEPS | {"checks@bun": marked(mix="weight", bake="")}) == ["да"]
    assert found(detect, STEPS | {"checks@bun": marked(mix="weight", bake="heat")}) == []


def test_an_own_column_without_a_mark() -> None:
    said = STEPS | {"checks@bun": marked(own={"o": "Цвет", "p": "Вкус"}, mix="o", bake="")}
    assert found("{kind: own_columns_empty, question: checks}", said, "{labels}") == ["«Вкус»"]


def alarms(*rows: dict[str, str]) -> dict[str, Said]:
    made = records(*(record(f"r{number}", **row) for number, row in enumerate(rows)))
    return STEPS | {"alarms@bun": made}


def test_records_with_an_option_become_one_finding() -> None:
    said = alarms({"step": "@mix", "what": "=sms"}, {"step": "@bake", "what": "=sms"}, {"what": "=bell"})
    detect = "{kind: records_with, question: alarms, field: what, options: sms}"
    assert found(detect, said, "{number}: {records}") == ["2: Замес: SMS; Печь: SMS"]


def test_records_that_leave_a_field_empty_among_some() -> None:
    said = alarms({"what": "=sms", "whom": " "}, {"what": "=bell"}, {"what": "=sms", "whom": "Пекарю"})
    detect = "{kind: records_without, question: alarms, field: whom, among: {what: [sms]}}"
    assert found(detect, said, "{number}") == ["1"]
    assert found("{kind: records_without, question: alarms, field: whom}", said, "{number}") == ["2"]


def test_records_that_point_at_what_is_gone() -> None:
    said = alarms({"step": "@gone", "what": "=sms"}, {"step": "@mix", "what": "=sms"})
    assert found("{kind: reference_gone, question: alarms, field: step}", said, "{number}") == ["1"]


def test_records_that_say_the_same() -> None:
    same = {"step": "@mix", "what": "=sms"}
    said = alarms(same, {"step": "@bake", "what": "=sms"}, same)
    assert found("{kind: records_doubled, question: alarms}", said, "{records}") == ["Замес: SMS"]


def test_records_that_speak_of_something_whatever_the_case() -> None:
    said = alarms({"what": "=sms", "whom": "Пекарю по ЗВОНКУ"}, {"what": "=bell"}, {"what": "=sms", "whom": "Сторожу"})
    detect = "{kind: records_named, question: alarms, fields: whom, pattern: звон}"
    assert found(detect, said, "{number}") == ["1"]


UNCOLLECTED = (
    "{kind: uncollected, question: alarms, fields: [whom], grids: [checks],"
    " names: '^(дат|сорт)', general: '^(дат|номер|наш)'}"
)


@pytest.mark.parametrize(
    ("data", "missing"),
    [
        ("Вес", []),
        ("наши «вЕсА», количество", []),
        ("Температура", ["«Температура»"]),
        ("вес и температуры; дата", ["«температуры»"]),
        ("Дата обжига, сорт муки", ["«Дата обжига», «сорт муки»"]),
        ("Сколько пекарей, кто опоздал", []),
    ],
)
def test_data_that_sound_like_a_field_and_stand_in_no_column_with_a_mark(data: str, missing: list[str]) -> None:
    said = alarms({"whom": data}) | {"checks@bun": marked(mix="weight", bake="")}
    assert found(UNCOLLECTED, said, "{labels}") == missing


def test_data_are_collected_by_the_clients_own_columns_and_in_any_place() -> None:
    said: dict[str, Said] = alarms({"whom": "Сорт муки, температура"}) | {
        "cakes": listed(bun="Булочка", pie="Пирог"),
        "checks@bun": marked(own={"o": "Сорта"}, mix="o", bake=""),
        "steps@pie": listed(one="Раз"),
        "checks@pie": marked(one="heat"),
    }
    assert found(UNCOLLECTED, said) == []


def test_what_is_collected_is_not_judged_while_a_grid_is_open_or_not_asked() -> None:
    said = alarms({"whom": "Сорт муки"})
    assert found(UNCOLLECTED, said) == []
    assert found(UNCOLLECTED, said | {"checks@bun": marked(mix="weight")}) == []
    assert found(UNCOLLECTED, said | {"checks@bun": marked(mix="weight", bake="")}) == ["да"]


def test_a_list_in_which_nothing_ends_so() -> None:
    detect = "{kind: no_end, question: QUESTION, outcome: failure, pattern: '^отказ'}"
    lost, cakes = detect.replace("QUESTION", "steps"), detect.replace("QUESTION", "cakes")
    assert found(lost, STEPS) == ["да"]
    assert found(lost, BUN | {"steps@bun": listed(a="Замес", b="Отказ клиента")}) == []
    assert found(cakes, BUN) == []
    assert found(cakes.replace("failure", "success"), BUN) == ["да"]


MENU: dict[str, Said] = {"ways": many("hall")}


def test_keys_doubled_under_one_parent() -> None:
    menu = records(
        record("a", key="=k1", name="Хлеб"),
        record("b", key="=k1", name="Ржаной", parent="a"),
        record("c", key="=k1", name="Чай"),
        record("d", name="Без номера"),
        record("e", name="Без номера"),
    )
    detect = "{kind: keys_doubled, question: menu, field: key}"
    assert found(detect, MENU | {"menu": menu}, "{records}") == ["1 Чай"]


def test_a_group_without_anything_below_it() -> None:
    menu = records(
        record("a", name="Хлеб", kind="=group"), record("b", name="Ржаной", parent="a"), record("c", kind="=group")
    )
    detect = "{kind: childless, question: menu, field: kind, options: [group]}"
    assert found(detect, MENU | {"menu": menu}, "{number}") == ["1"]


def test_a_tree_deeper_than_the_norm() -> None:
    menu = [record("a"), record("b", parent="a")]
    detect = "{kind: deeper, question: menu, limit: two}"
    assert found(detect, MENU | {"menu": records(*menu)}) == []
    assert found(detect, MENU | {"menu": records(*menu, record("c", parent="b"))}, "{number}>{limit}") == ["3>2"]


@pytest.mark.parametrize(
    "detect",
    [
        {"kind": "guess", "question": "cakes"},
        {"kind": "named", "question": "cakes", "pattern": "("},
        {"kind": "named", "question": "cakes", "pattern": ""},
        {"kind": "holds", "question": "cakes", "limit": "two"},
        {"kind": "records_named", "question": "alarms", "fields": [], "pattern": "да"},
        {"kind": "uncollected", "question": "alarms", "fields": "whom", "grids": [], "names": "да", "general": "да"},
        {"kind": "nobody_has", "question": "checks", "columns": []},
    ],
)
def test_a_detector_that_makes_no_sense_is_refused(detect: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Detector).validate_python(detect)
