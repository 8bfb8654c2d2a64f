"""``python -m bot export``."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.brief import Brief
from bot.storage.batches import Batches
from bot.storage.cache import BriefCache
from bot.storage.database import open_database
from bot.storage.outbox import OutboxNumbers
from bot.system import SystemClock
from tests.documents.plans import life_brief
from tests.processes import ROOT, Ended, Place

if TYPE_CHECKING:
    from pathlib import Path

    from bot.storage.unit_of_work import Batch

NAME = "ООО «Свет и знак», план внедрения, версия 1"


@pytest.fixture
async def place(tmp_path: Path) -> Place:
    """With the briefs of three companies, two of which are called alike."""
    place = Place(tmp_path)
    place.bot("migrate")
    signs = replace(life_brief(), id="signs", revision=0)
    twins = [replace(Brief("", "", signs.questionnaire, "Ромашка", "", 1, signs.created_at), id=id_) for id_ in "ab"]
    await _save(place, signs, *(replace(twin, token=twin.id) for twin in twins))
    return place


async def _save(place: Place, *briefs: Brief) -> None:
    async def save(batch: Batch) -> None:
        for brief in briefs:
            batch.briefs.save(brief)

    async with open_database(f"sqlite+aiosqlite:///{place.database}") as database:
        await Batches(database, BriefCache(), OutboxNumbers(1), SystemClock()).once(save)


def one_line(ended: Ended) -> str:
    assert (ended.code, ended.out) == (1, "")
    (line,) = ended.err.splitlines()
    return line


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "json", "html"])
def test_a_plan_becomes_a_file_named_after_company_and_version(kind: str, place: Place) -> None:
    assert place.bot("export", "signs", "--format", kind) == Ended(0, f"{NAME}.{kind}: written\n", "")
    assert (place.folder / f"{NAME}.{kind}").stat().st_size > 5000


@pytest.mark.parametrize("wanted", ["ооо «свет и знак»", "ЗНАК"], ids=["its whole name", "a part"])
def test_a_company_will_do(wanted: str, place: Place) -> None:
    assert place.bot("export", wanted, "--format", "json", "--output", "plan.json").out == "plan.json: written\n"
    exported = json.loads((place.folder / "plan.json").read_text(encoding="utf-8"))
    assert exported["passport"]["company"] == "ООО «Свет и знак»"
    assert exported["passport"]["submitted_at"].endswith("+03:00")


def test_dates_are_of_the_zone_that_is_set(place: Place) -> None:
    place.bot("export", "signs", "--format", "json", "--output", "plan.json", TIMEZONE="Asia/Vladivostok")
    exported = json.loads((place.folder / "plan.json").read_text(encoding="utf-8"))
    assert exported["passport"]["submitted_at"].endswith("+10:00")


def test_companies_called_alike_are_told_apart_by_id(place: Place) -> None:
    line = one_line(place.bot("export", "ромашка"))
    assert line == "Several briefs are called so, name one by its id: a (Ромашка), b (Ромашка)"
    assert place.bot("export", "a", "--format", "html").code == 0


def test_an_unknown_brief_is_one_line(place: Place) -> None:
    assert one_line(place.bot("export", "Лютик")) == "There is no brief 'Лютик': give its id or the company's name"
    assert "There is no brief ''" in one_line(place.bot("export", ""))


def test_a_file_that_somebody_may_have_edited_is_left_alone(place: Place) -> None:
    (place.folder / "mine.docx").write_text("правки", encoding="utf-8")
    line = one_line(place.bot("export", "signs", "--format", "docx", "--output", "mine.docx"))
    assert line == "mine.docx exists already: name a new file with --output"
    assert (place.folder / "mine.docx").read_text(encoding="utf-8") == "правки"


def test_a_folder_that_is_not_there_is_one_line(place: Place) -> None:
    line = one_line(place.bot("export", "signs", "--output", "nowhere/plan.pdf"))
    assert line == "nowhere/plan.pdf cannot be written: No such file or directory"


def test_a_brief_of_another_questionnaire_is_said_to_be_one(place: Place) -> None:
    other = str(ROOT / "tests" / "questionnaires" / "workshop.yaml")
    line = one_line(place.bot("export", "signs", QUESTIONNAIRE=other))
    assert line == "The brief is of the questionnaire 'crm_bitrix24': name its file in QUESTIONNAIRE"


def test_an_unknown_format_gets_the_list_of_known_ones(place: Place) -> None:
    ended = place.bot("export", "signs", "--format", "odt")
    assert ended.code == 2
    assert "invalid choice: 'odt'" in ended.err


def test_a_database_without_tables_is_one_line(place: Place) -> None:
    (place.folder / "empty.db").touch()
    line = one_line(place.bot("export", "signs", DATABASE_URL="sqlite:///empty.db"))
    assert line == "The database is not of this version: run python -m bot migrate, or check DATABASE_URL"


def test_a_database_that_is_not_there_is_one_line_and_is_not_made(place: Place) -> None:
    line = one_line(place.bot("export", "signs", DATABASE_URL="sqlite:///no.db"))
    assert line == "There is no database at no.db: start the bot once, or check DATABASE_URL"
    assert not (place.folder / "no.db").exists()


def test_it_waits_for_no_aiogram_and_needs_no_token(place: Place) -> None:
    ended = place.bot("export", "signs", options=("-X", "importtime"))
    assert "bot.config" in ended.err
    assert "aiogram" not in ended.err
    assert "BOT_TOKEN" not in ended.err
