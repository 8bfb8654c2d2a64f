"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
import tomllib
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires
from typing import TYPE_CHECKING, NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.project.containers import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LOCKS = [ROOT / "requirements" / "run.txt", ROOT / "requirements" / "dev.txt"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUSSIAN = re.compile("[А-Яа-яЁё]")
#: Options that tie the project to one package registry.
REGISTRY = re.compile(
    r"--(?:extra-)?index-url[ =]|--trusted-host|PIP_(?:EXTRA_)?INDEX|UV_(?:DEFAULT_)?INDEX|npm_config_registry",
)
#: Code that holds Russian words as data; everything that people read stands under ``templates/``.
RUSSIAN_DATA = {
    "bot/domain/vocabulary.py": "words that clients type",
    "bot/domain/adding.py": "«и», «ещё» and «плюс» between numbers that clients type",
    "bot/domain/choosing.py": "«и» between names that clients type",
    "bot/domain/matching.py": "how labels of a plain «да» and «нет» begin",
    "bot/domain/numbers_in_words.py": "«от» in front of a number that clients type",
    "bot/domain/number_tokens.py": "letters of a word among numbers that clients type",
    "bot/moments/days.py": "days in what people type",
    "bot/moments/hours.py": "times of the day in what people type",
    "bot/moments/plain.py": "numerals in what people type",
    "bot/moments/reading.py": "«через час» in what people type",
    "bot/rendering/zones.py": "«по» and the endings of cities in what people type",
    "bot/domain/planning/detecting.py": "«ё» is «е» when names are compared",
    "bot/domain/planning/detecting_words.py": "endings and «и» of what clients type, where words are compared",
    "bot/simulator/client.py": "a person of the local Telegram",
    "bot/simulator/people.py": "the bot of the local Telegram",
    "bench/people.py": "a person of the measurement",
    "bench/telegram.py": "a person of the measurement",
}


def own_files() -> list[Path]:
    """Everything that was written for this project, the lock files included."""
    places = ["alembic", "bench", "bot", "docs", "handlers", "requirements", "templates", "tests", ".ci"]
    files = [file for place in places for file in (ROOT / place).rglob("*")]
    files += [file for file in ROOT.iterdir() if file.name != ".env"]
    return [file for file in files if file.is_file() and "__pycache__" not in file.parts]


class Pin(NamedTuple):
    version: str
    extras: frozenset[str]
    hashes: int


def locked(lock: Path) -> dict[str, Pin]:
    text = lock.read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    found = [(re.match(r"([a-z0-9.-]+)(?:\[(\S+)\])?==(\S+)", entry), entry) for entry in entries]
    return {
        match[1]: Pin(match[3], frozenset((match[2] or "").split(",")) - {""}, entry.count("--hash=sha256:"))
        for match, entry in found
        if match
    }


def asked_with_extras(names: Iterable[str]) -> Iterator[Requirement]:
    """What the project and those of the installed packages that are named ask for together with an extra."""
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    for name in names:
        with suppress(PackageNotFoundError):  # for another system or Python
            asked += requires(name) or []
    for requirement in map(Requirement, asked):
        if requirement.extras and (requirement.marker is None or requirement.marker.evaluate({"extra": ""})):
            yield requirement


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: str(lock.name))
def test_a_lock_names_every_package_with_hashes_and_no_place_to_get_it_from(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert [line for line in text.splitlines() if line.startswith("-")] == []
    assert len(locked(lock)) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE)) > 20
    assert [name for name, pin in locked(lock).items() if not pin.hashes] == []


def test_both_locks_agree_and_hold_what_the_project_asks_for() -> None:
    run, dev = map(locked, LOCKS)
    assert {name: dev.get(name) for name in run} == run
    for lock, wanted in ((run, PROJECT["project"]["dependencies"]), (dev, PROJECT["dependency-groups"]["dev"])):
        names = {re.split(r"[\[<>=]", one)[0].lower() for one in wanted}
        assert names <= lock.keys()


def test_extras_are_locked_with_their_package_for_pip_before_23_3_takes_the_newest_of_it() -> None:
    pins = locked(LOCKS[1])
    wanted = list(asked_with_extras(pins))
    assert {"coverage", "sqlalchemy"} <= {requirement.name for requirement in wanted}
    assert [str(one) for one in wanted if not one.extras <= pins[canonicalize_name(one.name)].extras] == []


def test_no_file_ties_the_project_to_a_registry() -> None:
    rules = ROOT / "tests" / "project" / "test_house.py"
    tied = [
        file for file in own_files() if file != rules and REGISTRY.search(file.read_bytes().decode(errors="ignore"))
    ]
    assert tied == []


def test_ci_runs_what_people_run() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert "set -euo pipefail" in lines
    assert lines[-1] == "make test"


def test_make_test_checks_first_and_leaves_no_test_folder_out() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = re.search(r"^test: check\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert recipe
    assert re.findall(r"--ignore=(\S+)|--deselect=(\S+)|-k (\S+)", recipe[1]) == []


def test_migrations_do_not_shadow_their_library() -> None:
    assert list((ROOT / "alembic").rglob("__init__.py")) == []


def russian_strings(code: str) -> Iterator[str]:
    """Strings with Russian letters that are no docstrings."""
    tree = ast.parse(code)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in said and isinstance(node.value, str):
            yield from RUSSIAN.findall(node.value)[:1]


def test_code_holds_no_words_for_people() -> None:
    files = [file for place in ("alembic", "bench", "bot", "handlers") for file in (ROOT / place).rglob("*.py")]
    speaking = {
        file.relative_to(ROOT).as_posix() for file in files if [*russian_strings(file.read_text(encoding="utf-8"))]
    }
    assert speaking == RUSSIAN_DATA.keys()


def test_the_search_for_words_sees_them_in_every_kind_of_string() -> None:
    assert [*russian_strings('x = "да"')] == [*russian_strings('x = f"{1} да"')] == ["д"]
    assert [*russian_strings('def f():\n    """Да."""\n    #: да')] == []
