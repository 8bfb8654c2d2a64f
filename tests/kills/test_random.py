"""The process dies again and again, anywhere, and nothing is lost or doubled. ``make torture`` goes on for longer."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, get_args

import pytest

from bot.failpoints import Moment
from tests.effort import effort
from tests.kills.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from bot.app.interview import Interviews
    from bot.simulator import LocalTelegram
    from tests.kills.world import Outcome


def deaths(seed: int) -> list[str]:
    """Up to eight lives, each as short as a few calls or commits, whosoever."""
    chance = random.Random(seed)  # noqa: S311 - to be found again by its seed
    return [
        f"kill:{chance.randint(1, 12)}"
        if chance.random() < 1 / 3
        else f"*.{chance.choice(get_args(Moment))}:{chance.randint(1, 30)}"
        for _ in range(chance.randint(2, 8))
    ]


@pytest.mark.parametrize("seed", range(effort(2)))
async def test_dying_again_and_again_loses_nothing_and_doubles_nothing(
    seed: int, telegram: LocalTelegram, tmp_path: Path, interviews: Interviews, undisturbed: Outcome
) -> None:
    await World(telegram, tmp_path, interviews, webhook=bool(seed % 2)).outlives(deaths(seed), undisturbed)


@pytest.mark.parametrize("number", range(effort(1)))
async def test_dying_once_at_any_moment_of_the_conversation_loses_nothing_and_doubles_nothing(
    number: int, telegram: LocalTelegram, tmp_path: Path, interviews: Interviews, undisturbed: Outcome
) -> None:
    moments = get_args(Moment)
    times, kind = divmod(number, len(moments))
    death = f"*.{moments[kind]}:{1 + 7 * times}"
    await World(telegram, tmp_path, interviews, webhook=False).outlives([death], undisturbed)
