"""Rules that can never fire, detectors that can find nothing, fixes that do not suit their finding."""

from __future__ import annotations

import pytest

from bot.definitions.check_rules import check_rules
from bot.definitions.outline import Outline
from bot.definitions.questionnaires import build_questionnaire
from bot.definitions.reading import read
from bot.definitions.source import parse, read_source
from bot.domain.planning.catalog import Catalog
from tests.planning.making import TEMPLATES, told
from tests.planning.test_checking import GOOD, faults

FACTS = {
    name: {"value": value, "source": "норма", "date": "2026-01-02"}
    for name, value in {"none": 0, "one": 1, "half": 0.5, "two": 2, "most": 30, "all": 2_000_000_000}.items()
}


def finding_faults(finding: dict[str, object]) -> list[str]:
    """Of one finding rule; that the facts stand idle is none of its business."""
    made = {"id": "f", "severity": "note", "text": "да", **finding}
    return [fault for fault in faults(findings=[made], facts={**GOOD["facts"], **FACTS}) if "facts." not in fault]


@pytest.mark.parametrize(
    ("detect", "why"),
    [
        ({"kind": "more_than", "question": "cakes", "limit": "most"}, "«cakes» never has more than 30"),
        ({"kind": "fewer_than", "question": "cakes", "limit": "one"}, "«cakes» never has less than 1"),
        ({"kind": "fewer_than", "question": "ways", "limit": "none"}, "«ways» never has less than 0"),
        ({"kind": "number_over", "question": "ovens", "limit": "all"}, "«ovens» never has more than 1e+09"),
        (
            {"kind": "number_over", "question": "ovens", "limit": "two", "up_to": "one"},
            "«one» is not above «two»",
        ),
        ({"kind": "alike", "question": "cakes", "share": "half"}, "«cakes» does not repeat"),
        ({"kind": "alike", "question": "steps", "share": "two"}, "the share is over 1"),
        (
            {"kind": "childless", "question": "alarms", "field": "what", "options": "bell"},
            "the records of «alarms» are no tree",
        ),
        ({"kind": "deeper", "question": "alarms", "limit": "two"}, "the records of «alarms» are no tree"),
        ({"kind": "reference_gone", "question": "alarms", "field": "what"}, "the field «what» is not an item"),
        (
            {"kind": "records_with", "question": "alarms", "field": "whom", "options": "bell"},
            "the field «whom» is not a choice",
        ),
    ],
)
def test_a_detector_that_can_find_nothing_is_a_fault(detect: dict[str, object], why: str) -> None:
    assert finding_faults({"detect": detect}) == [f"findings[f].detect: never finds anything: {why}"]


@pytest.mark.parametrize(
    "detect",
    [
        {"kind": "more_than", "question": "cakes", "limit": "two"},
        {"kind": "fewer_than", "question": "ways", "limit": "one"},
        {"kind": "fewer_than", "question": "cakes", "limit": "unknown_norm"},
        {"kind": "number_over", "question": "ovens", "limit": "one", "up_to": "two"},
        {"kind": "alike", "question": "steps", "share": "half"},
        {"kind": "doubled", "question": "ways"},
        {"kind": "own_columns_empty", "question": "checks"},
        {"kind": "childless", "question": "menu", "field": "kind", "options": "group"},
        {"kind": "no_end", "question": "cakes", "outcome": "failure", "pattern": "да"},
    ],
)
def test_a_detector_that_may_find_something_is_none(detect: dict[str, object]) -> None:
    assert finding_faults({"detect": detect}) == []


CLOSED_WEB: dict[str, object] = {"when": {"includes": {"ways": "web"}}, "detect": {"kind": "holds", "question": "ways"}}
SMS: dict[str, object] = {"kind": "records_with", "question": "alarms", "field": "what", "options": "sms"}


@pytest.mark.parametrize(
    ("finding", "fix", "why"),
    [
        (CLOSED_WEB, {"kind": "pick", "option": "web"}, "«ways» is a multichoice, «pick» is for a choice"),
        (CLOSED_WEB, {"kind": "take_out", "options": ["web", "sea"]}, "no option «sea»"),
        (CLOSED_WEB, {"kind": "drop_doubled"}, "«drop_doubled» does nothing about what «holds» finds"),
        ({"detect": {"kind": "holds", "question": "open"}}, {"kind": "pick", "option": "sun"}, "no option «sun»"),
        ({"detect": SMS}, {"kind": "set_fields", "values": {"whom": "bell"}}, "no choice field «whom»"),
        ({"detect": SMS}, {"kind": "set_fields", "values": {"what": "horn"}}, "no option «horn»"),
        ({"detect": SMS}, {"kind": "set_fields", "values": {"what": "sms"}}, "leaves the field «what» as it was found"),
        (
            {"detect": {"kind": "keys_doubled", "question": "menu", "field": "name"}},
            {"kind": "free_option", "field": "key"},
            "leaves the field «name» as it was found",
        ),
        (
            {"detect": {"kind": "rows_empty", "question": "checks"}},
            {"kind": "fill_rows", "column": "taste"},
            "no column «taste»",
        ),
        (
            {"detect": {"kind": "nobody_has", "question": "checks", "columns": "heat"}},
            {"kind": "mark", "rows": "mix", "column": "weight"},
            "nobody has one of the columns heat; it marks «weight»",
        ),
    ],
)
def test_a_fix_that_does_not_suit_its_finding_is_a_fault(
    finding: dict[str, object], fix: dict[str, object], why: str
) -> None:
    found = finding_faults({"hint": "да", **finding, "fix": {"label": "Да", **fix}})
    assert f"findings[f].fix: {why}" in found


def test_a_fix_without_a_hint_has_nowhere_to_stand() -> None:
    fix = {"kind": "take_out", "options": "web", "label": "Без сайта"}
    assert finding_faults({**CLOSED_WEB, "fix": fix}) == [
        "findings[f].fix: the button stands under a hint; give the finding one"
    ]
    assert finding_faults({**CLOSED_WEB, "fix": fix, "hint": "да"}) == []


SHOP = """\
id: shop
version: "1"
title: Лавка
sections:
  - id: shop
    title: Лавка
    questions:
      - {id: open, kind: choice, short: А, ask: А, options: [{id: yes, label: Да}, {id: soon, label: Скоро}]}
      - id: ways
        kind: multichoice
        short: Б
        ask: Б
        when: {is: {open: yes}}
        options: [{id: hall, label: Зал}, {id: web, label: Сайт}, {id: none, label: Нигде, exclusive: true}]
      - {id: rooms, kind: list, short: В, ask: В, when: {includes: {ways: hall}}}
  - id: room
    title: "Зал: {item}"
    for_each: rooms
    questions:
      - {id: seats, kind: list, short: Г, ask: Г}
      - {id: light, kind: choice, short: Д, ask: Д, options: [{id: yes, label: Да}, {id: no, label: Нет}]}
"""


def rule_faults(**rules: object) -> list[str]:
    source = parse(SHOP, "shop.yaml")
    data = {"id": "c", "version": "1", "questionnaire": "shop", **rules}
    catalog = Catalog.model_validate(data)
    return list(told(check_rules(catalog, Outline(build_questionnaire(source), source)), catalog))


@pytest.mark.parametrize(
    "when",
    [
        {"all": [{"is": {"open": "yes"}}, {"is": {"open": "soon"}}]},
        {"all": [{"includes": {"ways": "none"}}, {"includes": {"ways": "hall"}}]},
        {"all": [{"is": {"open": "soon"}}, {"answered": "ways"}]},
        {"all": [{"answered": "rooms"}, {"not": {"includes": {"ways": "hall"}}}]},
        {"not": {"any": [{"answered": "open"}, {"not": {"answered": "open"}}]}},
    ],
)
def test_a_rule_whose_condition_contradicts_itself_or_the_questionnaire_never_fires(when: dict[str, object]) -> None:
    never = "when: can never hold, so the rule never fires"
    assert rule_faults(decisions=[{"id": "d", "text": "да", "when": when}]) == [f"decisions[d].{never}"]
    assert rule_faults(works=[{"id": "w", "title": "да", "phase": "p", "hours": "h", "when": when}]) == [
        f"works[w].{never}"
    ]


def test_a_rule_that_repeats_for_what_is_not_asked_then_never_fires() -> None:
    rule = {"id": "d", "text": "{item}", "each": "rooms", "when": {"is": {"open": "soon"}}}
    assert rule_faults(decisions=[rule]) == ["decisions[d].when: can never hold, so the rule never fires"]
    assert rule_faults(decisions=[{**rule, "when": {"is": {"open": "yes"}}}]) == []


@pytest.mark.parametrize("group", ["decisions", "out_of_scope", "assumptions", "acceptance"])
def test_a_rule_cannot_see_into_a_repetition_from_outside(group: str) -> None:
    lit = {"id": "d", "text": "{item}", "when": {"is": {"light": "yes"}}}
    unseen = 'is asked for each of "rooms" and cannot be seen from outside'
    assert rule_faults(**{group: [lit]}) == [f"{group}[d].when: «light» {unseen}"]
    assert rule_faults(**{group: [{**lit, "each": "rooms"}]}) == []
    assert rule_faults(**{group: [{"id": "d", "text": "{item}", "each": "seats"}]}) == [
        f"{group}[d].each: «seats» {unseen}"
    ]


def test_a_finding_sees_what_is_asked_beside_its_answer_and_around_it() -> None:
    lit: dict[str, object] = {"is": {"light": "yes"}}
    assert rule_faults(findings=[finding("seats", lit)]) == []
    assert rule_faults(findings=[finding("rooms", lit)]) == [
        'findings[f].when: «light» is asked for each of "rooms" and cannot be seen from outside'
    ]


def test_a_rule_that_repeats_for_an_answer_has_one_element_of_it_at_a_time() -> None:
    ways = ({"includes": {"ways": "hall"}}, {"includes": {"ways": "web"}})
    rule = {"id": "d", "text": "{item}", "when": {"all": ways}}
    assert rule_faults(decisions=[rule]) == []
    assert rule_faults(decisions=[{**rule, "each": "ways"}]) == [
        "decisions[d].when: can never hold, so the rule never fires"
    ]


def finding(question: str, when: dict[str, object], **more: object) -> dict[str, object]:
    detect = {"kind": "holds", "question": question}
    return {"id": "f", "severity": "note", "text": "да", "hint": "да", "when": when, "detect": detect, **more}


def test_a_finding_about_an_answer_that_its_condition_puts_on_the_shelf_never_fires() -> None:
    soon: dict[str, object] = {"is": {"open": "soon"}}
    assert rule_faults(findings=[finding("ways", soon)]) == [
        "findings[f].when: can never hold while «ways» is answered, so the rule never fires"
    ]
    assert rule_faults(findings=[finding("open", soon)]) == []


@pytest.mark.parametrize(
    ("question", "when", "fix", "stays"),
    [
        ("open", {"is": {"open": "yes"}}, {"kind": "pick", "option": "soon"}, False),
        ("open", {"answered": "open"}, {"kind": "pick", "option": "soon"}, True),
        ("ways", {"includes": {"ways": "web"}}, {"kind": "take_out", "options": "web"}, False),
        ("ways", {"includes": {"ways": ["web", "hall"]}}, {"kind": "take_out", "options": "web"}, True),
    ],
)
def test_a_fix_must_change_what_its_condition_asks_for(
    question: str, when: dict[str, object], fix: dict[str, object], *, stays: bool
) -> None:
    found = rule_faults(findings=[finding(question, when, fix={"label": "Да", **fix})])
    assert found == (
        ["findings[f].fix: the finding can stay after it; let its when ask for what the fix changes"] if stays else []
    )


def test_the_rules_of_the_product_can_fire_and_its_fixes_mend() -> None:
    source = read_source(TEMPLATES / "questionnaires" / "crm_bitrix24.yaml")
    shipped = read(TEMPLATES / "catalog" / "bitrix24.yaml", Catalog)
    assert list(check_rules(shipped, Outline(build_questionnaire(source), source))) == []
