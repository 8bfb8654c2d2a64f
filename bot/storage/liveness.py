"""When the bot was last alive, and who was in the middle of something then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.storage import tables
from bot.storage.upserts import upsert

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

_ONLY = 1


async def beat(connection: AsyncConnection, at: datetime, dialect: str) -> None:
    await connection.execute(upsert(tables.heartbeat, "id", dialect), [{"id": _ONLY, "at": at}])


async def last_beat(connection: AsyncConnection) -> datetime | None:
    found: datetime | None = (await connection.execute(select(tables.heartbeat.c.at))).scalar_one_or_none()
    return found


async def active_between(connection: AsyncConnection, start: datetime, end: datetime) -> list[int]:
    """Chats that did something in this time."""
    table = tables.conversations
    query = select(table.c.chat_id).where(table.c.active_at.between(start, end)).order_by(table.c.chat_id)
    return list((await connection.execute(query)).scalars())
