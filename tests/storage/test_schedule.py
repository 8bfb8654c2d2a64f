"""What is due is taken once, in the order of its moments, and only as it was read; journals of reminding only grow."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.app.messages import Screen, ShowCard
from bot.app.ports import Due, LiveCard, Occasion
from bot.domain.brief import Submission
from bot.domain.reminders.journal import Journal
from bot.domain.reminders.outcome import Kind
from bot.storage.errors import ConflictError
from bot.storage.schedule import bring_forward, due_now, next_due_at
from tests.storage.making import CLIENT, MANAGER, NOON, batches_on, brief

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.app.ports import UnitOfWork
    from bot.storage.database import Database
    from bot.storage.unit_of_work import Batch, Effects
    from tests.fakes import FakeClock

_HOUR = timedelta(hours=1)


async def run(database: Database, clock: FakeClock, use_case: Callable[[Batch], Awaitable[None]]) -> Effects:
    """As a process that has just started."""
    return await (await batches_on(database, clock)).once(use_case)


def putting(*dues: Due) -> Callable[[UnitOfWork], Awaitable[None]]:
    async def use_case(uow: UnitOfWork) -> None:
        for due in dues:
            uow.schedule.put(due.occasion, due.subject, due.at)

    return use_case


def client(brief_id: str, hours: float = 0) -> Due:
    return Due(Occasion.CLIENT, brief_id, NOON + hours * _HOUR)


async def due(database: Database, hours: float, limit: int = 10) -> list[Due]:
    return await database.transaction("test", lambda connection: due_now(connection, NOON + hours * _HOUR, limit))


async def test_what_is_due_comes_in_the_order_of_its_moments(database: Database, clock: FakeClock) -> None:
    await run(database, clock, putting(client("b", 2), client("a", 1), client("c", 3)))
    assert await due(database, 2) == [client("a", 1), client("b", 2)]
    assert await due(database, 3, limit=1) == [client("a", 1)]
    assert await due(database, 0.5) == []
    assert await database.transaction("test", next_due_at) == NOON + _HOUR


async def test_a_new_moment_replaces_the_one_that_was_there(database: Database, clock: FakeClock) -> None:
    assert (await run(database, clock, putting(client("a", 1)))).rescheduled
    await run(database, clock, putting(client("a", 5)))
    assert await due(database, 9) == [client("a", 5)]

    async def drop(uow: UnitOfWork) -> None:
        assert await uow.schedule.get(Occasion.CLIENT, "a") == NOON + 5 * _HOUR
        uow.schedule.put(Occasion.CLIENT, "a", None)
        assert await uow.schedule.get(Occasion.CLIENT, "a") is None

    await run(database, clock, drop)
    assert await due(database, 9) == []


async def test_what_was_taken_is_not_taken_again(database: Database, clock: FakeClock) -> None:
    await run(database, clock, putting(client("a"), client("b")))

    async def take(batch: Batch) -> None:
        await batch.schedule.take(client("a"), NOON + _HOUR)
        await batch.schedule.take(client("b"), None)

    await run(database, clock, take)
    assert await due(database, 9) == [client("a", 1)]
    with pytest.raises(ConflictError):
        await run(database, clock, take)
    assert await due(database, 9) == [client("a", 1)]


async def test_what_failed_is_due_as_before(database: Database, clock: FakeClock) -> None:
    async def fail(batch: Batch) -> None:
        batch.schedule.put(Occasion.CLIENT, "a", NOON)
        with suppress(ValueError), batch.savepoint():
            batch.schedule.put(Occasion.CLIENT, "a", NOON + _HOUR)
            batch.schedule.put(Occasion.DIGEST, "7", NOON)
            raise ValueError

    await run(database, clock, fail)
    assert await due(database, 9) == [client("a")]


async def test_what_a_wrong_clock_put_far_off_is_brought_forward(database: Database, clock: FakeClock) -> None:
    await run(database, clock, putting(client("a", 1), client("b", 9000), Due(Occasion.DIGEST, "7", NOON + 99 * _HOUR)))
    await database.transaction("test", lambda to: bring_forward(to, Occasion.CLIENT, NOON + 20 * _HOUR, NOON))
    assert await due(database, 1) == [client("b"), client("a", 1)]


async def test_a_journal_is_kept_and_grows(database: Database, clock: FakeClock) -> None:
    kept = replace(Journal("b1", NOON), snoozed_until=NOON + _HOUR, digest_from=NOON, held_at=NOON - _HOUR)

    async def begin(uow: UnitOfWork) -> None:
        uow.briefs.save(brief())
        assert await uow.journals.get("b1") == Journal("b1")
        uow.journals.save(kept.with_sent(NOON, Kind.NOT_STARTED))
        assert (await uow.journals.get("b1")).sent

    async def go_on(uow: UnitOfWork) -> None:
        found = await uow.journals.get("b1")
        uow.journals.save(replace(found.with_sent(NOON + _HOUR, Kind.FIRST_NUDGE), stopped=True))

    await run(database, clock, begin)
    await run(database, clock, go_on)

    async def look(uow: UnitOfWork) -> None:
        expected = kept.with_sent(NOON, Kind.NOT_STARTED).with_sent(NOON + _HOUR, Kind.FIRST_NUDGE)
        assert await uow.journals.get("b1") == replace(expected, stopped=True)

    await run(database, clock, look)


async def test_where_the_reminder_stands_outlives_the_moves_of_the_card(database: Database, clock: FakeClock) -> None:
    async def begin(uow: UnitOfWork) -> None:
        uow.cards.save(CLIENT, LiveCard(1, 40, 41))

    async def show_unread(uow: UnitOfWork) -> None:
        uow.outbox.put(ShowCard(CLIENT, 2, Screen("Вопрос")))

    async def look(uow: UnitOfWork) -> None:
        assert await uow.cards.get(CLIENT) == LiveCard(2, 40, 41)

    for use_case in (begin, show_unread, look):
        await run(database, clock, use_case)


async def test_unfinished_briefs_are_those_that_clients_have_not_sent(database: Database, clock: FakeClock) -> None:
    async def begin(uow: UnitOfWork) -> None:
        uow.briefs.save(brief("open", client_id=None))
        uow.briefs.save(brief("begun", minutes=1))
        uow.briefs.save(brief("trial", client_id=MANAGER))
        uow.briefs.save(replace(brief("sent"), submissions=(Submission(0, NOON),)))
        uow.briefs.save(brief("another's", manager_id=8))

    async def look(uow: UnitOfWork) -> None:
        assert [each.id for each in await uow.briefs.unfinished_of_manager(MANAGER)] == ["begun", "open"]

    await run(database, clock, begin)
    await run(database, clock, look)
