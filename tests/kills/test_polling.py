"""While it polls, the process dies at every commit and at every call: nothing is lost, nothing happens twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.delivery.failpoints import NAMES
from tests.kills.world import LIVES, World

if TYPE_CHECKING:
    from pathlib import Path

    from bot.app.interview import Interviews
    from bot.simulator import LocalTelegram
    from tests.kills.people import Kept


@pytest.mark.parametrize(
    "failpoint", [name for name in NAMES if not name.startswith("webhook.") and not name.endswith("_exchange")]
)
async def test_dying_at_a_failpoint_loses_nothing_and_doubles_nothing(
    failpoint: str, telegram: LocalTelegram, tmp_path: Path, interviews: Interviews, undisturbed: Kept
) -> None:
    world = World(telegram, tmp_path, interviews, webhook=False)
    deaths = [f"{failpoint}:{count}" for count in LIVES.get(failpoint, (1, 4))]
    assert await world.talk(deaths) == undisturbed
    assert world.died_at == deaths
    assert world.doubled() <= world.repetitions()
