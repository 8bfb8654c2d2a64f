"""Who accepts what is proposed is through in a few minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conversations.walker import accept_everything

if TYPE_CHECKING:
    from tests.conversations.conftest import Stage

MOST_TAPS = 45


async def test_a_client_who_accepts_the_proposals_is_through_in_at_most_45_taps(stage: Stage) -> None:
    await stage.anna.open_link(await stage.invite())

    walk = await accept_everything(stage.anna, until="Спасибо")

    assert len(walk.taps) <= MOST_TAPS
    assert walk.typed == []
    await stage.maria.sees("бриф заполнен")
    await stage.maria.sees("Решено")
