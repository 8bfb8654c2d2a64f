"""The project's commands as people give them: processes of their own."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing.reduction import DupFd
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from bot.__main__ import main
from bot.config import Settings
from tests.forking import FORKSERVER, exit_code

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence
    from multiprocessing.context import ForkServerProcess


class _Handed(Protocol):
    """A file descriptor on its way into another process."""

    def detach(self) -> int: ...


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
        """``python -m bot``, waited for. With ``options``, which are Python's own, the interpreter starts anew."""
        if options:
            return self._anew([sys.executable, *options, "-m", "bot", *words], environment(**variables))
        with TemporaryDirectory() as folder:
            out, err = Path(folder, "out"), Path(folder, "err")
            with out.open("wb") as to_out, err.open("wb") as to_err:
                process = self._forked(words, variables, to_out.fileno(), to_err.fileno())
            process.join(_PATIENCE)
            assert process.exitcode is not None, f"{words} takes too long"
            return Ended(process.exitcode, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))

    def _anew(self, command: list[str], variables: Mapping[str, str]) -> Ended:
        ended = subprocess.run(  # noqa: S603 - our own words
            command,
            cwd=self.folder,
            env=variables,
            capture_output=True,
            encoding="utf-8",
            timeout=_PATIENCE,
            check=False,
        )
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    @asynccontextmanager
    async def started(self, *words: str, **variables: str) -> AsyncIterator[Started]:
        """``python -m bot`` in the background; killed at the end if it is still there."""
        (from_out, to_out), (from_err, to_err) = os.pipe(), os.pipe()
        process = self._forked(words, variables, to_out, to_err)
        for written in (to_out, to_err):
            os.close(written)
        try:
            async with _lines_of(from_out) as out, _lines_of(from_err) as err:
                yield Started(process, out, err)
        finally:
            process.kill()
            await exit_code(process)

    def _forked(self, words: Sequence[str], variables: Mapping[str, str], out: int, err: int) -> ForkServerProcess:
        given = (self.folder, words, dict(environment(**variables)), DupFd(out), DupFd(err))
        process = FORKSERVER.Process(target=_command, args=given)
        process.start()
        return process


def _command(folder: Path, words: Sequence[str], variables: Mapping[str, str], *outputs: _Handed) -> None:
    """What a process does that gives this command: the same as a new interpreter, but for its imports."""
    for number, output in enumerate(outputs, 1):
        os.dup2(output.detach(), number)
    sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115 - as long as it lives
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(variables)
    sys.exit(main(words))


@asynccontextmanager
async def _lines_of(pipe: int) -> AsyncIterator[asyncio.StreamReader]:
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, os.fdopen(pipe, "rb"))
    try:
        yield reader
    finally:
        transport.close()


class Started:
    """A command under way."""

    def __init__(self, process: ForkServerProcess, out: asyncio.StreamReader, err: asyncio.StreamReader) -> None:
        self._process = process
        self._out = out
        self._err = err
        self._seen: list[str] = []

    async def says(self, phrase: str) -> str:
        """The next line of its output with the phrase.

        Raises:
            AssertionError: it ended without.
        """
        async with asyncio.timeout(_PATIENCE):
            while line := (await self._out.readline()).decode():
                self._seen.append(line)
                if phrase in line:
                    return line
        message = f"it never said «{phrase}»: {''.join(self._seen)}"
        raise AssertionError(message)

    def signal(self, number: int) -> None:
        assert self._process.pid is not None
        os.kill(self._process.pid, number)

    async def end(self) -> Ended:
        """What it has come to, with all of its output."""
        async with asyncio.timeout(_PATIENCE):
            out, err = await asyncio.gather(self._out.read(), self._err.read())
            code = await exit_code(self._process)
        return Ended(code, "".join(self._seen) + out.decode(), err.decode())
