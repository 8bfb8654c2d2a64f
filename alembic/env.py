"""Runs migrations on the database that ``bot.storage.migrating`` names."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from alembic import context
from bot.storage.database import make_engine
from bot.storage.tables import metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


async def main() -> None:
    engine = make_engine(context.config.attributes["url"])
    async with engine.connect() as connection:
        await connection.run_sync(run)
        await connection.commit()
    await engine.dispose()


asyncio.run(main())
