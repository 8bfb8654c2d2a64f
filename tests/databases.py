"""Databases for tests: a SQLite file, and a PostgreSQL server of their own on a socket in a folder of their own."""

from __future__ import annotations

import asyncio
import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.engine import make_url

from bot.storage.migrating import upgrade
from tests.programs import go_without

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.storage.database import Database

_MISSING = "there are no PostgreSQL server programs: on Debian, apt-get install postgresql"
_QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses="


#: For ``pytest.mark.parametrize("databases", BOTH, indirect=True)``.
BOTH = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))


@dataclass
class SqliteFiles:
    """Migrated once; each test gets a copy."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self._template = self.folder / "template.db"
        upgrade(_sqlite_url(self._template))

    def empty(self) -> str:
        """The URL of a file that is not there yet."""
        return _sqlite_url(self.folder / f"{next(self._numbers)}.db")

    def migrated(self) -> str:
        path = self.folder / f"{next(self._numbers)}.db"
        shutil.copyfile(self._template, path)
        return _sqlite_url(path)


def _sqlite_url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


class PostgresServer:
    """Started by the constructor; ``stop`` removes everything. Root hands it to the user ``postgres``."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        # Not below pytest's own folder: another user must be able to come in.
        self._folder = Path(tempfile.mkdtemp(prefix="brief-bot-pg-"))
        if os.geteuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(self._folder, account.pw_uid, account.pw_gid)
        self._numbers = count()
        self._run("initdb", "--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "-D")
        self._control("start", "-w", "-l", str(self._folder / "log"), "-o", f"{_QUICK} -k {self._folder}")
        self._template = self.empty()
        upgrade(self._template)

    def stop(self) -> None:
        self._control("stop", "-m", "immediate")
        shutil.rmtree(self._folder)

    def restart(self) -> None:
        """Cut all connections, as an update of the server does."""
        self._control("restart", "-m", "fast", "-w", "-l", str(self._folder / "log"))

    def empty(self) -> str:
        return self._create("template0")

    def migrated(self) -> str:
        return self._create(make_url(self._template).database or "")

    def _create(self, template: str) -> str:
        name = f"test{next(self._numbers)}"
        self._as_owner("createdb", "-h", str(self._folder), "-U", "postgres", "-T", template, name)
        return f"postgresql+asyncpg://postgres@/{name}?host={self._folder}"

    def _control(self, *arguments: str) -> None:
        self._run("pg_ctl", *arguments, "-D")

    def _run(self, program: str, *arguments: str) -> None:
        self._as_owner(program, *arguments, str(self._folder / "data"))

    def _as_owner(self, program: str, *arguments: str) -> None:
        command: Sequence[str] = (str(self._programs / program), *arguments)
        if os.geteuid() == 0:
            command = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command)
        subprocess.run(command, check=True, capture_output=True, cwd="/")  # noqa: S603 - our own words


def postgres_programs() -> Path:
    """The folder of the server programs."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which("initdb")
    return Path(found or go_without(_MISSING)).parent


@asynccontextmanager
async def holding(database: Database) -> AsyncIterator[AsyncConnection]:
    """A transaction of the test's own, rolled back if the block fails; nobody else writes meanwhile."""
    begun: asyncio.Queue[AsyncConnection] = asyncio.Queue()
    over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def work(connection: AsyncConnection) -> None:
        begun.put_nowait(connection)
        await over

    held = asyncio.create_task(database.transaction("test", work))
    beginning = asyncio.create_task(begun.get())
    await asyncio.wait([beginning, held], return_when=asyncio.FIRST_COMPLETED)
    if held.done():
        beginning.cancel()
        held.result()
    try:
        yield beginning.result()
    except BaseException as failure:
        over.set_exception(failure)
        await asyncio.gather(held, return_exceptions=True)
        raise
    over.set_result(None)
    await held
