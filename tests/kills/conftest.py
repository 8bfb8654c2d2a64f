from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.app.interview import Interviews
from bot.definitions.questionnaires import load_questionnaire
from bot.simulator import LocalTelegram
from tests.kills.world import Outcome, World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    async with LocalTelegram(settle=0.3, retry_scale=0.05) as telegram:
        yield telegram


@pytest.fixture(scope="session")
def interviews() -> Interviews:
    return Interviews(load_questionnaire(ROOT / "templates/questionnaires/crm_bitrix24.yaml"))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def undisturbed(tmp_path_factory: pytest.TempPathFactory, interviews: Interviews) -> Outcome:
    """What a conversation leaves behind when nobody dies."""
    async with LocalTelegram(settle=0.3) as telegram:
        world = World(telegram, tmp_path_factory.mktemp("undisturbed"), interviews, webhook=False)
        return await world.talk([])
