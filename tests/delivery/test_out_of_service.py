"""A database that takes nothing more ends what asked it, blames no update, and the next start goes on."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text as sql
from sqlalchemy.engine import make_url

from bot.app.messages import Screen, SendDocument, SendMessage
from bot.app.ports import DocumentFormat, Due, Occasion
from bot.delivery.group_commit import GroupCommit
from bot.delivery.scheduler import Scheduler
from bot.delivery.worker import Worker
from bot.storage.errors import WriteRefusedError
from bot.storage.inbox import WAITING
from tests.databases import holding
from tests.delivery.post import NoFiles, Post
from tests.delivery.stored import inbox, outbox, receive, said, words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.app.messages import SendPicture
    from bot.app.ports import Document, UnitOfWork
    from bot.delivery.telegram import Telegram
    from bot.simulator import User
    from bot.storage.batches import Batches
    from bot.storage.database import Database

pytestmark = pytest.mark.usefixtures("logs")

ANNA = 1


async def handle(uow: UnitOfWork, update: Mapping[str, object], /) -> None:
    """Asks the database, and writes to it."""
    await uow.briefs.get("b1")
    chat_id, text = words(update)
    uow.outbox.put(SendMessage(chat_id, Screen(text)))


async def fail(uow: UnitOfWork, update: Mapping[str, object], /) -> None:
    uow.outbox.put(SendMessage(words(update)[0], Screen("Извините")))


@pytest.fixture
def worker(batches: Batches) -> Worker:
    return Worker(batches, handle, fail, lambda _: None)


@pytest.mark.parametrize("table", ["briefs", "outbox"])
async def test_of_an_update_that_met_it_nothing_is_counted(worker: Worker, batches: Batches, table: str) -> None:
    await receive(batches, said(1, ANNA, "а"))
    await rename(batches.database, table, "elsewhere")
    for _ in range(4):
        with pytest.raises(WriteRefusedError):
            await worker.work()
    await rename(batches.database, "elsewhere", table)
    assert [(row.state, row.attempts) for row in await inbox(batches.database)] == [(WAITING, 0)]
    await worker.work()
    assert await outbox(batches.database) == ["а"]


@pytest.mark.parametrize("table", ["briefs", "outbox"])
async def test_of_what_is_due_nothing_is_put_off(batches: Batches, table: str) -> None:
    async def do(uow: UnitOfWork, due: Due, /) -> datetime | None:
        await uow.briefs.get("b1")
        uow.outbox.put(SendMessage(int(due.subject), Screen("пора")))
        return None

    async def put(uow: UnitOfWork) -> None:
        uow.schedule.wake(Occasion.DIGEST, f"{ANNA}")

    await batches.once(put)
    scheduler = Scheduler(batches, do, lambda _: None)
    await rename(batches.database, table, "elsewhere")
    with pytest.raises(WriteRefusedError):
        await scheduler.work()
    await rename(batches.database, "elsewhere", table)
    await scheduler.work()
    assert await outbox(batches.database) == ["пора"]


async def test_a_file_that_met_it_is_sent_by_the_next_start(
    anna: User, api: Telegram, batches: Batches, database: Database
) -> None:
    class Files(NoFiles):
        async def made_for(self, message: SendDocument | SendPicture) -> Document:
            raise WriteRefusedError(message)

    post = Post(api, batches, files=Files())
    await post.put(SendDocument(ANNA, "b1", DocumentFormat.PDF))
    with pytest.raises(WriteRefusedError):
        await asyncio.wait_for(post.sender.run(), 5)
    assert await outbox(database) == ["SendDocument"]
    assert anna.from_bot == []


@pytest.fixture
async def held_by_another(database: Database, url: str) -> AsyncIterator[sqlite3.Connection]:
    """Another process writes, and for longer than one waits."""
    await database.transaction("test", lambda connection: connection.execute(sql("PRAGMA busy_timeout=20")))
    with closing(sqlite3.connect(Path(make_url(url).database or ""), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


async def test_a_transaction_that_cannot_begin_is_told_to_all_who_wait_for_it(
    database: Database, held_by_another: sqlite3.Connection
) -> None:
    written: list[str] = []

    async def write(_: AsyncConnection, entries: Sequence[str]) -> None:
        written.extend(entries)

    group = GroupCommit(database, "test", write)
    waiting = asyncio.gather(group.add("а"), group.add("б"), return_exceptions=True)
    assert [type(one) for one in await asyncio.wait_for(waiting, 5)] == [WriteRefusedError] * 2
    held_by_another.execute("ROLLBACK")
    await group.add("в")
    assert written == ["в"]


async def rename(database: Database, table: str, name: str) -> None:
    async with holding(database) as connection:
        await connection.execute(sql(f"ALTER TABLE {table} RENAME TO {name}"))
