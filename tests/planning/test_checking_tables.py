"""Faults of a catalog's tables."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from pydantic import ValidationError

from bot.domain.planning.catalog import Catalog
from tests.planning.bakery import BAKERY, BAKERY_CATALOG
from tests.planning.making import misfits

DATED = {"source": "опыт", "date": "2026-01-02"}
CODES = {"directory": "STATUS", "longest": 21, "first": "NEW", **DATED}
FIELDS = {"prefix": "UF_", "longest": 50, **DATED}
RULES: dict[str, Any] = {
    "records": "alarms",
    "pipeline": "{item}",
    "stage": "step",
    "action": "what",
    "recipient": "whom",
    "text": "whom",
    "needs": {"bell": ["ear"], "sms": ["ear"]},
}


def catalog(**changes: object) -> Catalog:
    data: dict[str, Any] = deepcopy(BAKERY_CATALOG.model_dump(by_alias=True, exclude_none=True))
    tables = {
        "stage_codes": {"lead": CODES},
        "entity_fields": {"lead": FIELDS},
        "requirements": {"ear": {"text": "слух", **DATED}},
    }
    return Catalog.model_validate(data | tables | changes)


def section(**block: object) -> list[dict[str, object]]:
    automation = {"kind": "automation", "of": [RULES]}
    return [{"id": "s", "title": "Раздел", "blocks": [block, automation] if block else [automation]}]


def faults(**changes: object) -> tuple[str, ...]:
    return misfits(catalog(sections=section(), **changes) if "sections" not in changes else catalog(**changes), BAKERY)


def test_good_tables_have_no_faults() -> None:
    assert faults() == ()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (
            {"criteria": {"filled": "да", "open": "нет", "rules": [{"pattern": "а", "criterion": "б"}] * 2, **DATED}},
            "criteria.rules[1]: the pattern «а» stands above already",
        ),
        (
            {"field_types": {"otherwise": "string", "rules": [{"pattern": "а", "type": "date"}] * 2, **DATED}},
            "field_types.rules[1]: the pattern «а» stands above already",
        ),
        (
            {"entity_fields": {"lead": FIELDS | {"ready": [{"pattern": "а", "code": "A"}] * 2}}},
            "entity_fields.lead.ready[1]: the pattern «а» stands above already",
        ),
        (
            {"stage_codes": {"lead": CODES | {"success": ["NEW"]}}},
            "stage_codes.lead: the code «NEW» stands twice",
        ),
        (
            {"sections": section(kind="pipeline", stages="steps", entity="deal")},
            "sections[s].blocks[0].entity: there are no stage_codes of «deal»",
        ),
        (
            {"sections": section(kind="dictionary", of=[{"grid": "checks", "entity": "deal", "pipeline": "П"}])},
            "sections[s].blocks[0].of[0].entity: there are no entity_fields of «deal»",
        ),
        (
            {"sections": section(kind="automation", of=[RULES | {"needs": {"bell": ["eye"], "sms": ["ear"]}}])},
            "sections[s].blocks[0].of[0].needs.bell: there is no requirement «eye»",
        ),
        (
            {"sections": section(kind="automation", of=[RULES | {"needs": {"bell": ["ear"]}}])},
            "sections[s].blocks[0].of[0].needs: nothing is said of the option «sms»",
        ),
        (
            {"sections": section(kind="automation", of=[RULES | {"conditional": ["dream"]}])},
            "sections[s].blocks[0].of[0]: the field «what» has no option «dream»",
        ),
        (
            {"sections": section(kind="automation", of=[RULES | {"delay": "{later}"}])},
            'sections[s].blocks[0].of[0].delay: the records of «alarms» have no field «later»; did you mean "after"?',
        ),
        (
            {"sections": section(kind="automation", of=[RULES | {"stage": "what"}])},
            "sections[s].blocks[0].of[0].stage: «what» names no element of another answer",
        ),
        (
            {"sections": section(kind="automation", of=[RULES | {"recipient": "nobody"}])},
            "sections[s].blocks[0].of[0].recipient: the records of «alarms» have no field «nobody»",
        ),
        (
            {"sections": section(kind="automation", of=[RULES | {"pipeline": "{nobody}"}])},
            "sections[s].blocks[0].of[0].pipeline: nothing is called «nobody»",
        ),
        (
            {"requirements": {"ear": {"text": "слух", **DATED}, "nose": {"text": "нюх", **DATED}}},
            "requirements.nose: no rule uses it",
        ),
    ],
)
def test_a_fault_names_its_place(changes: dict[str, object], fault: str) -> None:
    assert fault in faults(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"criteria": {"filled": "да", "open": "нет", "rules": [{"pattern": "(", "criterion": "б"}], **DATED}},
        {"criteria": {"filled": "да", "open": "нет", "rules": [{"pattern": "", "criterion": "б"}], **DATED}},
        {"field_types": {"otherwise": "colour", **DATED}},
        {"field_types": {"otherwise": "string", "source": "", "date": "2026-01-02"}},
        {"stage_codes": {"lead": CODES | {"first": "НОВЫЙ"}}},
        {"requirements": {"ear": {"text": "слух"}}},
    ],
    ids=["pattern", "empty pattern", "type", "no source", "code", "no source of a requirement"],
)
def test_what_no_table_may_hold_is_refused_when_it_is_read(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        catalog(**changes)
