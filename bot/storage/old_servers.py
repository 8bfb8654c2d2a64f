"""Which Bot API servers knew no rich messages, and when they were last asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from bot.storage import tables
from bot.storage.upserts import upsert

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

_TABLE = tables.old_servers


async def refused_at(connection: AsyncConnection, url: str) -> datetime | None:
    """When the server refused the method last; None if it is not known to."""
    found: datetime | None = (
        await connection.execute(select(_TABLE.c.asked_at).where(_TABLE.c.url == url))
    ).scalar_one_or_none()
    return found


async def remember_old_server(connection: AsyncConnection, url: str, asked_at: datetime, dialect: str) -> None:
    await connection.execute(upsert(_TABLE, "url", dialect), [{"url": url, "asked_at": asked_at}])


async def forget_old_server(connection: AsyncConnection, url: str) -> None:
    await connection.execute(delete(_TABLE).where(_TABLE.c.url == url))
