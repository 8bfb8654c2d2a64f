"""Messages that wait to be sent: stored with the answers they belong to, deleted when Telegram has them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from sqlalchemy import delete, func, insert, select, update

from bot.app.messages import DeleteMessage, EditMessage, Outgoing, SendAttachment, SendMessage, ShowCard
from bot.storage import tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

_KINDS: tuple[type[Outgoing], ...] = (ShowCard, SendMessage, SendAttachment, EditMessage, DeleteMessage)
_ADAPTERS: dict[str, TypeAdapter[Outgoing]] = {kind.__name__: TypeAdapter(kind) for kind in _KINDS}


@dataclass(frozen=True, slots=True)
class Queued:
    """A message in the outbox. ``attempted_at``: it may have gone out already, before a kill."""

    id: int
    message: Outgoing
    created_at: datetime
    attempted_at: datetime | None = None

    @property
    def chat_id(self) -> int:
        return self.message.chat_id

    @property
    def bulk(self) -> bool:
        return isinstance(self.message, SendMessage) and self.message.bulk


class OutboxNumbers:
    """Numbers in the order of sending; made here, so that inserted rows need not be read back."""

    def __init__(self, last: int) -> None:
        self._last = last

    def next(self) -> int:
        self._last += 1
        return self._last


async def outbox_numbers(connection: AsyncConnection) -> OutboxNumbers:
    last = (await connection.execute(select(func.max(tables.outbox.c.id)))).scalar_one_or_none()
    return OutboxNumbers(last or 0)


async def add_to_outbox(connection: AsyncConnection, queued: Sequence[Queued]) -> None:
    if queued:
        await connection.execute(insert(tables.outbox), [_row(entry) for entry in queued])


async def waiting_in_outbox(connection: AsyncConnection) -> list[Queued]:
    """Everything not yet sent, in order."""
    rows = (await connection.execute(select(tables.outbox).order_by(tables.outbox.c.id))).all()
    return [Queued(row.id, _message(row.payload), row.created_at, row.attempted_at) for row in rows]


async def mark_attempted(connection: AsyncConnection, ids: Sequence[int], at: datetime) -> None:
    statement = update(tables.outbox).where(tables.outbox.c.id.in_(ids)).values(attempted_at=at)
    await connection.execute(statement)


async def remove_from_outbox(connection: AsyncConnection, ids: Sequence[int]) -> None:
    await connection.execute(delete(tables.outbox).where(tables.outbox.c.id.in_(ids)))


async def card_is_at(connection: AsyncConnection, chat_id: int, message_id: int) -> None:
    """Record under which message the chat's card is shown now."""
    table = tables.cards
    await connection.execute(update(table).where(table.c.chat_id == chat_id).values(message_id=message_id))


async def where_card_is(connection: AsyncConnection, chat_id: int) -> int | None:
    table = tables.cards
    query = select(table.c.message_id).where(table.c.chat_id == chat_id)
    return (await connection.execute(query)).scalar_one_or_none()


def _row(queued: Queued) -> dict[str, object]:
    kind = type(queued.message).__name__
    body = _ADAPTERS[kind].dump_python(queued.message, mode="json")
    return {
        "id": queued.id,
        "chat_id": queued.chat_id,
        "bulk": queued.bulk,
        "payload": json.dumps({"kind": kind, "message": body}, ensure_ascii=False),
        "created_at": queued.created_at,
        "attempted_at": queued.attempted_at,
    }


def _message(payload: str) -> Outgoing:
    data = json.loads(payload)
    return _ADAPTERS[data["kind"]].validate_python(data["message"])
