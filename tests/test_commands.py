"""Commands that come to an end by themselves: what they say, and what they leave behind."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.processes import ROOT, Ended, Place

if TYPE_CHECKING:
    from pathlib import Path

QUICK = [("check",), ("preview",), ("migrate",), ("backup", "copy.db"), ("health",)]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.fixture
def migrated(place: Place) -> Place:
    assert place.bot("migrate") == Ended(0, "The database is at this version.\n", "")
    return place


def tables(database: Path) -> set[str]:
    with closing(sqlite3.connect(database)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def write(database: Path, statement: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(statement)


def one_line(ended: Ended) -> str:
    """What a command that fails has to say."""
    assert (ended.code, ended.out) == (1, "")
    (line,) = ended.err.splitlines()
    return line


@pytest.mark.parametrize("words", QUICK, ids=lambda words: str(words[0]))
def test_a_quick_command_does_not_wait_for_aiogram_and_needs_no_token(words: tuple[str, ...], migrated: Place) -> None:
    ended = migrated.bot(*words, options=("-X", "importtime"))
    assert "bot.config" in ended.err
    assert "aiogram" not in ended.err
    assert "BOT_TOKEN" not in ended.err


def test_only_run_waits_for_aiogram(place: Place) -> None:
    """Which shows that the test above would see it."""
    given = {"BOT_TOKEN": "1:x", "BOT_ADMINS": "1", "QUESTIONNAIRE": "none.yaml"}
    ended = place.bot("run", options=("-X", "importtime"), **given)
    assert "aiogram" in ended.err
    assert ended.err.endswith("none.yaml: cannot be read: no such file or directory\n")


def test_check_finds_no_fault_in_what_is_shipped(place: Place) -> None:
    ended = place.bot("check")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.endswith("questions, no faults\n")


def test_check_names_the_line_of_a_fault(place: Place) -> None:
    text = (ROOT / "tests" / "questionnaires" / "workshop.yaml").read_text(encoding="utf-8")
    (place.folder / "mine.yaml").write_text(text.replace("kind: choice", "kind: chioce", 1), encoding="utf-8")
    line = one_line(place.bot("check", "mine.yaml"))
    place_of_question = text[: text.index("kind: choice")].count("\n")
    assert line.startswith(f"mine.yaml:{place_of_question}: ")
    assert 'did you mean "choice"?' in line


def test_check_names_a_rule_of_the_catalog_that_never_fires(place: Place) -> None:
    text = (ROOT / "templates" / "catalog" / "bitrix24.yaml").read_text(encoding="utf-8")
    never = text.replace(
        "{includes: {channels: whatsapp}}", "{all: [{includes: {channels: [vk]}}, {includes: {channels: none}}]}"
    )
    (place.folder / "mine.yaml").write_text(never, encoding="utf-8")
    ended = place.bot("check", CATALOG="mine.yaml")
    line = 1 + never[: never.index("{all: [{includes: {channels: [vk]}}")].count("\n")
    fault = "findings[whatsapp].when: can never hold while «channels» is answered, so the rule never fires"
    assert (ended.code, ended.out) == (1, f"mine.yaml:{line}: {fault}\n")


def test_check_names_the_line_of_a_fault_in_the_catalog_and_what_was_meant(place: Place) -> None:
    text = (ROOT / "templates" / "catalog" / "bitrix24.yaml").read_text(encoding="utf-8")
    misspelt = text.replace("each: deal_scenarios,", "each: deal_scenarioss,", 1)
    (place.folder / "mine.yaml").write_text(misspelt, encoding="utf-8")
    ended = place.bot("check", CATALOG="mine.yaml")
    line = 1 + misspelt[: misspelt.index("deal_scenarioss")].count("\n")
    assert ended.out.startswith(f"mine.yaml:{line}: ")
    assert 'no question «deal_scenarioss»; did you mean "deal_scenarios"?' in ended.out


def test_check_and_preview_take_the_files_of_the_settings(place: Place) -> None:
    assert one_line(place.bot("check", QUESTIONNAIRE="none.yaml")).startswith("none.yaml: ")
    assert one_line(place.bot("preview", QUESTIONNAIRE="none.yaml")).startswith("none.yaml: ")
    assert one_line(place.bot("check", CATALOG="none.yaml")).startswith("none.yaml: ")


def test_preview_prints_the_brief(place: Place) -> None:
    ended = place.bot("preview", str(ROOT / "tests" / "questionnaires" / "workshop.yaml"))
    assert (ended.code, ended.err) == (0, "")
    assert len(ended.out.splitlines()) > 10


def test_migrate_makes_the_folder_and_the_tables(migrated: Place) -> None:
    assert {"briefs", "answers", "inbox", "outbox"} <= tables(migrated.database)


def test_migrate_may_be_repeated(migrated: Place) -> None:
    assert migrated.bot("migrate").code == 0


def test_migrate_leaves_a_newer_database_alone(migrated: Place) -> None:
    write(migrated.database, "UPDATE alembic_version SET version_num = 'of_tomorrow'")
    assert "newer version" in one_line(migrated.bot("migrate"))


@pytest.mark.parametrize("command", ["migrate", "health"])
@pytest.mark.parametrize(
    "url",
    ["sqlite:////dev/null/brief.db", "sqlite:///templates", "postgresql://u:geheim@127.0.0.1:1/brief"],
    ids=["no folder", "a folder", "no server"],
)
def test_a_database_out_of_reach_is_one_line_without_its_password(command: str, url: str, place: Place) -> None:
    line = one_line(place.bot(command, DATABASE_URL=url))
    assert line.startswith(("The database cannot be used: ", "There is no database at "))
    assert line.endswith("heck DATABASE_URL")
    assert "geheim" not in line


def test_a_file_that_is_no_database_is_said_to_be_none(place: Place) -> None:
    (place.folder / "brief.db").write_text("Это не база" * 100, encoding="utf-8")
    line = one_line(place.bot("migrate", DATABASE_URL="sqlite:///brief.db"))
    assert "file is not a database" in line


def test_backup_copies_also_what_is_not_yet_in_the_main_file(migrated: Place) -> None:
    with closing(sqlite3.connect(migrated.database)) as running:
        running.execute("INSERT INTO people (id, name) VALUES (7, 'Анна')")
        running.commit()
        ended = migrated.bot("backup", "copy.db")
    assert ended == Ended(0, "copy.db: written\n", "")
    with closing(sqlite3.connect(migrated.folder / "copy.db")) as copy:
        assert copy.execute("SELECT name FROM people").fetchall() == [("Анна",)]
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_backup_never_writes_over_a_file(migrated: Place) -> None:
    (migrated.folder / "copy.db").write_text("вчера", encoding="utf-8")
    assert one_line(migrated.bot("backup", "copy.db")) == "copy.db exists already: name a new file"
    assert (migrated.folder / "copy.db").read_text(encoding="utf-8") == "вчера"
    assert "exists already" in one_line(migrated.bot("backup", str(migrated.database)))


def test_backup_that_fails_leaves_nothing_behind(migrated: Place) -> None:
    migrated.database.write_text("Это не база" * 100, encoding="utf-8")
    assert "could not be copied to copy.db" in one_line(migrated.bot("backup", "copy.db"))
    assert list(migrated.folder.glob("copy.db*")) == []


def test_backup_has_to_find_the_database_and_the_folder(migrated: Place) -> None:
    assert "no database at none.db" in one_line(migrated.bot("backup", "copy.db", DATABASE_URL="sqlite:///none.db"))
    assert not (migrated.folder / "none.db").exists()
    assert "could not be copied" in one_line(migrated.bot("backup", "nowhere/copy.db"))


def test_backup_of_postgresql_names_its_own_tool(place: Place) -> None:
    assert "pg_dump" in one_line(place.bot("backup", "copy.db", DATABASE_URL="postgresql://u:geheim@host/brief"))


def test_health_believes_a_recent_heartbeat_only(migrated: Place) -> None:
    silent = Ended(1, "no heartbeat: the bot does not run, or hangs\n", "")
    assert migrated.bot("health") == silent
    write(migrated.database, "INSERT INTO heartbeat (id, at) VALUES (1, datetime('now', '-10 seconds'))")
    assert migrated.bot("health") == Ended(0, "alive\n", "")
    write(migrated.database, "UPDATE heartbeat SET at = datetime('now', '-91 seconds')")
    assert migrated.bot("health") == silent


def test_an_unknown_command_gets_the_list_of_known_ones(place: Place) -> None:
    ended = place.bot("serve")
    assert ended.code == 2
    assert "invalid choice: 'serve'" in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("port", ["65536", "-1", "eighty"])
def test_demo_takes_a_port_only(port: str, place: Place) -> None:
    ended = place.bot("demo", "--port", port)
    assert ended.code == 2
    assert ended.err.splitlines()[-1].endswith("a port is a number up to 65535")
