"""The heartbeat, and what is forgotten with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.delivery.pulse import Pulse
from bot.storage.inbox import mark_attempt, mark_done, waiting_in_inbox
from bot.storage.liveness import last_beat
from tests.databases import holding
from tests.delivery.stored import inbox, receive, said

if TYPE_CHECKING:
    from bot.storage.batches import Batches
    from bot.storage.database import Database
    from tests.fakes import FakeClock

ANNA = 1
DONE, SET_ASIDE, WAITING = 1, 2, 3


@pytest.fixture
async def received(batches: Batches) -> None:
    """One update is done, one is set aside, one waits."""
    await receive(batches, *(said(number, ANNA, "тайна") for number in (DONE, SET_ASIDE, WAITING)))
    async with holding(batches.database) as connection:
        done, failed, _ = await waiting_in_inbox(connection, 3)
        await mark_done(connection, [done.id])
        await mark_attempt(connection, failed, "HandlerError", final=True)


@pytest.mark.usefixtures("received")
@pytest.mark.parametrize(
    ("hours", "left"),
    [
        (72, [DONE, SET_ASIDE, WAITING]),
        (73, [SET_ASIDE, WAITING]),
        (30 * 24, [SET_ASIDE, WAITING]),
        (30 * 24 + 1, [WAITING]),
    ],
)
async def test_what_is_done_is_forgotten_after_three_days_and_what_was_set_aside_after_thirty(
    database: Database, clock: FakeClock, hours: int, left: list[int]
) -> None:
    clock.advance(hours=hours)
    await Pulse(database, clock).beat()
    assert await database.transaction("test", last_beat) == clock.now()
    assert [row.update_id for row in await inbox(database)] == left
