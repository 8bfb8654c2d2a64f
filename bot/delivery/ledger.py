"""What the sender tells the database: a new message is tried, a message is out, or another takes its place.

The first two are written in groups.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.delivery.group_commit import GroupCommit
from bot.storage.outbox import (
    add_to_outbox,
    mark_attempted,
    put_cards_at,
    put_reminders_at,
    remove_from_outbox,
    replace_in_outbox,
)

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.app.messages import Outgoing
    from bot.app.ports import Clock
    from bot.storage.database import Database
    from bot.storage.outbox import Queued


@dataclass(frozen=True, slots=True)
class Attempt:
    """A new message is about to go out: after a kill one must know that it may be there already."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Completion:
    """Rows that are done; where the chat's card or reminder is now, if it moved; what the old one is to become."""

    ids: tuple[int, ...]
    chat_id: int = 0
    card_at: int | None = None
    reminder_at: int | None = None
    retired: Queued | None = None


class Ledger:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._group: GroupCommit[Attempt | Completion] = GroupCommit(database, "sender", self._write)

    async def attempt(self, ids: tuple[int, ...]) -> None:
        """Returns when it is committed."""
        await self._group.add(Attempt(ids))

    async def exchange(self, id_: int, message: Outgoing) -> None:
        """The row holds another message from now on, which has not been tried. Returns when it is committed."""
        await self._database.transaction("exchange", lambda to: replace_in_outbox(to, id_, message))

    def complete(self, completion: Completion) -> asyncio.Future[None]:
        return self._group.add(completion)

    async def settled(self) -> None:
        await self._group.settled()

    async def _write(self, connection: AsyncConnection, entries: Sequence[Attempt | Completion]) -> None:
        attempted = [id_ for entry in entries if isinstance(entry, Attempt) for id_ in entry.ids]
        completed = [entry for entry in entries if isinstance(entry, Completion)]
        if attempted:
            await mark_attempted(connection, attempted, self._clock.now())
        moved = {entry.chat_id: entry.card_at for entry in completed if entry.card_at is not None}
        await put_cards_at(connection, moved)
        reminders = {entry.chat_id: entry.reminder_at for entry in completed if entry.reminder_at is not None}
        await put_reminders_at(connection, reminders)
        await add_to_outbox(connection, [entry.retired for entry in completed if entry.retired])
        if completed:
            await remove_from_outbox(connection, [id_ for entry in completed for id_ in entry.ids])
