"""What the documents promise is there."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from bot.config import Settings
from tests.project.containers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def every(pattern: str, text: str) -> list[str]:
    return re.findall(pattern, text, re.MULTILINE)


def by_name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=by_name)
def test_every_link_leads_somewhere(document: Path) -> None:
    targets = every(r"\]\(([^)#]+)[^)]*\)", document.read_text(encoding="utf-8"))
    missing = [
        target for target in targets if not target.startswith("http") and not (document.parent / target).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=by_name)
def test_every_file_that_is_named_exists(document: Path) -> None:
    named = every(
        r"`((?:bot|handlers|templates|tests|docs|alembic|requirements)/[\w/.-]+)`", document.read_text(encoding="utf-8")
    )
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=by_name)
def test_every_make_target_that_is_named_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = every(r"`make ([a-z]+)", text) + every(r"^make ([a-z]+)", text)
    assert [name for name in named if f"\n{name}:" not in MAKEFILE] == []


def test_the_table_of_settings_is_the_settings() -> None:
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| (.+?) \|", README, re.MULTILINE))
    fields = {name.upper(): field for name, field in Settings.model_fields.items()}
    assert rows.keys() == fields.keys()
    required = {name for name, field in fields.items() if field.is_required()}
    assert {name for name, default in rows.items() if default == "required"} == required
    told = {name: default.strip("`") for name, default in rows.items() if default.startswith("`")}
    assert told == {name: str(fields[name].default) for name in told}


def test_the_example_of_a_configuration_has_settings_only() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    names = set(every(r"^(?:# )?([A-Z_]+)=", example))
    # The password is read by compose.yaml.
    assert names - {"POSTGRES_PASSWORD"} == {name.upper() for name in Settings.model_fields}


def test_every_event_that_is_logged_is_explained_and_no_other() -> None:
    deploy = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    table = deploy[deploy.index("## Logs and what to watch") :]
    told = {name for row in every(r"^\| (`[^|]+`) \|", table) for name in every(r"`([a-z_.]+)`", row)}
    code = [file.read_text(encoding="utf-8") for place in ("bot", "handlers") for file in (ROOT / place).rglob("*.py")]
    assert told == {name for text in code for name in every(r"_log\.\w+\(\s*\"([a-z_.]+)\"", text)}


def test_every_decision_is_in_the_index_and_every_library_has_its_reason() -> None:
    decisions = ROOT / "docs" / "decisions"
    index = (decisions / "README.md").read_text(encoding="utf-8")
    records = [path.name for path in sorted(decisions.glob("0*.md"))]
    assert every(r"\]\((0[^)]+)\)", index) == records

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    told = (decisions / "0006-libraries.md").read_text(encoding="utf-8").lower()
    names = {re.split(r"[\[<>=~ ]", one)[0].lower() for one in wanted}
    assert {name for name in names if f"**{name}**" not in told} == set()


def test_the_changelog_knows_the_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
