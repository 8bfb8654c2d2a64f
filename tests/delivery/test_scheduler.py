"""What is due is done once, whatever happens to the process and its clock; many at once are spread."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.app.ports import Due, Occasion
from bot.delivery.scheduler import Scheduler
from bot.domain.brief import Person
from bot.failpoints import Failpoints
from bot.storage.database import Database, make_engine, open_database
from bot.storage.schedule import due_now
from tests.databases import BOTH
from tests.delivery.post import text
from tests.delivery.stored import outbox
from tests.storage.making import batches_on

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.app.ports import UnitOfWork
    from bot.storage.batches import Batches
    from bot.storage.unit_of_work import Effects
    from tests.fakes import FakeClock

# Tracebacks, drawn for a terminal, take longer than the tests.
pytestmark = pytest.mark.usefixtures("logs")

DAY = timedelta(days=1)
#: No look is set farther ahead than this.
NEARLY_A_DAY = timedelta(hours=19)


@dataclass
class Doing:
    """Writes a message to the chat that is the subject; due again nearly a day later, unless it is said otherwise."""

    clock: FakeClock
    again: timedelta | None = NEARLY_A_DAY
    fails: set[str] = field(default_factory=set)
    #: Saved together with a person whom no database takes.
    unwritable: set[str] = field(default_factory=set)
    done: list[tuple[str, datetime]] = field(default_factory=list)
    called: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, uow: UnitOfWork, due: Due, /) -> datetime | None:
        uow.outbox.put(text(int(due.subject), f"{due.occasion} {due.subject}", bulk=True))
        if due.subject in self.fails:
            raise ValueError(due.subject)
        if due.subject in self.unwritable:
            uow.people.save(Person(2**70, due.subject))
        self.done.append((due.subject, self.clock.now()))
        self.called.set()
        return None if self.again is None else self.clock.now() + self.again

    @property
    def subjects(self) -> list[str]:
        return [subject for subject, _ in self.done]


@pytest.fixture
def doing(clock: FakeClock) -> Doing:
    return Doing(clock)


@pytest.fixture
def handed() -> list[Effects]:
    return []


@pytest.fixture
def make(batches: Batches, doing: Doing, handed: list[Effects]) -> Callable[[], Scheduler]:
    """A scheduler as a process has it that has just started."""
    return lambda: Scheduler(batches, doing, handed.append)


@pytest.fixture
def scheduler(make: Callable[[], Scheduler]) -> Scheduler:
    return make()


async def put(batches: Batches, at: datetime, *subjects: int | str) -> None:
    async def use_case(uow: UnitOfWork) -> None:
        for subject in subjects:
            uow.schedule.put(Occasion.CLIENT, str(subject), at)

    await batches.once(use_case)


async def waiting(database: Database, until: datetime) -> dict[str, datetime]:
    found = await database.transaction("test", lambda connection: due_now(connection, until, 1000))
    return {due.subject: due.at for due in found}


async def test_what_is_due_is_in_the_outbox_and_due_again_when_it_says(
    scheduler: Scheduler, batches: Batches, clock: FakeClock, handed: list[Effects]
) -> None:
    await put(batches, clock.now(), 1)
    await put(batches, clock.now() + timedelta(seconds=1), 2)
    assert not await scheduler.work()
    assert await outbox(batches.database) == ["client 1"]
    assert [entry.bulk for effects in handed for entry in effects.queued] == [True]
    assert (await waiting(batches.database, clock.now() + DAY))["1"] == clock.now() + NEARLY_A_DAY
    assert not await scheduler.work()
    assert await outbox(batches.database) == ["client 1"]


async def test_what_is_not_due_again_is_gone(
    scheduler: Scheduler, batches: Batches, clock: FakeClock, doing: Doing
) -> None:
    doing.again = None
    await put(batches, clock.now(), 1)
    await scheduler.work()
    assert await waiting(batches.database, clock.now() + 99 * DAY) == {}


async def test_a_restart_does_nothing_again_and_forgets_nothing(
    make: Callable[[], Scheduler], batches: Batches, clock: FakeClock, doing: Doing
) -> None:
    await put(batches, clock.now(), 1)
    await put(batches, clock.now() + timedelta(hours=5), 2)
    await make().work()
    await make().work()
    assert doing.subjects == ["1"]
    clock.advance(hours=10)
    await make().work()
    assert doing.subjects == ["1", "2"]


async def test_a_clock_that_was_ahead_for_a_while_does_nothing_twice_and_loses_nothing(
    scheduler: Scheduler, batches: Batches, clock: FakeClock, doing: Doing
) -> None:
    await put(batches, clock.now() + timedelta(hours=1), 1)
    clock.advance(days=400)
    await scheduler.work()
    clock.advance(days=-400)
    await scheduler.work()
    await scheduler.work()
    assert doing.subjects == ["1", "1"]  # once by the wrong clock, and once looked at again by the right one
    clock.advance(days=1)
    await scheduler.work()
    assert doing.subjects == ["1", "1", "1"]


async def test_many_that_are_due_at_once_are_done_a_few_at_a_time(
    scheduler: Scheduler, batches: Batches, clock: FakeClock, doing: Doing
) -> None:
    await put(batches, clock.now(), *range(1, 9))
    assert await scheduler.work()
    assert len(doing.done) == 3
    assert await scheduler.work()
    assert not await scheduler.work()
    assert sorted(map(int, doing.subjects)) == list(range(1, 9))


async def test_what_goes_wrong_stops_nobody_and_is_tried_again_later(
    scheduler: Scheduler, batches: Batches, clock: FakeClock, doing: Doing
) -> None:
    doing.fails.add("1")
    await put(batches, clock.now(), 1, 2)
    await scheduler.work()
    assert await outbox(batches.database) == ["client 2"]
    await scheduler.work()
    assert doing.subjects == ["2"]
    doing.fails.clear()
    clock.advance(hours=1)
    await scheduler.work()
    assert doing.subjects == ["2", "1"]


async def test_what_cannot_be_written_stops_nobody_and_is_tried_again_later(
    scheduler: Scheduler, batches: Batches, clock: FakeClock, doing: Doing, handed: list[Effects]
) -> None:
    doing.unwritable.add("2")
    await put(batches, clock.now(), 1, 2, 3, 4)
    while await scheduler.work():
        pass
    assert await outbox(batches.database) == ["client 1", "client 3", "client 4"]
    assert [entry.chat_id for effects in handed for entry in effects.queued] == [1, 3, 4]
    assert (await waiting(batches.database, clock.now() + DAY))["2"] == clock.now() + timedelta(hours=1)
    doing.unwritable.clear()
    clock.advance(hours=1)
    await scheduler.work()
    assert "client 2" in await outbox(batches.database)


async def test_it_wakes_when_something_is_due_and_when_it_is_told_that_something_may_be(
    scheduler: Scheduler, batches: Batches, clock: FakeClock, doing: Doing
) -> None:
    await put(batches, clock.now(), 1)
    running = asyncio.create_task(scheduler.run())
    await asyncio.wait_for(doing.called.wait(), 5)
    doing.called.clear()
    await put(batches, clock.now(), 2)
    scheduler.wake()
    await asyncio.wait_for(doing.called.wait(), 5)
    assert doing.subjects == ["1", "2"]
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


@pytest.fixture
async def two_databases(url: str) -> AsyncIterator[tuple[Database, Database]]:
    """Two processes' connections to one database; the lock that keeps one of them waiting is not taken."""
    engine = make_engine(url)
    async with open_database(url) as first, engine.connect() as writer:
        yield first, Database(engine, writer, Failpoints())
    await engine.dispose()


@pytest.mark.parametrize("databases", BOTH, indirect=True)
async def test_two_schedulers_on_one_database_do_nothing_twice(
    two_databases: tuple[Database, Database], clock: FakeClock
) -> None:
    doing = Doing(clock)
    first, second = [await batches_on(database, clock) for database in two_databases]
    second.numbers._last = 10_000  # noqa: SLF001 - numbers are made by one process at a time
    await put(first, clock.now(), *range(1, 101))
    schedulers = [Scheduler(batches, doing, lambda _: None) for batches in (first, second)]

    async def work(scheduler: Scheduler) -> None:
        while await scheduler.work():
            pass

    await asyncio.gather(*(work(scheduler) for scheduler in schedulers))
    assert sorted(await outbox(first.database)) == sorted(f"client {number}" for number in range(1, 101))
