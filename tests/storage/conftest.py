"""Every test of the storage runs on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.storage.database import Database, open_database
from tests.databases import BOTH, PostgresServer, SqliteFiles, postgres_programs
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    return SqliteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    server = PostgresServer(postgres_programs())
    yield server
    server.stop()


@pytest.fixture(params=BOTH)
def databases(request: pytest.FixtureRequest) -> SqliteFiles | PostgresServer:
    found: SqliteFiles | PostgresServer = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def url(databases: SqliteFiles | PostgresServer) -> str:
    """A migrated database."""
    return databases.migrated()


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    async with open_database(url) as opened:
        yield opened


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()
