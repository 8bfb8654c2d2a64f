"""A questionnaire and its catalog are a pair: what is said of two that are none, and what one without rules needs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.app.interview import Interviews
from bot.bootstrap import load_definitions
from bot.checking import check_definitions
from bot.config import DefinitionSettings
from tests.planning.bakery import BAKERY, BAKERY_CATALOG
from tests.planning.making import brief, choice, many

if TYPE_CHECKING:
    from bot.checking import Checked

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"
SHIPPED = TEMPLATES / "catalog" / "bitrix24.yaml"
WORKSHOP = ROOT / "tests" / "questionnaires" / "workshop.yaml"
PAGE = (ROOT / "docs" / "catalog.md").read_text(encoding="utf-8")


@pytest.fixture
def without_rules(tmp_path: Path) -> Path:
    """The catalog that the docs give to a firm that has none, for the workshop."""
    found = re.search(r"((?:    \S.*\n)+)", PAGE[PAGE.index("## Without rules") :])
    assert found
    text = re.sub(r"^ {4}", "", found[1], flags=re.MULTILINE).replace("my_brief", "pottery_party")
    file = tmp_path / "without_rules.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def settings(questionnaire: Path, catalog: Path) -> DefinitionSettings:
    return DefinitionSettings(_env_file=None, questionnaire=questionnaire, catalog=catalog)


def checked(catalog: Path, file: Path | None = None) -> Checked:
    return check_definitions(settings(WORKSHOP, catalog), TEMPLATES, file)


def test_a_catalog_of_another_questionnaire_than_that_of_the_settings_is_a_fault() -> None:
    line = 1 + SHIPPED.read_text(encoding="utf-8").splitlines().index("questionnaire: crm_bitrix24")
    (fault,) = checked(SHIPPED).faults
    assert fault.startswith(f'{SHIPPED}:{line}: it is of the questionnaire "crm_bitrix24", and {WORKSHOP} is ')
    assert fault.endswith("name its own in CATALOG, three lines are enough (docs/catalog.md)")


def test_of_a_file_that_is_named_the_catalog_of_another_questionnaire_is_left_aside_and_that_is_said() -> None:
    one = checked(SHIPPED, WORKSHOP)
    assert (one.faults, one.aside) == ((), SHIPPED)


def test_the_catalog_without_rules_of_the_docs_is_enough(without_rules: Path) -> None:
    assert (checked(without_rules).faults, checked(without_rules).aside) == ((), None)


def test_a_bot_whose_catalog_is_of_another_questionnaire_serves_and_says_what_that_means(without_rules: Path) -> None:
    with capture_logs() as logs:
        load_definitions(settings(WORKSHOP, without_rules))
    assert logs == []
    with capture_logs() as logs:
        load_definitions(settings(WORKSHOP, SHIPPED))
    (told,) = logs
    assert (told["event"], told["log_level"]) == ("catalog.of_another_questionnaire", "warning")
    assert (told["catalog"], told["questionnaire"]) == (str(SHIPPED), "pottery_party")


def test_a_catalog_of_another_questionnaire_doubts_nothing() -> None:
    asked = brief(BAKERY, {"open": choice("soon"), "ways": many("web")})
    hinting = BAKERY_CATALOG.model_dump(by_alias=True, exclude_none=True)
    hinting["findings"][1]["hint"] = "Вы ещё не открылись."
    own = type(BAKERY_CATALOG).model_validate(hinting)
    other = own.model_copy(update={"questionnaire": "smithy"})
    assert len(Interviews(BAKERY, own).of(asked).doubts) == 1
    assert Interviews(BAKERY, other).of(asked).doubts == ()
