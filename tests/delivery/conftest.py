"""A database of its own for every test, and a local Telegram for those who ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.delivery.telegram import Telegram
from bot.simulator import LocalTelegram
from bot.storage.database import Database, open_database
from tests.databases import PostgresServer, SqliteFiles, postgres_programs
from tests.delivery.post import Post
from tests.fakes import FakeClock
from tests.storage.making import batches_on

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping, Sequence

    from bot.simulator import User
    from bot.storage.batches import Batches


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    return SqliteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    server = PostgresServer(postgres_programs())
    yield server
    server.stop()


@pytest.fixture
def databases(request: pytest.FixtureRequest) -> SqliteFiles | PostgresServer:
    """SQLite, unless a test is parametrized by ``BOTH``."""
    found: SqliteFiles | PostgresServer = request.getfixturevalue(getattr(request, "param", "sqlite"))
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


@pytest.fixture
async def batches(database: Database, clock: FakeClock) -> Batches:
    return await batches_on(database, clock)


@pytest.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    async with LocalTelegram(retry_scale=0.01) as running:
        yield running


@pytest.fixture
async def api(telegram: LocalTelegram) -> AsyncIterator[Telegram]:
    """The bot's connection to it."""
    opened = Telegram(telegram.url, telegram.token)
    yield opened
    await opened.close()


@pytest.fixture
async def anna(telegram: LocalTelegram) -> User:
    """Somebody who has started the bot."""
    return await _started(telegram, 1, "Анна")


@pytest.fixture
async def boris(telegram: LocalTelegram) -> User:
    return await _started(telegram, 2, "Борис")


async def _started(telegram: LocalTelegram, user_id: int, name: str) -> User:
    user = telegram.user(user_id, name)
    await user.send("/start", wait=False)
    return user


@pytest.fixture
async def post(api: Telegram, batches: Batches) -> AsyncIterator[Post]:
    opened = Post(api, batches)
    yield opened
    await opened.sender.abandon()


@pytest.fixture
async def next_post(api: Telegram, database: Database, clock: FakeClock) -> AsyncIterator[Post]:
    """Another process later, which knows only what is stored."""
    opened = Post(api, await batches_on(database, clock))
    yield opened
    await opened.sender.abandon()


@pytest.fixture
def logs() -> Iterator[Sequence[Mapping[str, object]]]:
    """What is logged meanwhile."""
    with capture_logs() as captured:
        yield captured
