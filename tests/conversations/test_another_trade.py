"""A questionnaire of another trade, from the invitation to the plan: nothing that people read speaks of CRM."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conversations.conftest import CLIENT, MANAGER, Stage, serving, settings_for
from tests.conversations.walker import begin, plan_for, seen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.simulator import LocalTelegram

WORKSHOP = Path(__file__).parents[1] / "questionnaires" / "workshop.yaml"
#: A plan without works and prices: what was answered, and what is open.
CATALOG = 'id: workshop\nversion: "1"\nquestionnaire: pottery_party\n'


@pytest.fixture
async def stage(telegram: LocalTelegram, database: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    catalog = tmp_path / "catalog.yaml"
    catalog.write_text(CATALOG, encoding="utf-8")
    async with serving(settings_for(telegram, database, questionnaire=WORKSHOP, catalog=catalog)) as bot:
        yield Stage(telegram, telegram.user(MANAGER, "Мария"), telegram.user(CLIENT, "Анна"), bot)


async def test_a_party_is_planned_as_a_crm_is(stage: Stage) -> None:
    anna = await begin(stage)
    said = [seen(message.text) for message in stage.anna.from_bot]
    await anna.tap("День рождения")
    await anna.say("около 8")
    await anna.say("Лепка фигурок")
    said.append(anna.text)
    await anna.arrive_at("Проверьте ответы")
    said.append(anna.text)
    plan = await plan_for(stage)

    assert "Гончарный круг" in plan
    said += [anna.text, *(seen(message.text) for message in stage.anna.from_bot)]
    assert not any("CRM" in text or "внедрен" in text for text in said)
