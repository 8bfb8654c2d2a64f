"""Editions of questionnaires: a row for each set of questions that the bot ever ran with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from bot.storage import tables
from bot.storage.encoding import encoded
from bot.storage.repositories import Snapshots
from bot.storage.upserts import insert_new

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.ext.asyncio import AsyncConnection

_TABLE = tables.editions
_ONE = select(_TABLE.c.questions).where(_TABLE.c.id == bindparam("edition"))


class EditionRepository:
    """``bot.app.ports.Editions``."""

    def __init__(self, connection: AsyncConnection, dialect: str) -> None:
        self.snapshots: Snapshots[str, frozenset[str]] = Snapshots()
        self._connection = connection
        self._insert = insert_new(_TABLE, "id", dialect)

    async def get(self, edition: str) -> frozenset[str] | None:
        if edition not in self.snapshots.stored and edition not in self.snapshots.present:
            text = (await self._connection.execute(_ONE, {"edition": edition})).scalar_one_or_none()
            self.snapshots.loaded(edition, frozenset(json.loads(text)) if text is not None else None)
        return self.snapshots.present.get(edition)

    def save(self, edition: str, questions: Collection[str]) -> None:
        self.snapshots.present[edition] = frozenset(questions)

    async def flush(self) -> None:
        rows = [{"id": edition, "questions": encoded(sorted(known))} for edition, known in self.snapshots.changed()]
        if rows:
            await self._connection.execute(self._insert, rows)
