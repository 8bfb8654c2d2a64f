"""A transaction is finished or rolled back, never cut; and what it cannot do says who is to blame."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.storage import tables
from bot.storage.database import open_database
from bot.storage.errors import WriteRefusedError
from bot.storage.liveness import beat, last_beat
from bot.storage.migrating import upgrade
from tests.databases import holding
from tests.storage.making import NOON

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.storage.database import Database


async def write(database: Database) -> None:
    await database.transaction("test", lambda connection: beat(connection, NOON, database.dialect))


async def test_who_is_cancelled_in_a_transaction_hears_it_when_everything_is_written(database: Database) -> None:
    begun, goes_on = asyncio.Event(), asyncio.Event()

    async def work(connection: AsyncConnection) -> None:
        await connection.execute(select(tables.people))
        begun.set()
        await goes_on.wait()
        await beat(connection, NOON, database.dialect)

    writing = asyncio.create_task(database.transaction("test", work))
    await begun.wait()
    for _ in range(3):
        writing.cancel()
        await asyncio.sleep(0)
    assert not writing.done()
    goes_on.set()
    await asyncio.wait([writing])
    assert writing.cancelled()
    assert await database.transaction("test", last_beat) == NOON


@pytest.mark.parametrize("turns", range(1, 30, 4))
async def test_a_cancellation_at_any_moment_leaves_the_database_to_the_others(database: Database, turns: int) -> None:
    writing = [asyncio.create_task(write(database)) for _ in range(10)]
    for _ in range(turns):
        await asyncio.sleep(0)
    for task in writing[::2]:
        task.cancel()
    await asyncio.wait(writing)
    assert all(task.cancelled() or task.exception() is None for task in writing)
    await write(database)


async def test_who_waits_for_his_turn_is_cancelled_at_once_and_writes_nothing(database: Database) -> None:
    async with holding(database):
        writing = asyncio.create_task(write(database))
        await asyncio.sleep(0)
        writing.cancel()
        await asyncio.wait([writing], timeout=5)
        assert writing.cancelled()
    assert await database.transaction("test", last_beat) is None


async def test_a_database_that_takes_nothing_more_is_told_in_one_line(database: Database) -> None:
    sqlite = database.dialect == "sqlite"
    stop = "PRAGMA query_only=on" if sqlite else "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"
    await database.transaction("test", lambda connection: connection.exec_driver_sql(stop))
    with pytest.raises(WriteRefusedError, match=r"takes no more \(.*(readonly|read-only)"):
        await write(database)


async def test_a_database_that_another_process_holds_is_told_and_is_used_again_when_it_is_free(tmp_path: Path) -> None:
    file = tmp_path / "brief.db"
    url = f"sqlite+aiosqlite:///{file}"
    await asyncio.to_thread(upgrade, url)
    async with open_database(url) as database:
        patience = "PRAGMA busy_timeout=20"
        await database.transaction("test", lambda connection: connection.exec_driver_sql(patience))
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(WriteRefusedError, match="database is locked"):
                await write(database)
        await write(database)
        assert await database.transaction("test", last_beat) == NOON
