"""Updates as Telegram sent them: kept until their effect is in the database, their ids a while longer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from bot.storage import tables
from bot.storage.upserts import insert_new

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

WAITING, DONE, FAILED = "waiting", "done", "failed"


@dataclass(frozen=True, slots=True)
class Received:
    """A stored update. ``attempts``: how often its handling has failed."""

    id: int
    chat_id: int
    update: Mapping[str, object]
    attempts: int


async def add_to_inbox(
    connection: AsyncConnection, updates: Sequence[Mapping[str, object]], at: datetime, dialect: str
) -> None:
    """Store updates; one whose id is known already is left out. Unreadable ones are set aside at once."""
    rows = [_row(update, at) for update in updates]
    if rows:
        await connection.execute(insert_new(tables.inbox, "update_id", dialect), rows)


async def waiting_in_inbox(connection: AsyncConnection, limit: int) -> list[Received]:
    """The oldest updates that wait, in the order of arrival."""
    table = tables.inbox
    query = select(table.c.id, table.c.chat_id, table.c.payload, table.c.attempts).where(table.c.state == WAITING)
    rows = (await connection.execute(query.order_by(table.c.id).limit(limit))).all()
    return [Received(row.id, row.chat_id, json.loads(row.payload), row.attempts) for row in rows]


async def mark_done(connection: AsyncConnection, ids: Sequence[int]) -> None:
    """Their effect is in this transaction; only the update ids stay, against repetition."""
    table = tables.inbox
    await connection.execute(update(table).where(table.c.id.in_(ids)).values(state=DONE, payload=""))


async def mark_attempt(connection: AsyncConnection, received: Received, error: str, *, final: bool) -> None:
    """Handling failed: it is tried again, or (``final``) set aside with its error and payload for a developer."""
    table = tables.inbox
    values = {"attempts": received.attempts + 1, "error": error, "state": FAILED if final else WAITING}
    await connection.execute(update(table).where(table.c.id == received.id).values(values))


async def prune_inbox(connection: AsyncConnection, before: datetime) -> None:
    """Forget update ids older than Telegram could repeat; failed updates stay."""
    table = tables.inbox
    await connection.execute(delete(table).where(table.c.state == DONE, table.c.received_at < before))


def _row(update: Mapping[str, object], at: datetime) -> dict[str, object]:
    return {
        "update_id": update["update_id"],
        "chat_id": chat_of(update),
        "payload": json.dumps(update, ensure_ascii=False),
        "received_at": at,
        "state": WAITING,
        "attempts": 0,
    }


def chat_of(update: Mapping[str, object]) -> int:
    """The chat (in private chats: the person) that an update belongs to; 0 if it belongs to none."""
    for event in update.values():
        if isinstance(event, dict):
            for holder in (event, event.get("message")):
                chat = holder.get("chat") if isinstance(holder, dict) else None
                if isinstance(chat, dict) and isinstance(chat.get("id"), int):
                    return int(chat["id"])
            sender = event.get("from")
            if isinstance(sender, dict) and isinstance(sender.get("id"), int):
                return int(sender["id"])
    return 0
