"""The bot against the local Telegram, in one process: no token, no network, nothing left behind."""

from __future__ import annotations

import asyncio
import signal
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.bootstrap import TEMPLATES, assembled
from bot.config import Settings
from bot.definitions.reading import read
from bot.demo_clock import WoundClock, let_pass, stop_at_meeting
from bot.domain.conditions import Definition
from bot.simulator import BotProfile, Control, Controls, LocalTelegram, Phone, Profile
from bot.storage.migrating import upgrade
from bot.system import SystemClock

if TYPE_CHECKING:
    from datetime import datetime

    from bot.bootstrap import Bot
    from bot.storage.unit_of_work import Batch

#: Nobody makes more in a demo.
_BRIEFS = 100


class _Person(Definition):
    id: int
    name: str
    role: str


class _Clock(Definition):
    """What the buttons say that wind the clock."""

    hour: str
    day: str
    meeting: str


class Scene(Definition):
    """Who takes part in the demo, from ``templates/messages/demo.yaml``."""

    title: str
    bot: str
    manager: _Person
    client: _Person
    clock: _Clock


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
    clock = WoundClock(SystemClock())
    async with LocalTelegram(phones, bot=profile, title=scene.title, port=port, now=clock.now) as telegram:
        settings = Settings(
            _env_file=None,
            bot_token=SecretStr(telegram.token),
            bot_admins=(scene.manager.id,),
            database_url=database_url,
            telegram_api_url=telegram.url,
            webhook_url="",
        )
        async with assembled(settings, clock) as bot:
            telegram.offer(Controls(_controls(scene, clock, bot), clock.now, settings.timezone))
            loop = asyncio.get_running_loop()
            for stopping in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(stopping, bot.stop)
            await telegram.user(scene.manager.id, scene.manager.name).send("/start", wait=False)
            sys.stdout.write(f"Open {telegram.url} in a browser. Stop with Ctrl+C.\n")
            sys.stdout.flush()
            await bot.run()


def _controls(scene: Scene, clock: WoundClock, bot: Bot) -> tuple[Control, ...]:
    async def an_hour() -> None:
        await let_pass(clock.now() + timedelta(hours=1), clock, bot.delivery)

    async def a_day() -> None:
        await let_pass(clock.now() + timedelta(days=1), clock, bot.delivery)

    async def to_the_meeting() -> None:
        stop = stop_at_meeting(await _meetings(scene, bot), clock.now())
        if stop is not None:
            await let_pass(stop, clock, bot.delivery)

    words = scene.clock
    return (Control(words.hour, an_hour), Control(words.day, a_day), Control(words.meeting, to_the_meeting))


async def _meetings(scene: Scene, bot: Bot) -> list[datetime]:
    found: list[datetime] = []

    async def look(batch: Batch) -> None:
        briefs = await batch.briefs.of_manager(scene.manager.id, limit=_BRIEFS)
        found.extend(brief.meeting.at for brief in briefs if brief.meeting)

    await bot.batches.once(look)
    return found
