"""What is remembered of reminding: a row for each brief, and one for each reminder that went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select

from bot.domain.reminders.journal import Journal
from bot.domain.reminders.outcome import Kind
from bot.domain.reminders.situation import Sent
from bot.storage import tables
from bot.storage.repositories import Snapshots
from bot.storage.upserts import upsert

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

_TABLE, _SENT = tables.journals, tables.reminders
_ONE = select(_TABLE).where(_TABLE.c.brief_id == bindparam("brief_id"))
_SENT_OF = select(_SENT).where(_SENT.c.brief_id == bindparam("brief_id")).order_by(_SENT.c.number)
_INSERT = insert(_SENT)


async def load_journal(connection: AsyncConnection, brief_id: str) -> Journal | None:
    """None if nothing is remembered of this brief."""
    row = (await connection.execute(_ONE, {"brief_id": brief_id})).one_or_none()
    if row is None:
        return None
    sent = (await connection.execute(_SENT_OF, {"brief_id": brief_id})).all()
    return Journal(
        brief_id,
        opened_at=row.opened_at,
        sent=tuple(Sent(found.at, Kind(found.kind)) for found in sent),
        snoozed_until=row.snoozed_until,
        stopped=row.stopped,
        digest_from=row.digest_from,
        held_at=row.held_at,
    )


class JournalRepository:
    """``bot.app.ports.Journals``."""

    def __init__(self, connection: AsyncConnection, dialect: str) -> None:
        self.snapshots: Snapshots[str, Journal] = Snapshots()
        self._connection = connection
        self._upsert = upsert(_TABLE, "brief_id", dialect)

    async def get(self, brief_id: str) -> Journal:
        if brief_id not in self.snapshots.stored:
            found = await load_journal(self._connection, brief_id)
            self.snapshots.loaded(brief_id, found)
        return self.snapshots.present.get(brief_id) or Journal(brief_id)

    def save(self, journal: Journal) -> None:
        """Read it first: what went before is not written again."""
        self.snapshots.present[journal.brief_id] = journal

    def forget(self, brief_id: str) -> None:
        """``bot.app.ports.Journals.forget``; its rows go with those of the brief."""
        self.snapshots.drop(brief_id)

    async def flush(self) -> None:
        changed = self.snapshots.changed()
        if not changed:
            return
        await self._connection.execute(self._upsert, [_row(journal) for _, journal in changed])
        sent = [row for key, journal in changed for row in _new_rows(self.snapshots.stored.get(key), journal)]
        if sent:
            await self._connection.execute(_INSERT, sent)


def _row(journal: Journal) -> dict[str, object]:
    return {
        "brief_id": journal.brief_id,
        "opened_at": journal.opened_at,
        "snoozed_until": journal.snoozed_until,
        "stopped": journal.stopped,
        "digest_from": journal.digest_from,
        "held_at": journal.held_at,
    }


def _new_rows(stored: Journal | None, journal: Journal) -> list[dict[str, object]]:
    known = len(stored.sent) if stored else 0
    return [
        {"brief_id": journal.brief_id, "number": number, "at": sent.at, "kind": sent.kind.value}
        for number, sent in enumerate(journal.sent, 1)
        if number > known
    ]
