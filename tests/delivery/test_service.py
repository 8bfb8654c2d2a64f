"""All loops together: how they begin, what they hand each other, and how they end."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from bot.app.ports import Conversation, Due, Occasion
from bot.delivery.rich import RichMessages
from bot.delivery.service import Delivery
from bot.storage.liveness import beat
from tests.delivery.post import NoFiles, store, text, texts
from tests.delivery.stored import outbox, receive, said, words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from datetime import datetime

    from bot.app.messages import SendReminder
    from bot.app.ports import UnitOfWork
    from bot.delivery.telegram import Telegram
    from bot.simulator import User
    from bot.storage.batches import Batches
    from tests.fakes import FakeClock

ANNA, BORIS = 1, 2


class ReactionError(Exception):
    """What a reaction may raise."""


@dataclass
class Reactions:
    """Repeat to everybody what they said, and tell Boris of everything else."""

    #: Chats for which coming back goes wrong.
    broken: set[int] = field(default_factory=set)
    #: Words that make something due.
    waking: set[str] = field(default_factory=set)

    async def handle(self, uow: UnitOfWork, update: Mapping[str, object], /) -> None:
        uow.outbox.put(text(*words(update)))
        if words(update)[1] in self.waking:
            uow.schedule.wake(Occasion.CLIENT, str(words(update)[0]))

    async def update_failed(self, uow: UnitOfWork, update: Mapping[str, object], /) -> None:
        uow.outbox.put(text(words(update)[0], "извините"))

    async def became_unreachable(self, uow: UnitOfWork, chat_id: int, /) -> None:
        uow.outbox.put(text(BORIS, f"{chat_id} недоступен"))

    async def file_failed(self, uow: UnitOfWork, chat_id: int, /) -> None:
        uow.outbox.put(text(chat_id, "файла не будет"))

    async def began(self, uow: UnitOfWork, /) -> None:
        uow.schedule.put(Occasion.DIGEST, str(BORIS), None)

    async def due(self, uow: UnitOfWork, due: Due, /) -> datetime | None:
        uow.outbox.put(text(int(due.subject), "пора"))
        return None

    async def still_holds(self, _: UnitOfWork, __: SendReminder, /) -> bool:
        return True

    async def came_back(self, uow: UnitOfWork, chat_id: int, /) -> None:
        uow.outbox.put(text(chat_id, "снова здесь"))
        if chat_id in self.broken:
            raise ReactionError


@pytest.fixture
def reactions() -> Reactions:
    return Reactions()


@pytest.fixture
async def delivery(api: Telegram, batches: Batches, reactions: Reactions) -> Delivery:
    rich = RichMessages("auto", "http://server", batches.database, batches.clock)
    return Delivery(api, batches, reactions, NoFiles(), rich)


@asynccontextmanager
async def serving(delivery: Delivery) -> AsyncIterator[None]:
    """Until the block ends; nothing comes in but what is stored."""

    async def receive_nothing() -> None:
        await asyncio.Event().wait()

    running = asyncio.create_task(delivery.run(receive_nothing))
    yield
    delivery.stop()
    await asyncio.wait_for(running, 5)


async def be_away(batches: Batches, clock: FakeClock, *chats: int) -> None:
    """These chats are active, then the bot is away for longer than a tap lives."""

    async def use_case(uow: UnitOfWork) -> None:
        for chat_id in chats:
            uow.conversations.save(chat_id, Conversation("asking"))

    await batches.once(use_case)
    now, dialect = clock.now(), batches.database.dialect
    await batches.database.transaction("test", lambda connection: beat(connection, now, dialect))
    clock.advance(minutes=10)


async def test_what_an_earlier_process_left_goes_out_once_before_anything_new(
    anna: User, boris: User, delivery: Delivery, batches: Batches
) -> None:
    await store(batches, text(ANNA, "а"), text(BORIS, "б"))
    await receive(batches, *(said(number, ANNA, f"{number}") for number in range(1, 11)), said(11, BORIS, "11"))
    async with serving(delivery):
        await anna.until(lambda: len(anna.from_bot) >= 11)
        await boris.until(lambda: len(boris.from_bot) >= 2)
    assert texts(anna) == ["а", *(f"{number}" for number in range(1, 11))]
    assert texts(boris) == ["б", "11"]
    assert await outbox(batches.database) == []


async def test_what_is_shown_after_an_absence_goes_out_once_behind_what_was_left(
    anna: User, delivery: Delivery, batches: Batches, clock: FakeClock
) -> None:
    await be_away(batches, clock, ANNA)
    await store(batches, text(ANNA, "а"))
    await receive(batches, said(1, ANNA, "1"))
    async with serving(delivery):
        await anna.until(lambda: len(anna.from_bot) >= 3)
    assert texts(anna) == ["а", "снова здесь", "1"]


async def test_who_cannot_be_shown_anything_after_an_absence_keeps_nobody_from_being_served(
    anna: User, boris: User, delivery: Delivery, batches: Batches, reactions: Reactions, clock: FakeClock
) -> None:
    reactions.broken.add(ANNA)
    await be_away(batches, clock, ANNA, BORIS)
    await receive(batches, said(1, ANNA, "1"))
    async with serving(delivery):
        await anna.until(lambda: bool(anna.from_bot))
        await boris.until(lambda: bool(boris.from_bot))
    assert texts(anna) == ["1"]
    assert texts(boris) == ["снова здесь"]


async def test_that_somebody_is_out_of_reach_is_told_to_who_is_to_know(
    anna: User, boris: User, delivery: Delivery, batches: Batches
) -> None:
    anna.block()
    await store(batches, text(ANNA, "а"))
    async with serving(delivery):
        await boris.until(lambda: bool(boris.from_bot))
    assert texts(boris) == [f"{ANNA} недоступен"]
    assert await outbox(batches.database) == []


async def test_what_is_due_is_done_at_the_start_and_when_an_update_makes_it_due(
    anna: User, delivery: Delivery, batches: Batches, reactions: Reactions
) -> None:
    async def use_case(uow: UnitOfWork) -> None:
        uow.schedule.wake(Occasion.CLIENT, str(ANNA))

    await batches.once(use_case)
    reactions.waking.add("разбуди")
    async with serving(delivery):
        await anna.until(lambda: texts(anna) == ["пора"])
        await receive(batches, said(1, ANNA, "разбуди"))
        delivery.wake()
        await anna.until(lambda: len(anna.from_bot) >= 3)
    assert texts(anna) == ["пора", "разбуди", "пора"]


async def test_a_stop_handles_what_is_stored_and_sends_what_people_wait_for(
    anna: User, delivery: Delivery, batches: Batches
) -> None:
    async with serving(delivery):
        await receive(batches, said(1, ANNA, "1"))
    assert texts(anna) == ["1"]
    assert await outbox(batches.database) == []


async def test_what_breaks_the_receiving_ends_everything(delivery: Delivery) -> None:
    async def break_off() -> None:
        raise ReactionError

    with pytest.raises(ReactionError):
        await asyncio.wait_for(delivery.run(break_off), 5)
