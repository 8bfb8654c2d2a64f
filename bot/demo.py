"""The bot against the local Telegram, in one process: no token, no network, nothing left behind."""

from __future__ import annotations

import asyncio
import signal
import sys
import tempfile
from pathlib import Path

from pydantic import SecretStr

from bot.bootstrap import TEMPLATES, assembled
from bot.config import Settings
from bot.definitions.reading import read
from bot.domain.conditions import Definition
from bot.simulator import BotProfile, LocalTelegram, Phone, Profile
from bot.storage.migrating import upgrade


class _Person(Definition):
    id: int
    name: str
    role: str


class Scene(Definition):
    """Who takes part in the demo, from ``templates/messages/demo.yaml``."""

    title: str
    bot: str
    manager: _Person
    client: _Person


def run_demo(port: int) -> None:
    """Serve until interrupted; prints the address of the page."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'demo.db'}"
        upgrade(url)
        asyncio.run(_demo(url, port))


async def _demo(database_url: str, port: int) -> None:
    scene = read(TEMPLATES / "messages" / "demo.yaml", Scene)
    phones = [Phone(Profile(person.id, person.name), person.role) for person in (scene.client, scene.manager)]
    profile = BotProfile(first_name=scene.bot)
    async with LocalTelegram(phones, bot=profile, title=scene.title, port=port) as telegram:
        settings = Settings(
            _env_file=None,
            bot_token=SecretStr(telegram.token),
            bot_admins=(scene.manager.id,),
            database_url=database_url,
            telegram_api_url=telegram.url,
            webhook_url="",
        )
        async with assembled(settings) as bot:
            loop = asyncio.get_running_loop()
            for stopping in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(stopping, bot.stop)
            await telegram.user(scene.manager.id, scene.manager.name).send("/start", wait=False)
            sys.stdout.write(f"Open {telegram.url} in a browser. Stop with Ctrl+C.\n")
            sys.stdout.flush()
            await bot.run()
