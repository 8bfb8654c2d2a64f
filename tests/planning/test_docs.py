"""What ``docs/catalog.md`` shows is true."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import yaml

from bot.domain.planning.catalog import Catalog, FindingRule
from bot.domain.planning.catalog_facts import CatalogFact
from bot.domain.planning.detecting import DetectorBase
from bot.domain.planning.detectors import Detector
from bot.domain.planning.fixes import FixBase, FixRule

PAGE = (Path(__file__).parents[2] / "docs" / "catalog.md").read_text(encoding="utf-8")
FACTS, FINDINGS = (yaml.safe_load(text) for text in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))
LINES = [line.strip("|") for line in PAGE.splitlines() if re.match(r"\| `(?!detect`|fix`)", line)]
ROWS = [[cell.strip() for cell in line.split("|")] for line in LINES]


def names(cell: str) -> set[str]:
    return set(re.findall(r"`([a-z_]+)`", cell))


def kinds(union: object) -> dict[str, type[DetectorBase | FixBase]]:
    models: tuple[type[DetectorBase | FixBase], ...] = get_args(get_args(union)[0])
    return {get_args(model.model_fields["kind"].annotation)[0]: model for model in models}


def test_the_examples_are_read_as_they_stand() -> None:
    assert all(CatalogFact.model_validate(fact) for fact in FACTS["facts"].values())
    assert [FindingRule.model_validate(rule).id for rule in FINDINGS["findings"]] == ["deal_stages_doubled"]


def test_every_detector_is_told_with_its_keys_and_what_its_texts_may_use() -> None:
    rows = [row for row in ROWS if len(row) == 4]
    known = kinds(Detector)
    assert set().union(*(names(row[0]) for row in rows)) == set(known)
    for kind, model in known.items():
        row = next(row for row in rows if kind in names(row[0]))
        assert names(row[2]) == set(model.model_fields) - {"kind", "question"}
        assert issubclass(model, DetectorBase)
        assert names(row[3]) == set(model.tells)


def test_every_fix_is_told_with_its_keys() -> None:
    rows = {min(names(row[0])): row for row in ROWS if len(row) == 3}
    known = kinds(FixRule)
    assert set(rows) == set(known)
    for kind, model in known.items():
        told = set(re.findall(r"[a-z_]+", rows[kind][2]))
        assert set(model.model_fields) - {"kind", "label"} <= told | {"option"}


def test_every_part_of_a_catalog_and_every_key_of_a_finding_is_named() -> None:
    told = set(re.findall(r"[a-z_]+", PAGE))
    assert set(FindingRule.model_fields) <= told
    assert {"facts", "decisions", "sections", "works", "purchases", "findings", "topics", "aside"} <= told
    assert set(Catalog.model_fields) >= {"facts", "findings"}
