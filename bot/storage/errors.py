"""Errors of the storage.

BriefBotError
└── StorageError
    ├── UnusableDatabaseError  the database cannot be reached, opened or understood
    ├── UnsafeDatabaseError    the database does not give the guarantees that the promises rest on
    ├── OutOfServiceError      nothing more can be written: the process is to end, and blames no update for it
    │   ├── ConnectionLostError  the database server went away
    │   └── WriteRefusedError    the database does not take what is to be written: no room, no right, locked
    ├── ConflictError          somebody else changed what this transaction read
    ├── StaleBriefError        a use case saved a brief that it had read before another save of the same batch
    ├── BackupError            (``backups``) there is no backup
    └── NoSuchBriefError       (``looking_up``) no brief is meant, or several may be
"""

from __future__ import annotations

from bot.domain.errors import BriefBotError


class StorageError(BriefBotError):
    """Root of the storage's errors."""


class UnusableDatabaseError(StorageError):
    """Without the database nothing can be done; the message says why, and never with which password."""


class UnsafeDatabaseError(StorageError):
    """A setting did not take effect; the message names it."""


class OutOfServiceError(StorageError):
    """This process can do nothing more; the next start goes on from what is stored."""


class ConnectionLostError(OutOfServiceError):
    """Nothing is lost but the connection; the next start goes on from what is stored."""

    def __init__(self) -> None:
        super().__init__("The connection to the database is lost: start the bot again when the database is back")


class WriteRefusedError(OutOfServiceError):
    """Nothing of the transaction is written. What it should hold is not said: that may be a client's words."""

    def __init__(self, reason: object) -> None:
        super().__init__(
            f"The database takes no more ({reason}): look at its disk and rights, then start the bot again"
        )


class ConflictError(StorageError):
    """The row was changed since it was read; the transaction is to be run again."""


class StaleBriefError(StorageError):
    """The snapshot is older than what the batch holds: a use case kept it too long."""
