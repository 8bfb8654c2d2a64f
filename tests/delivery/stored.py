"""Updates as Telegram sends them, and what the tables hold of them and of what is to be sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.app.messages import DeleteMessage, EditMessage, SendMessage, ShowCard
from bot.storage import tables
from bot.storage.inbox import add_to_inbox
from bot.storage.outbox import waiting_in_outbox

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.storage.batches import Batches
    from bot.storage.database import Database


@dataclass(frozen=True)
class Kept:
    """One row of the inbox."""

    update_id: int
    state: str
    attempts: int
    error: str | None
    payload: str


def said(update_id: int, chat_id: int, text: str) -> dict[str, object]:
    """The update of a message."""
    message = {"message_id": update_id, "date": 1, "chat": {"id": chat_id, "type": "private"}, "text": text}
    return {"update_id": update_id, "message": message}


def words(update: Mapping[str, object]) -> tuple[int, str]:
    """Chat and text of such an update."""
    message = update["message"]
    assert isinstance(message, dict)
    return message["chat"]["id"], message["text"]


async def receive(batches: Batches, *updates: Mapping[str, object]) -> None:
    """The updates are in the inbox."""
    now, dialect = batches.clock.now(), batches.database.dialect
    await batches.database.transaction("test", lambda connection: add_to_inbox(connection, updates, now, dialect))


async def inbox(database: Database) -> list[Kept]:
    """All of it, in the order of arrival."""
    table = tables.inbox
    columns = (table.c.update_id, table.c.state, table.c.attempts, table.c.error, table.c.payload)
    query = select(*columns).order_by(table.c.id)
    return [Kept(*row) for row in await database.transaction("test", lambda connection: connection.execute(query))]


async def outbox(database: Database) -> list[str]:
    """What waits to be sent, as its text; a deletion is ``delete <message>``."""
    return [_text(queued.message) for queued in await database.transaction("test", waiting_in_outbox)]


def _text(message: object) -> str:
    match message:
        case SendMessage() | ShowCard() | EditMessage():
            return message.screen.text
        case DeleteMessage():
            return f"delete {message.message_id}"
        case _:
            return type(message).__name__
