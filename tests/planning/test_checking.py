"""Faults of a catalog that only show beside its questionnaire."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from bot.definitions.faults import InvalidDefinitionError
from bot.definitions.questionnaires import load_questionnaire
from bot.definitions.reading import build, read
from bot.definitions.source import parse
from bot.domain.planning.catalog import Catalog
from bot.domain.planning.catalog_facts import CatalogFact
from bot.domain.planning.checking import used_questions
from tests.planning.bakery import BAKERY, BAKERY_CATALOG
from tests.planning.making import TEMPLATES, misfits

GOOD = BAKERY_CATALOG.model_dump(by_alias=True, exclude_none=True)


def faults(**changes: object) -> tuple[str, ...]:
    data: dict[str, Any] = deepcopy(GOOD) | changes
    return misfits(Catalog.model_validate(data), BAKERY)


def test_the_catalog_of_the_product_fits_its_questionnaire() -> None:
    crm = load_questionnaire(TEMPLATES / "questionnaires" / "crm_bitrix24.yaml")
    shipped = read(TEMPLATES / "catalog" / "bitrix24.yaml", Catalog)
    assert misfits(shipped, crm) == ()
    assert set(crm.questions) - used_questions(shipped) == set()


def test_a_good_catalog_has_no_faults() -> None:
    assert misfits(BAKERY_CATALOG, BAKERY) == ()


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
        ({"decisions": [{"id": "d", "text": "{nobody}"}]}, "decisions[d].text: nothing is called «nobody»"),
        (
            {"decisions": [{"id": "d", "text": "{item} {open}"}]},
            "decisions[d].text: nothing is called «item»",
        ),
        (
            {"decisions": [{"id": "d", "text": "да"}]},
            "decisions[d]: the rule rests on no answer; name one in when, each or based_on",
        ),
        (
            {"decisions": [{"id": "d", "text": "{open}"}, {"id": "d", "text": "{open}"}]},
            "decisions[d].id: «d» stands above already; one id, one rule",
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
            'findings[f].detect.field: the records of «alarms» have no field «who»; did you mean "whom"?',
        ),
        (
            {"kind": "nobody_has", "question": "checks", "columns": ["taste"]},
            "findings[f].detect.columns: no column «taste»",
        ),
        (
            {"kind": "more_than", "question": "cakes", "limit": "gold"},
            "findings[f].detect: there is no fact «gold»",
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
    assert "findings[f].text: nothing is called «labels»" in faults(findings=[rule])


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
