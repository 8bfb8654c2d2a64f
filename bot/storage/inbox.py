"""Updates as Telegram sent them: kept until their effect is in the database, their ids a while longer.

Of the message under a tapped button only its place is kept: what it shows is our own, and longer than all the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, select, update

from bot.storage import tables
from bot.storage.encoding import decoded, encoded
from bot.storage.upserts import insert_new

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

WAITING, DONE, FAILED = "waiting", "done", "failed"
_PLACE = ("message_id", "date", "chat")

_TABLE = tables.inbox
_OLDEST_WAITING = (
    select(_TABLE.c.id, _TABLE.c.chat_id, _TABLE.c.payload, _TABLE.c.attempts)
    .where(_TABLE.c.state == WAITING)
    .order_by(_TABLE.c.id)
    .limit(bindparam("up_to"))
)
_DONE = update(_TABLE).where(_TABLE.c.id.in_(bindparam("ids", expanding=True))).values(state=DONE, payload="")


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
    """Store updates; one whose id is known already is left out. Whether it can be read is the worker's to find out."""
    rows = [_row(update, at) for update in updates]
    if rows:
        await connection.execute(insert_new(_TABLE, "update_id", dialect), rows)


async def waiting_in_inbox(connection: AsyncConnection, limit: int) -> list[Received]:
    """The oldest updates that wait, in the order of arrival."""
    rows = (await connection.execute(_OLDEST_WAITING, {"up_to": limit})).all()
    return [Received(row.id, row.chat_id, _update(row.payload), row.attempts) for row in rows]


async def mark_done(connection: AsyncConnection, ids: Sequence[int]) -> None:
    """Their effect is in this transaction; only the update ids stay, against repetition."""
    await connection.execute(_DONE, {"ids": list(ids)})


async def mark_attempt(connection: AsyncConnection, received: Received, error: str, *, final: bool) -> None:
    """Handling failed: it is tried again, or (``final``) set aside with its error and payload for a developer."""
    values = {"attempts": received.attempts + 1, "error": error, "state": FAILED if final else WAITING}
    await connection.execute(update(_TABLE).where(_TABLE.c.id == received.id).values(values))


async def prune_inbox(connection: AsyncConnection, *, done_before: datetime, failed_before: datetime) -> None:
    """Forget what was received before: the ids of what is done, and what was set aside, with its words."""
    for state, before in ((DONE, done_before), (FAILED, failed_before)):
        await connection.execute(delete(_TABLE).where(_TABLE.c.state == state, _TABLE.c.received_at < before))


def _row(update: Mapping[str, object], at: datetime) -> dict[str, object]:
    return {
        "update_id": update["update_id"],
        "chat_id": chat_of(update),
        "payload": encoded(_lean(update)),
        "received_at": at,
        "state": WAITING,
        "attempts": 0,
    }


def _lean(update: Mapping[str, object]) -> Mapping[str, object]:
    query = update.get("callback_query")
    message = query.get("message") if isinstance(query, dict) else None
    if not isinstance(query, dict) or not isinstance(message, dict):
        return update
    place = {name: message[name] for name in _PLACE if name in message}
    return {**update, "callback_query": {**query, "message": place}}


def _update(payload: str) -> Mapping[str, object]:
    update = decoded(payload)
    return update if isinstance(update, dict) else {}


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
