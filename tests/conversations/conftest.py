"""The whole bot, wired as in life, against the local Telegram over real HTTP."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from shutil import copyfile
from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr

from bot.bootstrap import Bot, Definitions, assembled, load_definitions
from bot.config import DefinitionSettings, Settings
from bot.simulator import LocalTelegram
from bot.storage.migrating import upgrade

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.app.ports import Clock
    from bot.simulator import User

MANAGER, CLIENT = 1001, 2002


@dataclass
class Stage:
    """The people of a conversation and the bot between them."""

    telegram: LocalTelegram
    maria: User
    anna: User
    bot: Bot

    async def invite(self, company: str = "ООО «Ромашка»", contact: str = "Анна") -> str:
        """Maria creates a brief, its meeting still open; the link that she may forward."""
        await self.maria.send("/new")
        await self.maria.send(company)
        sent = await self.maria.send(contact, wait=False)

        def links() -> list[str]:
            below = (message for message in self.maria.from_bot if message.message_id > sent.message_id)
            return [word for message in below for word in message.text.split() if "?start=" in word]

        await self.maria.until(lambda: bool(links()), what="The link does not come.")
        below = "когда встреча?"
        await self.maria.until(lambda: below in self.maria.last.text, what="The meeting is not asked for.")
        return links()[0]

    async def begin(self) -> None:
        """Anna has opened the link, agreed and seen the sections; the first question is on her card."""
        await self.anna.open_link(await self.invite())
        await self.anna.tap("Согласен, начать")
        await self.anna.tap("Начать")
        await self.anna.card_shows("1 из")

    async def resume(self) -> None:
        """Anna asks for the next open question."""
        await self.anna.tap("Разделы")
        await self.anna.tap("Продолжить")


def settings_for(telegram: LocalTelegram, database: Path, **changes: object) -> Settings:
    given: dict[str, object] = {
        "bot_token": SecretStr(telegram.token),
        "bot_admins": (MANAGER,),
        "database_url": f"sqlite:///{database}",
        "telegram_api_url": telegram.url,
        "webhook_url": "",
        **changes,
    }
    return Settings(_env_file=None, **given)  # type: ignore[arg-type]  # by name, from a mapping


@cache
def definitions(questionnaire: Path, catalog: Path) -> Definitions:
    """Read once for all conversations."""
    return load_definitions(DefinitionSettings(_env_file=None, questionnaire=questionnaire, catalog=catalog))


@asynccontextmanager
async def serving(settings: Settings, clock: Clock | None = None) -> AsyncIterator[Bot]:
    async with assembled(settings, clock, definitions=definitions(settings.questionnaire, settings.catalog)) as bot:
        task = asyncio.create_task(bot.run())
        yield bot
        bot.stop()
        await task


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, to be copied: quicker than the migrations."""
    path = tmp_path_factory.mktemp("migrated") / "brief.db"
    upgrade(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture
def database(tmp_path: Path, migrated: Path) -> Path:
    return copyfile(migrated, tmp_path / "brief.db")


@pytest.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    async with LocalTelegram(settle=0.3) as telegram:
        yield telegram


@pytest.fixture
async def stage(telegram: LocalTelegram, database: Path) -> AsyncIterator[Stage]:
    async with serving(settings_for(telegram, database)) as bot:
        maria, anna = telegram.user(MANAGER, "Мария"), telegram.user(CLIENT, "Анна")
        yield Stage(telegram, maria, anna, bot)
