"""The database: one writer connection, transactions one at a time, settings read back before anything is trusted."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import event
from sqlalchemy.engine import AdaptedConnection, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.storage.errors import ConnectionLostError, UnsafeDatabaseError, WriteRefusedError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.engine import URL, Connection
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
    from sqlalchemy.pool import ConnectionPoolEntry

#: What every SQLite connection is told, and what it must then say of itself.
_PRAGMAS = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "10000"}
#: One process at a time owns the bot's data; a second one waits for this lock (PostgreSQL).
_OWNER_LOCK = 0x62726965


def make_engine(url: str) -> AsyncEngine:
    """An engine for a SQLite or PostgreSQL URL with an async driver, durable settings on every connection."""
    parsed = make_url(url)
    # What a statement carries is the client's words: an error is not to repeat them.
    engine = create_async_engine(parsed, poolclass=NullPool, hide_parameters=True)
    if parsed.get_backend_name() == "sqlite":
        _prepare_sqlite(engine, parsed)
    return engine


def _prepare_sqlite(engine: AsyncEngine, url: URL) -> None:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        # aiosqlite leaves its thread behind when a file does not open.
        with closing(sqlite3.connect(url.database)):
            pass

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        # The driver's own BEGIN is deferred: two readers that then write would lose an update silently.
        connection.isolation_level = None
        cursor = connection.cursor()
        for name, value in _PRAGMAS.items():
            cursor.execute(f"PRAGMA {name}={value}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        adapted = connection.connection.dbapi_connection
        if isinstance(adapted, AdaptedConnection):
            # One hop to the driver's thread, where a cursor of SQLAlchemy's takes three.
            adapted.run_async(lambda driver: driver.execute("BEGIN IMMEDIATE"))


class Database:
    """Open it with ``open_database``. All writing goes through ``transaction``, one at a time."""

    def __init__(self, engine: AsyncEngine, writer: AsyncConnection) -> None:
        self._engine = engine
        self._writer = writer
        self._turn = asyncio.Lock()

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """The writer connection inside a transaction: committed at the end, rolled back by an exception.

        Raises:
            ConnectionLostError: the database server is gone. With the connection its lock went, so another process may
                own the data by now: this one is to end.
            WriteRefusedError: the database cannot write, or read, what it is asked to.
        """
        async with self._turn:
            if self._writer.invalidated:
                raise ConnectionLostError
            try:
                async with self._writer.begin():
                    yield self._writer
            except DBAPIError as failure:
                if failure.connection_invalidated:
                    raise ConnectionLostError from failure
                if isinstance(failure, OperationalError):
                    raise WriteRefusedError(failure.orig) from failure
                raise

    async def close(self) -> None:
        await self._writer.close()
        await self._engine.dispose()


@asynccontextmanager
async def open_database(url: str) -> AsyncIterator[Database]:
    """The database, its guarantees checked.

    Raises:
        UnsafeDatabaseError: a setting that durability rests on did not take effect.
    """
    engine = make_engine(url)
    writer = await engine.connect()
    try:
        if engine.dialect.name == "sqlite":
            await _check_pragmas(writer)
        else:
            await writer.exec_driver_sql(f"SELECT pg_advisory_lock({_OWNER_LOCK})")
            await writer.commit()
        yield Database(engine, writer)
    finally:
        await writer.close()
        await engine.dispose()


async def _check_pragmas(connection: AsyncConnection) -> None:
    for name, wanted in _PRAGMAS.items():
        found = str((await connection.exec_driver_sql(f"PRAGMA {name}")).scalar_one())
        if found != wanted:
            message = f"SQLite did not take PRAGMA {name}={wanted} (it says {found}): put the database on a local disk"
            raise UnsafeDatabaseError(message)
    await connection.rollback()
