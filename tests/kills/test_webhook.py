"""With a webhook, the process dies around its commits and its calls: nothing is lost, nothing happens twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kills.world import World, along, once

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.app.interview import Interviews
    from bot.simulator import LocalTelegram
    from tests.kills.world import Outcome

#: Behind the receiving, all is as with polling.
DEATHS = [
    *along("commit", "receiver", 1, 3, 6, 9),
    once("commit", "worker", 6),
    once("call", "setWebhook"),
]


@pytest.mark.parametrize("deaths", DEATHS, ids=" ".join)
async def test_dying_around_a_commit_or_a_call_loses_nothing_and_doubles_nothing(
    deaths: Sequence[str], telegram: LocalTelegram, tmp_path: Path, interviews: Interviews, undisturbed: Outcome
) -> None:
    world = World(telegram, tmp_path, interviews, webhook=True)
    await world.outlives(deaths, undisturbed)
    assert world.died_at == deaths
