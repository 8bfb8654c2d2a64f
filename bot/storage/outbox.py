"""Messages that wait to be sent: stored with the answers they belong to, deleted when Telegram has them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from sqlalchemy import BindParameter, bindparam, delete, func, insert, select, update

from bot.app.messages import (
    DeleteMessage,
    EditMessage,
    Outgoing,
    RemoveButtons,
    SendAttachment,
    SendDocument,
    SendMessage,
    SendPicture,
    SendReading,
    SendReminder,
    ShowCard,
)
from bot.storage import tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

_KINDS: tuple[type[Outgoing], ...] = (
    ShowCard,
    SendMessage,
    SendReading,
    SendReminder,
    SendAttachment,
    SendDocument,
    SendPicture,
    EditMessage,
    RemoveButtons,
    DeleteMessage,
)
_TABLE, _CARDS = tables.outbox, tables.cards
_IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)
_INSERT = insert(_TABLE)
_ALL = select(_TABLE).order_by(_TABLE.c.id)
_ATTEMPTED = update(_TABLE).where(_TABLE.c.id.in_(_IDS)).values(attempted_at=bindparam("at"))
_REPLACE = update(_TABLE).where(_TABLE.c.id == bindparam("at")).values(payload=bindparam("instead"), attempted_at=None)
_REMOVE = delete(_TABLE).where(_TABLE.c.id.in_(_IDS))
_CARD_IS_AT = update(_CARDS).where(_CARDS.c.chat_id == bindparam("chat")).values(message_id=bindparam("at"))
_REMINDER_IS_AT = update(_CARDS).where(_CARDS.c.chat_id == bindparam("chat")).values(reminder_id=bindparam("at"))
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
        return isinstance(self.message, SendMessage | SendReminder | SendPicture) and self.message.bulk


class OutboxNumbers:
    """Numbers in the order of sending; made here, so that inserted rows need not be read back."""

    def __init__(self, last: int) -> None:
        self._last = last

    def next(self) -> int:
        self._last += 1
        return self._last


async def outbox_numbers(connection: AsyncConnection) -> OutboxNumbers:
    last = (await connection.execute(select(func.max(_TABLE.c.id)))).scalar_one_or_none()
    return OutboxNumbers(last or 0)


async def add_to_outbox(connection: AsyncConnection, queued: Sequence[Queued]) -> None:
    if queued:
        await connection.execute(_INSERT, [_row(entry) for entry in queued])


async def waiting_in_outbox(connection: AsyncConnection) -> list[Queued]:
    """Everything not yet sent, in order."""
    rows = (await connection.execute(_ALL)).all()
    return [Queued(row.id, _message(row.payload), row.created_at, row.attempted_at) for row in rows]


async def mark_attempted(connection: AsyncConnection, ids: Sequence[int], at: datetime) -> None:
    await connection.execute(_ATTEMPTED, {"ids": list(ids), "at": at})


async def replace_in_outbox(connection: AsyncConnection, id_: int, message: Outgoing) -> None:
    """Another message in the place of one that waits; it has not been tried."""
    await connection.execute(_REPLACE, {"at": id_, "instead": _payload(message)})


async def remove_from_outbox(connection: AsyncConnection, ids: Sequence[int]) -> None:
    await connection.execute(_REMOVE, {"ids": list(ids)})


async def put_cards_at(connection: AsyncConnection, messages: Mapping[int, int]) -> None:
    """Record under which message each chat's card is shown now."""
    if messages:
        rows = [{"chat": chat_id, "at": message_id} for chat_id, message_id in messages.items()]
        await connection.execute(_CARD_IS_AT, rows)


async def put_reminders_at(connection: AsyncConnection, messages: Mapping[int, int]) -> None:
    """Record which message is each chat's reminder with buttons now."""
    if messages:
        rows = [{"chat": chat_id, "at": message_id} for chat_id, message_id in messages.items()]
        await connection.execute(_REMINDER_IS_AT, rows)


async def where_reminder_is(connection: AsyncConnection, chat_id: int) -> int | None:
    query = select(_CARDS.c.reminder_id).where(_CARDS.c.chat_id == chat_id)
    return (await connection.execute(query)).scalar_one_or_none()


async def where_card_is(connection: AsyncConnection, chat_id: int) -> int | None:
    query = select(_CARDS.c.message_id).where(_CARDS.c.chat_id == chat_id)
    return (await connection.execute(query)).scalar_one_or_none()


def _row(queued: Queued) -> dict[str, object]:
    return {
        "id": queued.id,
        "chat_id": queued.chat_id,
        "bulk": queued.bulk,
        "payload": _payload(queued.message),
        "created_at": queued.created_at,
        "attempted_at": queued.attempted_at,
    }


def _payload(message: Outgoing) -> str:
    kind = type(message).__name__
    body = _ADAPTERS[kind].dump_json(message).decode()
    return f'{{"kind":"{kind}","message":{body}}}'


def _message(payload: str) -> Outgoing:
    data = json.loads(payload)
    return _ADAPTERS[data["kind"]].validate_python(data["message"])
