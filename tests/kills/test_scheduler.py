"""The process dies around the commits of the scheduler: whatever was due comes, and comes once."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.app.ports import Occasion
from bot.domain.meeting import Meeting
from bot.storage.database import open_database
from bot.storage.migrating import upgrade
from bot.system import SystemClock
from tests.kills.mortal import mortal
from tests.storage.making import batches_on, brief

if TYPE_CHECKING:
    from pathlib import Path

    from bot.app.ports import UnitOfWork
    from bot.simulator import LocalTelegram

#: More than are done in one transaction.
BRIEFS = 25
#: One brief each, for a chat gets one message a second.
MANAGERS = range(3001, 3001 + BRIEFS)
_PATIENCE = 60.0


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite+aiosqlite:///{tmp_path / 'brief.db'}"
    upgrade(url)
    return url


async def meetings_were(url: str, ago: timedelta) -> None:
    """So long ago all had their meetings; nobody has asked whether they took place."""
    at = datetime.now(UTC) - ago

    async def use_case(uow: UnitOfWork) -> None:
        for manager in MANAGERS:
            made = brief(f"b{manager}", manager_id=manager)
            uow.briefs.save(replace(made, meeting=Meeting(at, "Europe/Moscow")))
            uow.schedule.put(Occasion.MEETING_OVER, made.id, at)

    async with open_database(url) as database:
        await (await batches_on(database, SystemClock())).once(use_case)


def asked(telegram: LocalTelegram) -> Counter[int]:
    """How often each manager was asked."""
    people = (telegram.user(manager, "Мария") for manager in MANAGERS)
    return Counter(user.id for user in people for message in user.from_bot if "состоялась ли" in message.text)


def repetitions(log: Path) -> int:
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    return sum(line["event"] == "sender.possible_repetition" for line in lines)


@pytest.mark.parametrize(
    "deaths",
    [
        ["scheduler.before_commit:1", "scheduler.before_commit:2"],
        ["scheduler.after_commit:1", "scheduler.after_commit:1"],
    ],
    ids=lambda deaths: deaths[0],
)
async def test_what_is_due_comes_once_though_the_process_dies(
    deaths: list[str], telegram: LocalTelegram, url: str, tmp_path: Path
) -> None:
    await meetings_were(url, timedelta(days=30))
    log = tmp_path / "log"
    for manager in MANAGERS:
        await telegram.user(manager, "Мария").send("/start", wait=False)
    settings = {"bot_token": telegram.token, "bot_admins": str(MANAGERS[0]), "database_url": url}
    settings |= {"telegram_api_url": telegram.url}

    async def all_come() -> None:
        first = telegram.user(MANAGERS[0], "Мария")
        await first.until(lambda: len(asked(telegram)) == BRIEFS, within=_PATIENCE)

    async with mortal(settings, log, deaths, lambda _: all_come()) as bot:
        await bot.during(all_come())
    assert bot.died_at == deaths
    found = asked(telegram)
    assert len(found) == BRIEFS
    assert sum(found.values()) - BRIEFS <= repetitions(log)
