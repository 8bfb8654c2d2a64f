"""A server that knows no rich messages: dying between its refusal and the classic form loses and doubles nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.simulator import LocalTelegram
from tests.effort import TIMES
from tests.kills.world import Outcome, World

if TYPE_CHECKING:
    from pathlib import Path

    from bot.app.interview import Interviews

#: The first exchange is the refused screen for its classic form, the next ones are for what is left of a reading.
DEATHS = [["rich.before_commit:1", "rich.after_commit:1"], ["exchange.before_commit:1", "exchange.after_commit:2"]]
IN_TORTURE = [
    ["exchange.before_commit:1", "exchange.before_commit:1"],
    ["exchange.after_commit:1", "exchange.after_commit:1"],
    ["exchange.before_commit:2", "exchange.after_commit:1"],
]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def undisturbed(tmp_path_factory: pytest.TempPathFactory, interviews: Interviews) -> Outcome:
    """As on every other server, but for the form of the plan."""
    async with LocalTelegram(settle=0.3) as telegram:
        telegram.faults.forget_rich_messages()
        world = World(telegram, tmp_path_factory.mktemp("old"), interviews, webhook=False)
        outcome = await world.talk([])
    told = "\n".join(outcome.seen)
    assert "К встрече" in told
    assert "\nПовестка встречи" in told
    return outcome


@pytest.mark.parametrize("deaths", [*DEATHS, *(IN_TORTURE if TIMES > 1 else ())], ids=" ".join)
async def test_dying_between_the_refusal_and_the_classic_form_loses_nothing_and_doubles_nothing(
    deaths: list[str], telegram: LocalTelegram, tmp_path: Path, interviews: Interviews, undisturbed: Outcome
) -> None:
    telegram.faults.forget_rich_messages()
    world = World(telegram, tmp_path, interviews, webhook=False)
    await world.outlives(deaths, undisturbed)
    assert world.died_at == deaths
