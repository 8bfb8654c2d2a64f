"""Faults of a catalog that only show beside its questionnaire."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from bot.definitions.check_rules import check_rules
from bot.definitions.faults import InvalidDefinitionError
from bot.definitions.outline import Outline
from bot.definitions.questionnaires import build_questionnaire, load_questionnaire
from bot.definitions.reading import build, read
from bot.definitions.source import parse, read_source
from bot.domain.planning.catalog import Catalog
from bot.domain.planning.catalog_facts import CatalogFact
from bot.domain.planning.checking import check_catalog, used_questions
from tests.planning.bakery import BAKERY, BAKERY_CATALOG
from tests.planning.making import TEMPLATES

GOOD = BAKERY_CATALOG.model_dump(by_alias=True, exclude_none=True)


def faults(**changes: object) -> tuple[str, ...]:
    data: dict[str, Any] = deepcopy(GOOD) | changes
    return check_catalog(Catalog.model_validate(data), BAKERY)


def test_the_catalog_of_the_product_fits_its_questionnaire() -> None:
    crm = load_questionnaire(TEMPLATES / "questionnaires" / "crm_bitrix24.yaml")
    shipped = read(TEMPLATES / "catalog" / "bitrix24.yaml", Catalog)
    assert check_catalog(shipped, crm) == ()
    assert set(crm.questions) - used_questions(shipped) == set()


def test_a_good_catalog_has_no_faults() -> None:
    assert check_catalog(BAKERY_CATALOG, BAKERY) == ()


@pytest.mark.parametrize(
    ("rules", "fault"),
    [
        (
            {"decisions": [{"id": "d", "text": "да", "when": {"answered": "nothing"}}]},
            "decisions[d].when: the questionnaire has no question «nothing»",
        ),
        (
            {"decisions": [{"id": "d", "text": "да", "when": {"is": {"open": "never"}}}]},
            "decisions[d].when: «open» has no option «never»",
        ),
        (
            {"decisions": [{"id": "d", "text": "да", "when": {"not": {"any": [{"includes": {"ways": "sea"}}]}}}]},
            "decisions[d].when: «ways» has no option «sea»",
        ),
        ({"decisions": [{"id": "d", "text": "{nobody}"}]}, "d.text: nothing is called «nobody»"),
        (
            {"decisions": [{"id": "d", "text": "{item} {open}"}]},
            "d.text: nothing is called «item»",
        ),
        (
            {"decisions": [{"id": "d", "text": "да"}]},
            "d: the rule rests on no answer; name one in when, each or based_on",
        ),
        (
            {"decisions": [{"id": "d", "text": "{open}"}, {"id": "d", "text": "{open}"}]},
            "decisions: «d» stands 2 times",
        ),
        (
            {"sections": [{"id": "s", "title": "С", "blocks": [{"kind": "matrix", "grid": "open"}]}]},
            "sections[s].blocks[0].grid: «open» is a choice, here belongs a grid",
        ),
        (
            {
                "sections": [
                    {
                        "id": "s",
                        "title": "С",
                        "blocks": [{"kind": "pipeline", "stages": "steps", "automation": "alarms", "stage_field": "x"}],
                    }
                ]
            },
            "sections[s].blocks[0].stage_field: the records of «alarms» have no field «x»",
        ),
        (
            {
                "sections": [
                    {
                        "id": "s",
                        "title": "С",
                        "blocks": [
                            {
                                "kind": "pipeline",
                                "stages": "steps",
                                "automation": "alarms",
                                "stage_field": "step",
                                "line": "{when}",
                            }
                        ],
                    }
                ]
            },
            "sections[s].blocks[0].line: the records of «alarms» have no field «when»",
        ),
        (
            {"purchases": [{"id": "p", "title": "{open}", "period": "once", "price": "gold"}]},
            "purchases[p].price: there is no fact «gold»",
        ),
        (
            {"works": [{"id": "w", "title": "{open}", "phase": "later", "hours": "h_talk", "after": ["v"]}]},
            "works[w].phase: there is no phase «later»",
        ),
        (
            {"works": [{"id": "w", "title": "{open}", "phase": "work", "hours": "h_talk", "after": ["v"]}]},
            "works[w].after: there is no work «v»",
        ),
        (
            {"purchases": []},
            "facts.oven: no rule uses it",
        ),
        (
            {"topics": {"weather": {"weight": 1}}},
            "topics.weather: the questionnaire has no question «weather»",
        ),
        (
            {"topics": {"open": {"blocks": "{weather}"}}},
            "topics.open.blocks: nothing is called «weather»",
        ),
    ],
)
def test_a_fault_names_its_place(rules: dict[str, object], fault: str) -> None:
    assert fault in faults(**rules)


@pytest.mark.parametrize(
    ("detect", "fault"),
    [
        (
            {"kind": "records_with", "question": "alarms", "field": "what", "options": ["horn"]},
            "findings[f].detect: the field «what» has no option «horn»",
        ),
        (
            {"kind": "records_without", "question": "alarms", "field": "who", "among": {"what": ["horn"]}},
            "findings[f].detect.field: the records of «alarms» have no field «who»",
        ),
        (
            {"kind": "nobody_has", "question": "checks", "columns": ["taste"]},
            "findings[f].detect.columns: no column «taste»",
        ),
        (
            {"kind": "more_than", "question": "cakes", "limit": "gold"},
            "findings[f]: there is no fact «gold»",
        ),
        (
            {"kind": "rows_empty", "question": "cakes"},
            "findings[f].detect.question: «cakes» is a list, here belongs a grid",
        ),
    ],
)
def test_a_fault_of_a_detector_names_its_place(detect: dict[str, object], fault: str) -> None:
    rule = {"id": "f", "severity": "note", "text": "да", "detect": detect}
    assert fault in faults(findings=[rule])


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
"""


def rule_faults(**rules: object) -> list[str]:
    source = parse(SHOP, "shop.yaml")
    data = {"id": "c", "version": "1", "questionnaire": "shop", **rules}
    return list(check_rules(Catalog.model_validate(data), Outline(build_questionnaire(source), source)))


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


UNKNOWN_KEYS = [
    ("facts:\n  f: {value: 1, source: опыт, date: 2026-01-02, sorce: опыт}", "sorce"),
    ("facts:\n  f: {value: 1, date: 2026-01-02}", "source"),
    ("findings:\n  - {id: f, severity: note, text: да, detect: {kind: holds, question: open}, hnt: да}", "hnt"),
    ("findings:\n  - {id: f, severity: note, text: да, detect: {kind: holds, question: open, qustion: x}}", "qustion"),
]


@pytest.mark.parametrize(("text", "name"), UNKNOWN_KEYS, ids=[name for _, name in UNKNOWN_KEYS])
def test_an_unknown_key_and_a_number_without_a_source_are_named_with_their_line(text: str, name: str) -> None:
    source = parse(f'id: c\nversion: "1"\nquestionnaire: bakery\n{text}\n', "mine.yaml")
    with pytest.raises(InvalidDefinitionError) as raised:
        build(source, Catalog)
    assert [(fault.line, name in fault.message) for fault in raised.value.faults] == [(5, True)]


def test_a_finding_may_only_name_what_its_detector_tells() -> None:
    detect = {"kind": "more_than", "question": "cakes", "limit": "steps_max"}
    rule = {"id": "f", "severity": "note", "text": "{labels}", "detect": detect}
    assert "f.text: nothing is called «labels»" in faults(findings=[rule])


def test_questions_only_among_the_topics_are_not_used() -> None:
    only_topics = Catalog.model_validate({"id": "c", "version": "1", "questionnaire": "bakery", "topics": {"open": {}}})
    assert used_questions(only_topics) == frozenset()
    assert used_questions(BAKERY_CATALOG) >= {"open", "ovens", "cakes", "steps", "checks", "alarms", "ways", "menu"}


def test_a_question_asked_for_the_conversation_alone_counts_as_used() -> None:
    aside = Catalog.model_validate({"id": "c", "version": "1", "questionnaire": "bakery", "aside": ["note"]})
    assert used_questions(aside) == {"note"}


@pytest.mark.parametrize(
    "fact",
    [
        {"value": 1},
        {"value": 1, "source": "", "date": "2026-01-02"},
        {"value": 1, "source": "прайс"},
        {"value": 1, "low": 1, "source": "прайс", "date": "2026-01-02"},
        {"high": 1, "source": "прайс", "date": "2026-01-02"},
        {"value": 1, "source": "прайс", "date": "2026-01-02", "note": "?"},
    ],
)
def test_a_number_without_a_source_and_date_is_refused(fact: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        CatalogFact.model_validate(fact)


def test_a_fact_nobody_knows_is_a_fact() -> None:
    fact = CatalogFact(value=None, source="никто не сказал", date=date(2026, 1, 2))
    assert not fact.range.known
    assert fact.origin == "никто не сказал, 02.01.2026"


def test_the_dates_of_the_shipped_facts_are_read_as_dates() -> None:
    raw = yaml.safe_load((TEMPLATES / "catalog" / "bitrix24.yaml").read_text())
    assert all(isinstance(fact["date"], date) for fact in raw["facts"].values())
