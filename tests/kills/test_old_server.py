"""A server that knows no rich messages: dying between its refusal and the classic form loses and doubles nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kills.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from bot.app.interview import Interviews
    from bot.simulator import LocalTelegram
    from tests.kills.people import Kept

#: The first exchange is the refused screen for its classic form, the next ones are for what is left of a reading.
DEATHS = [
    ["sender.before_exchange:1", "sender.before_exchange:1"],
    ["sender.after_exchange:1", "sender.after_exchange:1"],
    ["sender.before_exchange:2", "sender.after_exchange:1"],
]


@pytest.mark.parametrize("deaths", DEATHS, ids=" ".join)
async def test_dying_between_the_refusal_and_the_classic_form_loses_nothing_and_doubles_nothing(
    deaths: list[str], telegram: LocalTelegram, tmp_path: Path, interviews: Interviews, undisturbed: Kept
) -> None:
    telegram.faults.forget_rich_messages()
    world = World(telegram, tmp_path, interviews, webhook=False)
    assert await world.talk(deaths) == undisturbed
    assert world.died_at == deaths
    assert world.doubled() <= world.repetitions()
    told = "\n".join(message.text for message in world.pair.maria.from_bot if message.rich is None)
    assert "К встрече" in told
    assert "\nПовестка встречи" in told
