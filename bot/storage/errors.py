"""Errors of the storage.

BriefBotError
└── StorageError
    ├── UnsafeDatabase    the database does not give the guarantees that the promises rest on
    ├── OldSchema         the tables are not those of this version: run ``python -m bot migrate``
    └── Conflict          somebody else changed what this transaction read
"""

from __future__ import annotations

from bot.domain.errors import BriefBotError


class StorageError(BriefBotError):
    """Root of the storage's errors."""


class UnsafeDatabaseError(StorageError):
    """A setting did not take effect; the message names it."""


class ConflictError(StorageError):
    """The row was changed since it was read; the transaction is to be run again."""
