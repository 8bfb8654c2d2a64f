"""After a silence in which taps may have been lost, those who were in the middle of something see their cards again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.app.ports import Conversation
from bot.delivery.absences import Absences
from bot.storage.liveness import beat, last_beat
from tests.delivery.post import text
from tests.delivery.stored import outbox

if TYPE_CHECKING:
    from bot.app.ports import UnitOfWork
    from bot.storage.batches import Batches
    from bot.storage.unit_of_work import Effects
    from tests.fakes import FakeClock

ANNA, BORIS = 1, 2
A_TAPS_LIFE = timedelta(seconds=150)


@dataclass
class Cards:
    """Shown again to whoever is not in ``broken``."""

    broken: set[int] = field(default_factory=set)

    async def show(self, uow: UnitOfWork, chat_id: int, /) -> None:
        uow.outbox.put(text(chat_id, f"{chat_id}"))
        if chat_id in self.broken:
            raise LookupError(chat_id)


@pytest.fixture
def cards() -> Cards:
    return Cards()


@pytest.fixture
def handed() -> list[Effects]:
    return []


@pytest.fixture
async def absences(batches: Batches, cards: Cards, handed: list[Effects]) -> Absences:
    """Of a bot that was alive just now."""
    now, dialect = batches.clock.now(), batches.database.dialect
    await batches.database.transaction("test", lambda connection: beat(connection, now, dialect))
    return Absences(batches, cards.show, handed.append)


async def act(batches: Batches, *chats: int) -> None:
    async def use_case(uow: UnitOfWork) -> None:
        for chat_id in chats:
            uow.conversations.save(chat_id, Conversation("asking"))

    await batches.once(use_case)


async def test_a_bot_that_was_away_for_longer_than_a_tap_lives_shows_cards_again_once(
    absences: Absences, batches: Batches, clock: FakeClock, handed: list[Effects]
) -> None:
    await act(batches, ANNA, BORIS)
    clock.moment += A_TAPS_LIFE + timedelta.resolution
    await absences.began()
    assert await outbox(batches.database) == [f"{ANNA}", f"{BORIS}"]
    assert [entry.chat_id for effects in handed for entry in effects.queued] == [ANNA, BORIS]
    await absences.began()
    await absences.heard()
    assert len(handed) == 1


async def test_that_the_bot_is_back_is_known_with_the_commit_that_shows_the_cards(
    absences: Absences, batches: Batches, clock: FakeClock
) -> None:
    clock.advance(minutes=10)
    await absences.began()
    assert await batches.database.transaction("test", last_beat) == clock.now()


async def test_an_absence_as_long_as_a_tap_lives_costs_nothing(
    absences: Absences, batches: Batches, clock: FakeClock
) -> None:
    await act(batches, ANNA)
    clock.moment += A_TAPS_LIFE
    await absences.began()
    clock.moment += A_TAPS_LIFE
    await absences.heard()
    assert await outbox(batches.database) == []


async def test_a_telegram_that_was_out_of_reach_for_longer_while_the_bot_lived_counts_as_an_absence(
    absences: Absences, batches: Batches, clock: FakeClock
) -> None:
    await absences.began()
    await act(batches, ANNA)
    clock.moment += A_TAPS_LIFE + timedelta.resolution
    await absences.heard()
    await absences.heard()
    assert await outbox(batches.database) == [f"{ANNA}"]


async def test_a_clock_that_somebody_has_moved_is_no_absence(
    absences: Absences, batches: Batches, clock: FakeClock
) -> None:
    await absences.began()
    await act(batches, ANNA)
    clock.advance(days=1)
    absences.clock_moved()
    await absences.heard()
    assert await outbox(batches.database) == []


async def test_who_has_done_nothing_for_an_hour_before_is_left_in_peace(
    absences: Absences, batches: Batches, clock: FakeClock
) -> None:
    await act(batches, ANNA)
    clock.advance(seconds=1)
    await act(batches, BORIS)
    for _ in range(30):
        clock.advance(minutes=2)
        await absences.heard()
    clock.advance(minutes=10)
    await absences.heard()
    assert await outbox(batches.database) == [f"{BORIS}"]


async def test_a_bot_that_has_never_been_there_was_not_away(
    batches: Batches, cards: Cards, handed: list[Effects], clock: FakeClock
) -> None:
    await act(batches, ANNA)
    clock.advance(minutes=10)
    await Absences(batches, cards.show, handed.append).began()
    assert await outbox(batches.database) == []


async def test_who_cannot_be_shown_anything_keeps_nobody_from_it(
    absences: Absences, batches: Batches, clock: FakeClock, cards: Cards
) -> None:
    await act(batches, ANNA, BORIS)
    cards.broken.add(ANNA)
    clock.advance(minutes=10)
    await absences.began()
    assert await outbox(batches.database) == [f"{BORIS}"]
