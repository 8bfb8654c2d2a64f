"""A database of its own for every test, and a local Telegram for those who ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.delivery.failpoints import Failpoints
from bot.delivery.telegram import Telegram
from bot.simulator import LocalTelegram
from bot.storage.database import Database, open_database
from tests.databases import SqliteFiles
from tests.fakes import FakeClock
from tests.storage.making import batches_on

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.storage.batches import Batches


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    return SqliteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture
async def database(sqlite: SqliteFiles) -> AsyncIterator[Database]:
    async with open_database(sqlite.migrated()) as opened:
        yield opened


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def batches(database: Database, clock: FakeClock) -> Batches:
    return await batches_on(database, clock)


@pytest.fixture
def failpoints() -> Failpoints:
    """Nobody dies here."""
    return Failpoints()


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
