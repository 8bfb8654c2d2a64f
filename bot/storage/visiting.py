"""A database as a command finds it that only looks, also while the bot runs. It makes no file and changes no table."""

from __future__ import annotations

from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError, ProgrammingError

from bot.storage.database import make_engine
from bot.storage.errors import UnusableDatabaseError
from bot.storage.first_contact import first_contact

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from sqlalchemy.ext.asyncio import AsyncConnection

#: What the drivers say of a table or a column that is not there.
_MISSING = ("no such table", "no such column", "does not exist")


@asynccontextmanager
async def visiting(url: str) -> AsyncIterator[AsyncConnection]:
    """A connection to look through.

    Raises:
        UnusableDatabaseError: there is no database, it cannot be asked, or it is not of this version.
    """
    sqlite_file(url)
    with first_contact():
        engine = make_engine(url)
        try:
            async with engine.connect() as connection:
                with _of_this_version():
                    yield connection
        finally:
            await engine.dispose()


@contextmanager
def _of_this_version() -> Iterator[None]:
    try:
        yield
    except (OperationalError, ProgrammingError) as failure:
        if any(phrase in str(failure.orig) for phrase in _MISSING):
            message = "The database is not of this version: run python -m bot migrate, or check DATABASE_URL"
            raise UnusableDatabaseError(message) from failure
        raise


def sqlite_file(url: str) -> Path | None:
    """Where a SQLite database is; None for one that is no file.

    Raises:
        UnusableDatabaseError: it should be there, and is not.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return None
    file = Path(parsed.database)
    if not file.is_file():
        message = f"There is no database at {file}: start the bot once, or check DATABASE_URL"
        raise UnusableDatabaseError(message)
    return file
