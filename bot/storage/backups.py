"""Copies of a SQLite database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from bot.storage.errors import StorageError
from bot.storage.visiting import sqlite_file

if TYPE_CHECKING:
    from pathlib import Path


class BackupError(StorageError):
    """There is no copy; the message says why."""


def back_up(url: str, target: Path) -> None:
    """A consistent copy of a SQLite database in a new file, also while the bot runs.

    The file has its name only when it is whole.

    Raises:
        UnusableDatabaseError: there is no database.
        BackupError: the database is no file, the target exists already, or one of them cannot be used.
    """
    source = sqlite_file(url)
    if source is None:
        message = "Only a SQLite file is copied by this command; for PostgreSQL use pg_dump (docs/deploy.md)"
        raise BackupError(message)
    if target.exists():
        message = f"{target} exists already: name a new file"
        raise BackupError(message)
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        _copy(source, unfinished)
        unfinished.replace(target)
    except (sqlite3.Error, OSError) as failure:
        unfinished.unlink(missing_ok=True)
        message = f"{source} could not be copied to {target}: {failure}"
        raise BackupError(message) from failure


def _copy(source: Path, target: Path) -> None:
    reading = f"{source.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(reading, uri=True)) as original, closing(sqlite3.connect(target)) as copy:
        original.backup(copy)
        copy.execute("PRAGMA journal_mode=delete")
