"""Opening a database fails in many ways; people who start the bot get one line about it."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.storage.errors import UnusableDatabaseError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def first_contact() -> Iterator[None]:
    """Turns what the drivers raise into one error.

    Raises:
        UnusableDatabaseError: the reason in one line, without the address, which holds a password.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as failure:
        cause = failure.orig if isinstance(failure, DBAPIError) else failure
        reason = (str(cause).splitlines() or [""])[0] or type(cause).__name__
        message = f"The database cannot be used: {reason}. Check DATABASE_URL"
        raise UnusableDatabaseError(message) from failure
