"""The same conversation on the other database."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.bootstrap import assembled
from bot.storage.errors import ConnectionLostError
from tests.conversations.conftest import CLIENT, MANAGER, Stage, serving, settings_for
from tests.conversations.walker import accept_everything
from tests.databases import PostgresServer, postgres_programs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.simulator import LocalTelegram

pytestmark = pytest.mark.postgres


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    server = PostgresServer(postgres_programs())
    yield server
    server.stop()


async def test_a_brief_is_filled_on_postgresql(telegram: LocalTelegram, server: PostgresServer, tmp_path: Path) -> None:
    settings = settings_for(telegram, tmp_path, database_url=server.migrated())
    async with serving(settings) as bot:
        stage = Stage(telegram, telegram.user(MANAGER, "Мария"), telegram.user(CLIENT, "Анна"), bot)
        await stage.anna.open_link(await stage.invite())
        await accept_everything(stage.anna, until="Спасибо")
        await stage.maria.sees("Решено")


async def test_without_its_database_the_bot_ends_and_the_next_start_goes_on(
    telegram: LocalTelegram, server: PostgresServer, tmp_path: Path
) -> None:
    settings = settings_for(telegram, tmp_path, database_url=server.migrated())
    maria, anna = telegram.user(MANAGER, "Мария"), telegram.user(CLIENT, "Анна")
    async with assembled(settings) as bot:
        task = asyncio.create_task(bot.run())
        await Stage(telegram, maria, anna, bot).begin()
        server.restart()
        await anna.tap("Производство", wait=False)
        with pytest.raises(ConnectionLostError, match="start the bot again"):
            await task
    async with serving(settings):
        await anna.card_shows("2 из")
