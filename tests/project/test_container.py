"""The container is right as far as it can be seen without an engine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from bot.config import Settings
from tests.project.containers import ROOT, Instruction, instructions, is_ignored

if TYPE_CHECKING:
    from pathlib import Path

IGNORE = (ROOT / ".dockerignore").read_text(encoding="utf-8")
ALL = instructions((ROOT / "Dockerfile").read_text(encoding="utf-8"))
LAST = [found for found in ALL if found.stage == ALL[-1].stage]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SETTINGS = {name.upper() for name in Settings.model_fields}


def the(name: str) -> Instruction:
    (found,) = (found for found in LAST if found.name == name)
    return found


def copied() -> list[str]:
    """What comes from the checkout into any stage."""
    return [path for found in ALL if found.name == "COPY" and "--from" not in found.text for path in found.words[:-1]]


def files_of(path: str) -> list[str]:
    """The file, or every file of the folder but compiled ones."""
    files = [ROOT / path] if (ROOT / path).is_file() else sorted((ROOT / path).rglob("*"))
    names = [file.relative_to(ROOT).as_posix() for file in files if file.is_file()]
    return [name for name in names if "__pycache__" not in name]


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checkout as the last stage has it."""
    root = tmp_path_factory.mktemp("app")
    sources = [
        path for found in LAST if found.name == "COPY" and "--from" not in found.text for path in found.words[:-1]
    ]
    for path in [file for source in sources for file in files_of(source)]:
        if not is_ignored(path, IGNORE):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, root / path)
    return root


def run_in(image: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    return subprocess.run(  # noqa: S603 - the project's own commands
        [sys.executable, *command[1:]], cwd=image, env=known | environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("path", copied())
def test_what_is_copied_exists_and_is_sent_to_the_engine(path: str) -> None:
    assert files_of(path)
    assert [file for file in files_of(path) if is_ignored(file, IGNORE)] == []


@pytest.mark.parametrize(
    "path", [".env", ".env.example", "data/brief.db", ".git/config", "tests/fakes.py", "bot/app/__pycache__/ports.pyc"]
)
def test_secrets_data_history_and_rubbish_never_reach_the_image(path: str) -> None:
    assert is_ignored(path, IGNORE)


def test_every_stage_stands_on_a_named_version_that_the_project_supports() -> None:
    wanted = re.search(r'requires-python = ">=(\d+)\.(\d+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    bases = [re.fullmatch(r"python:(\d+)\.(\d+)-slim", found.words[0]) for found in ALL if found.name == "FROM"]
    assert wanted
    assert bases
    for base in bases:
        assert base
        assert tuple(map(int, base.groups())) >= tuple(map(int, wanted.groups()))


def test_packages_come_from_the_lock_file_and_only_with_the_right_hashes() -> None:
    (install,) = (
        found.text for found in ALL if found.name == "RUN" and " install " in found.text and "pip" in found.text
    )
    assert "--require-hashes" in install
    assert "--requirement /requirements.txt" in install
    assert Instruction(0, "COPY", "requirements/run.txt /requirements.txt") in ALL


def test_the_process_is_nobody_of_importance() -> None:
    user = the("USER").text
    assert user.isdecimal()
    assert int(user) > 0
    assert any(f"--uid {user}" in found.text for found in LAST if found.name == "RUN")


def test_data_live_in_a_volume_that_the_user_owns() -> None:
    volume = the("VOLUME").text
    assert volume == f"{the('WORKDIR').text}/{Settings.model_fields['database_url'].default.split('/')[-2]}"
    owned = next(found.text for found in LAST if found.name == "RUN" and "install --directory" in found.text)
    assert f"--owner {the('USER').text}" in owned


def test_variables_of_the_image_are_settings() -> None:
    names = {word.split("=")[0] for found in LAST if found.name == "ENV" for word in found.words}
    assert names - {"PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"} <= SETTINGS


def test_the_bot_gets_its_signals_itself() -> None:
    assert the("CMD").text.startswith("[")
    assert the("STOPSIGNAL").text == "SIGTERM"


def test_what_is_copied_is_all_that_the_commands_need(image: Path) -> None:
    checked = run_in(image, "python", "-m", "bot", "check")
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_container_starts_with_the_settings_or_says_what_is_missing(image: Path) -> None:
    """The command reaches its settings, and those of the image are right."""
    own = dict(word.split("=", 1) for found in LAST if found.name == "ENV" for word in found.words)
    started = run_in(image, *the("CMD").words, **{name: value for name, value in own.items() if name in SETTINGS})
    assert started.returncode == 1
    assert [line.split()[0] for line in started.stderr.splitlines()] == ["BOT_TOKEN", "BOT_ADMINS"]


def test_the_health_check_tells_a_stopped_bot_from_a_running_one(image: Path, tmp_path: Path) -> None:
    given = {"DATABASE_URL": f"sqlite:///{tmp_path / 'brief.db'}", "BOT_TOKEN": "1:x", "BOT_ADMINS": "1"}
    assert run_in(image, "python", "-m", "bot", "migrate", **given).returncode == 0
    words = the("HEALTHCHECK").text.split("CMD ", 1)[1]
    found = run_in(image, *Instruction(0, "CMD", words).words, **given)
    assert (found.returncode, found.stderr) == (1, "")
    assert found.stdout.startswith("no heartbeat")


def test_compose_gives_the_bot_only_settings_that_it_knows() -> None:
    assert set(COMPOSE["services"]["bot"]["environment"]) <= SETTINGS
    assert COMPOSE["services"]["bot"]["env_file"] == ".env"


def test_compose_keeps_the_data_and_mounts_nothing_that_is_not_declared() -> None:
    mounts = {service: body["volumes"] for service, body in COMPOSE["services"].items()}
    assert f"data:{the('VOLUME').text}" in mounts["bot"]
    assert {mount.split(":")[0] for of_service in mounts.values() for mount in of_service} == set(COMPOSE["volumes"])


def test_compose_waits_longer_for_the_end_than_the_bot_needs() -> None:
    from bot.delivery import service  # noqa: PLC0415 - beside what it is compared with

    assert int(COMPOSE["services"]["bot"]["stop_grace_period"].removesuffix("s")) > 2 * service._GRACE_SECONDS  # noqa: SLF001 - the number itself


def test_compose_starts_postgresql_only_when_asked() -> None:
    assert COMPOSE["services"]["postgres"]["profiles"] == ["postgres"]
    assert "profiles" not in COMPOSE["services"]["bot"]
    assert COMPOSE["services"]["bot"]["depends_on"]["postgres"]["required"] is False


def test_the_example_of_settings_names_each_of_them_with_its_default() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    shown = dict(re.findall(r"^(?:# )?([A-Z_]+)=(.*)$", example.split("# With the PostgreSQL")[0], re.MULTILINE))
    assert set(shown) == SETTINGS
    required = {name for name in SETTINGS if Settings.model_fields[name.lower()].is_required()}
    assert dict(re.findall(r"^([A-Z_]+)=(.*)$", example, re.MULTILINE)) == dict.fromkeys(required, "")
    for name in SETTINGS - required - {"WEBHOOK_SECRET"}:
        assert shown[name] == str(Settings.model_fields[name.lower()].default)


def test_every_variable_of_compose_is_in_the_example() -> None:
    wanted = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "compose.yaml").read_text(encoding="utf-8")))
    assert wanted <= set(re.findall(r"([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8")))
