"""The process dies again and again, anywhere, and nothing is lost or doubled. ``make torture`` goes on for longer."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from bot.delivery.failpoints import NAMES
from tests.effort import effort
from tests.kills.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from bot.app.interview import Interviews
    from bot.simulator import LocalTelegram
    from tests.kills.people import Kept


def deaths(seed: int) -> list[str]:
    """Up to eight lives, each as short as a few calls."""
    chance = random.Random(seed)  # noqa: S311 - to be found again by its seed
    return [
        f"kill:{chance.randint(1, 12)}" if chance.random() < 1 / 3 else f"{chance.choice(NAMES)}:{chance.randint(1, 8)}"
        for _ in range(chance.randint(2, 8))
    ]


@pytest.mark.parametrize("seed", range(effort(4)))
async def test_dying_again_and_again_loses_nothing_and_doubles_nothing(
    seed: int, telegram: LocalTelegram, tmp_path: Path, interviews: Interviews, undisturbed: Kept
) -> None:
    world = World(telegram, tmp_path, interviews, webhook=bool(seed % 2))
    assert await world.talk(deaths(seed)) == undisturbed
    assert world.doubled() <= world.repetitions()
