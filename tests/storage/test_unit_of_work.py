"""The unit of work keeps what use cases save, shows it to the next update at once, and forgets what failed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, update

from bot.app.deleting import delete_brief
from bot.app.messages import Acknowledgement, Placement, Screen, SendMessage, ShowCard
from bot.app.ports import Conversation, LiveCard, Occasion
from bot.domain.answers import AnswerStatus
from bot.domain.brief import Brief, Person, Submission
from bot.domain.meeting import Meeting, MoveRequest
from bot.domain.reminders.outcome import Kind
from bot.storage import tables
from bot.storage.errors import ConflictError, StaleBriefError
from bot.storage.outbox import waiting_in_outbox
from tests.databases import holding
from tests.fakes import MemoryUnitOfWork
from tests.storage.making import CLIENT, MANAGER, NOON, answer, batches_on, brief, full_brief

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.app.messages import Outgoing
    from bot.app.ports import UnitOfWork
    from bot.storage.batches import Batches
    from bot.storage.database import Database
    from bot.storage.unit_of_work import Batch
    from tests.fakes import FakeClock


class HandlerError(Exception):
    """What a handler may raise."""


@pytest.fixture
async def batches(database: Database, clock: FakeClock) -> Batches:
    return await batches_on(database, clock)


async def save(batches: Batches, *briefs: Brief) -> list[Brief]:
    saved: list[Brief] = []

    async def use_case(uow: UnitOfWork) -> None:
        for one in briefs:
            await uow.briefs.get(one.id)
            saved.append(uow.briefs.save(one))

    await batches.once(use_case)
    return saved


async def stored(batches: Batches, brief_id: str) -> Brief | None:
    """As a process that has just started reads it."""
    fresh = await batches_on(batches.database, batches.clock)
    found: list[Brief | None] = []

    async def use_case(uow: UnitOfWork) -> None:
        found.append(await uow.briefs.get(brief_id))

    await fresh.once(use_case)
    return found[0]


async def fail_after(batch: Batch, update: Callable[[], Awaitable[None]]) -> None:
    """A handler that raises when it has done everything."""
    with suppress(HandlerError), batch.savepoint():
        await update()
        raise HandlerError


async def test_a_brief_comes_back_as_it_was_saved(batches: Batches) -> None:
    (saved,) = await save(batches, full_brief())
    found = await stored(batches, "b1")
    assert found == saved == replace(full_brief(), revision=1)
    assert found is not saved


async def test_a_brief_grows_from_batch_to_batch(batches: Batches) -> None:
    (saved,) = await save(batches, full_brief())
    grown = saved.with_answer(answer(saved.answers.next_seq, None, AnswerStatus.UNKNOWN))
    (again,) = await save(batches, replace(grown, company="Василёк"))
    assert await stored(batches, "b1") == again
    assert again.revision == 2


async def test_a_meeting_moves_and_is_called_off(batches: Batches) -> None:
    (saved,) = await save(batches, full_brief())
    moved = replace(saved, meeting=Meeting(NOON + timedelta(days=9), "Europe/Moscow"), move_request=None)
    (moved,) = await save(batches, moved)
    assert await stored(batches, "b1") == moved
    (off,) = await save(batches, replace(moved, meeting=None))
    found = await stored(batches, "b1")
    assert found == off
    assert found.meeting is None


async def test_what_one_update_saves_the_next_one_reads(batches: Batches) -> None:
    async def use_case(uow: UnitOfWork) -> None:
        first = uow.briefs.save(brief())
        second = uow.briefs.save(first.with_answer(answer(1, None)))
        assert await uow.briefs.get("b1") is second
        assert await uow.briefs.by_token("token-of-b1") is second
        assert await uow.briefs.of_client(CLIENT) == [second]
        assert await uow.briefs.of_manager(MANAGER, limit=5) == [second]
        assert await uow.briefs.count_of_manager(MANAGER) == 1

    await batches.once(use_case)
    found = await stored(batches, "b1")
    assert found is not None
    assert len(found.answers.history) == 1


async def test_an_unknown_brief_is_none(batches: Batches) -> None:
    async def use_case(uow: UnitOfWork) -> None:
        for _ in range(2):
            assert await uow.briefs.get("nope") is None
            assert await uow.briefs.by_token("nope") is None
            assert list(await uow.briefs.of_client(1)) == []

    await batches.once(use_case)


async def test_a_manager_pages_through_briefs_newest_first_whether_written_yet_or_not(batches: Batches) -> None:
    await save(batches, *(brief(f"old{number}", client_id=None, minutes=number) for number in range(3)))
    await save(batches, brief("foreign", manager_id=8, minutes=99))

    async def use_case(uow: UnitOfWork) -> None:
        for number in range(2):
            uow.briefs.save(brief(f"new{number}", client_id=None, minutes=10 + number))
        pages = [[one.id for one in await uow.briefs.of_manager(MANAGER, limit=2, offset=at)] for at in (0, 2, 4, 6)]
        assert pages == [["new1", "new0"], ["old2", "old1"], ["old0"], []]
        assert [one.id for one in await uow.briefs.of_manager(MANAGER, limit=3, offset=1)] == ["new0", "old2", "old1"]
        assert await uow.briefs.count_of_manager(MANAGER) == 5

    await batches.once(use_case)


async def test_a_clients_briefs_come_newest_first_as_they_are_now(batches: Batches) -> None:
    await save(batches, brief("first"), brief("second", client_id=None, minutes=1), brief("foreign", client_id=6))

    async def use_case(uow: UnitOfWork) -> None:
        second = await uow.briefs.by_token("token-of-second")
        assert second is not None
        uow.briefs.save(replace(second, client_id=CLIENT))
        assert [one.id for one in await uow.briefs.of_client(CLIENT)] == ["second", "first"]

    await batches.once(use_case)


async def test_people_conversations_and_cards_come_back_as_they_were_saved(batches: Batches, clock: FakeClock) -> None:
    person = Person(CLIENT, "Анна", "anna", clock.now())
    conversation = Conversation("waits", {"place": {"brief_id": "b1"}, "list": [1, None, "ё"]})

    async def write(uow: UnitOfWork) -> None:
        uow.people.save(person)
        uow.conversations.save(CLIENT, conversation)
        uow.cards.save(CLIENT, LiveCard(3, 40))

    async def read(uow: UnitOfWork) -> None:
        assert await uow.people.get(CLIENT) == person
        assert await uow.people.get(6) is None
        assert await uow.conversations.get(CLIENT) == conversation
        assert (await uow.conversations.get(6)).state is None
        assert not (await uow.conversations.get(6)).data
        assert await uow.cards.get(CLIENT) == LiveCard(3, 40)
        assert await uow.cards.get(6) == LiveCard()

    await batches.once(write)
    await batches.once(read)


async def test_an_edition_is_kept_as_it_was_first_saved(batches: Batches) -> None:
    async def write(uow: UnitOfWork) -> None:
        uow.editions.save("one", {"a": 1, "b": 2})
        assert await uow.editions.get("one") == frozenset("ab")

    async def read(uow: UnitOfWork) -> None:
        assert await uow.editions.get("one") == frozenset("ab")
        assert await uow.editions.get("two") is None

    for use_case in (write, write, read):
        await batches.once(use_case)


async def test_a_card_is_put_without_having_been_read_and_keeps_its_message(batches: Batches) -> None:
    async def write(uow: UnitOfWork) -> None:
        uow.cards.save(CLIENT, LiveCard(3, 40))

    async def put(uow: UnitOfWork) -> None:
        uow.outbox.put(ShowCard(CLIENT, 4, Screen("Вопрос")))
        uow.outbox.put(ShowCard(6, 1, Screen("Вопрос")))
        assert await uow.cards.get(CLIENT) == LiveCard(4, 40)

    async def read(uow: UnitOfWork) -> None:
        assert await uow.cards.get(CLIENT) == LiveCard(4, 40)
        assert await uow.cards.get(6) == LiveCard(1, None)

    await batches.once(write)
    await batches.once(put)
    await batches.once(read)


async def test_a_tap_that_shows_where_the_card_is_reaches_the_sender(batches: Batches) -> None:
    async def use_case(uow: UnitOfWork) -> None:
        card = await uow.cards.get(CLIENT)
        uow.cards.save(CLIENT, replace(card, message_id=41))

    effects = await batches.once(use_case)
    assert effects.cards_found == {CLIENT: 41}


async def test_messages_leave_in_the_order_in_which_they_were_put(batches: Batches, clock: FakeClock) -> None:
    messages: list[Outgoing] = [
        SendMessage(CLIENT, Screen("Раз")),
        ShowCard(CLIENT, 1, Screen("Два"), Placement.BELOW, Screen("Итог")),
        SendMessage(MANAGER, Screen("Три"), bulk=True),
    ]

    async def use_case(uow: UnitOfWork) -> None:
        await uow.cards.get(CLIENT)
        for message in messages:
            uow.outbox.put(message)
        uow.acknowledge(Acknowledgement("query", "Готово"))

    effects = await batches.once(use_case)
    assert [entry.message for entry in effects.queued] == messages
    assert effects.acknowledgements == [Acknowledgement("query", "Готово")]
    waiting = await batches.database.transaction("test", waiting_in_outbox)
    assert waiting == effects.queued
    assert {entry.created_at for entry in waiting} == {clock.now()}


async def test_a_failing_update_leaves_nothing_behind(batches: Batches) -> None:
    async def use_case(batch: Batch) -> None:
        kept = batch.briefs.save(brief())
        batch.cards.save(CLIENT, LiveCard(1, 10))
        batch.conversations.save(CLIENT, Conversation("kept", {}))
        batch.people.save(Person(CLIENT, "Анна"))

        async def lost() -> None:
            batch.briefs.save(replace(kept, company="Чужая"))
            batch.briefs.save(brief("b2"))
            batch.cards.save(CLIENT, LiveCard(2, 11))
            batch.conversations.save(CLIENT, Conversation("lost", {}))
            batch.people.save(Person(CLIENT, "Ольга"))
            batch.outbox.put(SendMessage(CLIENT, Screen("Потеряно")))
            batch.acknowledge(Acknowledgement("lost"))

        await fail_after(batch, lost)
        assert await batch.briefs.get("b1") is kept
        assert await batch.briefs.get("b2") is None
        assert await batch.briefs.count_of_manager(MANAGER) == 1

    effects = await batches.once(use_case)
    assert not effects.queued
    assert not effects.acknowledgements
    assert await stored(batches, "b2") is None

    async def read(uow: UnitOfWork) -> None:
        assert await uow.cards.get(CLIENT) == LiveCard(1, 10)
        assert (await uow.conversations.get(CLIENT)).state == "kept"
        assert await uow.people.get(CLIENT) == Person(CLIENT, "Анна")

    await batches.once(read)


async def test_what_a_failing_update_has_read_the_next_one_still_finds(batches: Batches) -> None:
    async def write(uow: UnitOfWork) -> None:
        uow.briefs.save(brief())
        uow.people.save(Person(CLIENT, "Анна"))
        uow.conversations.save(CLIENT, Conversation("waits", {}))
        uow.cards.save(CLIENT, LiveCard(3, 40))

    async def fail_and_read(batch: Batch) -> None:
        await fail_after(batch, lambda: read(batch))
        await read(batch)

    async def read(uow: UnitOfWork) -> None:
        assert await uow.briefs.get("b1")
        assert len(await uow.briefs.of_client(CLIENT)) == 1
        assert len(await uow.briefs.of_manager(MANAGER, limit=3)) == 1
        assert await uow.people.get(CLIENT) == Person(CLIENT, "Анна")
        assert (await uow.conversations.get(CLIENT)).state == "waits"
        assert await uow.cards.get(CLIENT) == LiveCard(3, 40)

    await batches.once(write)
    await batches.once(fail_and_read)


async def test_an_older_snapshot_is_refused_within_the_batch(batches: Batches) -> None:
    (saved,) = await save(batches, brief())

    async def use_case(uow: UnitOfWork) -> None:
        current = await uow.briefs.get("b1")
        assert current == saved
        uow.briefs.save(replace(current, company="Василёк"))
        with pytest.raises(StaleBriefError, match="b1"):
            uow.briefs.save(replace(current, company="Лютик"))

    await batches.once(use_case)
    found = await stored(batches, "b1")
    assert found is not None
    assert found.company == "Василёк"


async def test_a_change_by_somebody_else_since_the_read_is_a_conflict(batches: Batches) -> None:
    (saved,) = await save(batches, brief())

    async def use_case(batch: Batch) -> None:
        found = await batch.briefs.get("b1")
        assert found is not None
        batch.briefs.save(replace(found, company="Василёк"))
        await batch.connection.execute(update(tables.briefs).values(revision=9))

    with pytest.raises(ConflictError, match="b1"):
        await batches.once(use_case)
    assert await stored(batches, "b1") == saved


async def test_a_cached_brief_is_used_only_while_the_database_holds_that_revision(batches: Batches) -> None:
    (saved,) = await save(batches, brief())
    seen: list[Brief | None] = []

    async def read(uow: UnitOfWork) -> None:
        seen.append(await uow.briefs.get("b1"))

    await batches.once(read)
    assert seen[-1] is saved
    elsewhere = await batches_on(batches.database, batches.clock)
    await save(batches, brief("b2"))
    fresh = await stored(batches, "b1")
    assert fresh is not None

    async def change(uow: UnitOfWork) -> None:
        found = await uow.briefs.get("b1")
        assert found is not None
        uow.briefs.save(replace(found, started_at=NOON + timedelta(hours=1)))

    await elsewhere.once(change)
    await batches.once(read)
    assert seen[-1] == replace(saved, started_at=NOON + timedelta(hours=1), revision=2)


async def test_a_token_is_never_given_twice(batches: Batches) -> None:
    await save(batches, brief())
    with pytest.raises(Exception, match=r"(?i)unique"):
        await save(batches, replace(brief("b2"), token="token-of-b1"))
    assert await stored(batches, "b2") is None


async def test_what_nobody_waits_for_renews_what_is_in_memory_and_adds_nothing(
    batches: Batches, database: Database
) -> None:
    (kept,) = await save(batches, brief("b1"))

    async def change(connection: AsyncConnection) -> Batch:
        batch = batches.open(connection)
        await batch.briefs.get("b1")
        batch.briefs.save(replace(kept, company="Василёк"))
        batch.briefs.save(brief("b2"))
        await batches.write(batch)
        return batch

    (await database.transaction("test", change)).committed_aside()
    assert batches.cache.get("b1", 2) is not None
    assert batches.cache.get("b2", 1) is None


async def everything_of(database: Database, brief_id: str) -> dict[str, int]:
    """How many rows there are of a brief, a table at a time."""
    columns = [table.c.brief_id for table in (tables.answers, tables.attachments, tables.submissions)]
    columns += [tables.journals.c.brief_id, tables.reminders.c.brief_id, tables.schedule.c.subject, tables.briefs.c.id]
    async with holding(database) as connection:
        counts = [
            (await connection.execute(select(func.count()).where(column == brief_id))).scalar_one()
            for column in columns
        ]
    return {column.table.name: count for column, count in zip(columns, counts, strict=True)}


async def remembered(batches: Batches) -> None:
    """Two full briefs of two clients, each with a journal and something due."""

    async def use_case(uow: UnitOfWork) -> None:
        for name, client in (("b1", CLIENT), ("b2", CLIENT + 1)):
            saved = uow.briefs.save(replace(full_brief(), id=name, token=name, client_id=client))
            journal = await uow.journals.get(name)
            uow.journals.save(journal.with_sent(NOON, Kind.FIRST_NUDGE))
            uow.schedule.put(Occasion.CLIENT, name, NOON)
            uow.people.save(Person(client, saved.contact))

    await batches.once(use_case)


async def test_of_a_deleted_brief_no_row_is_left_and_another_keeps_all_of_its_own(batches: Batches) -> None:
    await remembered(batches)
    whole = await everything_of(batches.database, "b2")
    assert all(whole.values())

    async def use_case(uow: UnitOfWork) -> None:
        found = await uow.briefs.get("b1")
        assert found
        await delete_brief(uow, found)
        assert await uow.briefs.get("b1") is None
        assert await uow.briefs.by_token("b1") is None
        assert await uow.briefs.count_of_manager(MANAGER) == 1
        assert [each.id for each in await uow.briefs.of_manager(MANAGER, limit=9)] == ["b2"]

    await batches.once(use_case)

    assert not any((await everything_of(batches.database, "b1")).values())
    assert await everything_of(batches.database, "b2") == whole
    async with holding(batches.database) as connection:
        assert (await connection.execute(select(tables.people.c.id))).scalars().all() == [CLIENT + 1]


async def test_a_deletion_that_fails_deletes_nothing(batches: Batches) -> None:
    await remembered(batches)
    whole = await everything_of(batches.database, "b1")

    async def use_case(batch: Batch) -> None:
        async def deleted() -> None:
            found = await batch.briefs.get("b1")
            assert found
            await delete_brief(batch, found)

        await fail_after(batch, deleted)
        assert await batch.briefs.get("b1") is not None

    await batches.once(use_case)

    assert await everything_of(batches.database, "b1") == whole
    assert await stored(batches, "b1") is not None


async def test_the_briefs_that_need_their_manager_come_first_and_then_the_nearest_meetings(batches: Batches) -> None:
    def meets(days: int) -> Meeting:
        return Meeting(NOON + timedelta(days=days), "Europe/Moscow")

    sent, asked = (Submission(0, NOON),), MoveRequest("в четверг", NOON)
    standing = {
        "sent": replace(brief("sent"), submissions=sent),
        "asked": replace(brief("asked", minutes=1), meeting=meets(9), move_request=asked),
        "far": replace(brief("far", minutes=2), meeting=meets(5)),
        "near": replace(brief("near"), meeting=meets(2)),
        "old": brief("old"),
        "new": brief("new", minutes=3),
        "over": replace(brief("over", minutes=9), meeting=meets(-1), submissions=sent),
    }
    await save(batches, *standing.values())
    expected = ["asked", "sent", "near", "far", "new", "old", "over"]

    async def use_case(uow: UnitOfWork) -> None:
        pages = [await uow.briefs.pressing_of_manager(MANAGER, NOON, limit=3, offset=at) for at in (0, 3, 6)]
        assert [one.id for page in pages for one in page] == expected

    await batches.once(use_case)
    fake = MemoryUnitOfWork()
    for one in standing.values():
        fake.briefs.save(one)
    assert [one.id for one in await fake.briefs.pressing_of_manager(MANAGER, NOON, limit=9)] == expected
