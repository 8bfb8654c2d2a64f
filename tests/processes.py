"""The project's commands as people start them: processes of their own."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

ROOT = Path(__file__).resolve().parents[1]
_SETTINGS = {name.upper() for name in Settings.model_fields}
_PATIENCE = 30


def environment(**variables: str) -> Mapping[str, str]:
    """These settings and none of whoever runs the tests."""
    others = {name: value for name, value in os.environ.items() if name not in _SETTINGS}
    return others | {"PYTHONPATH": str(ROOT)} | variables


@dataclass(frozen=True, slots=True)
class Ended:
    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Place:
    """An empty folder to work in, with the templates of the project."""

    folder: Path

    def __post_init__(self) -> None:
        (self.folder / "templates").symlink_to(ROOT / "templates")

    @property
    def database(self) -> Path:
        """Where the default setting has it."""
        return self.folder / "data" / "brief.db"

    def bot(self, *words: str, options: tuple[str, ...] = (), **variables: str) -> Ended:
        """``python -m bot``, waited for. ``options`` are Python's own."""
        command = [sys.executable, *options, "-m", "bot", *words]
        ended = subprocess.run(  # noqa: S603 - our own words
            command,
            cwd=self.folder,
            env=environment(**variables),
            capture_output=True,
            encoding="utf-8",
            timeout=_PATIENCE,
            check=False,
        )
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    @asynccontextmanager
    async def started(self, *words: str, **variables: str) -> AsyncIterator[Started]:
        """``python -m bot`` in the background; killed at the end if it is still there."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *words,
            cwd=self.folder,
            env=environment(**variables),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            yield Started(process)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


class Started:
    """A command under way."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._seen: list[str] = []

    async def says(self, phrase: str) -> str:
        """The next line of its output with the phrase.

        Raises:
            AssertionError: it ended without.
        """
        assert self._process.stdout
        async with asyncio.timeout(_PATIENCE):
            while line := (await self._process.stdout.readline()).decode():
                self._seen.append(line)
                if phrase in line:
                    return line
        message = f"it never said «{phrase}»: {''.join(self._seen)}"
        raise AssertionError(message)

    def signal(self, number: int) -> None:
        self._process.send_signal(number)

    async def end(self) -> Ended:
        """What it has come to, with all of its output."""
        async with asyncio.timeout(_PATIENCE):
            out, err = await self._process.communicate()
        assert self._process.returncode is not None
        return Ended(self._process.returncode, "".join(self._seen) + out.decode(), err.decode())
