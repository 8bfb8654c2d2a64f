"""Whether the bot is there."""

from __future__ import annotations

from bot.simulator.changes import Changes
from bot.simulator.presence import Presence


async def test_a_bot_that_stops_polling_is_gone_after_a_while() -> None:
    changes = Changes()
    presence = Presence(changes, grace=0.01)
    presence.poll_begins()
    presence.poll_ends()
    assert presence.online
    assert await changes.until(lambda: not presence.online, within=2)


async def test_a_bot_between_two_polls_is_still_there() -> None:
    presence = Presence(Changes(), grace=30)
    presence.poll_begins()
    presence.poll_ends()
    presence.poll_begins()
    assert presence.online
    presence.poll_ends()
    presence.close()
