"""What is due when. A row is taken by moving or deleting it, in the same transaction as what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, func, select, update

from bot.app.ports import Due, Occasion
from bot.storage import tables
from bot.storage.errors import ConflictError
from bot.storage.upserts import upsert

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

_TABLE = tables.schedule
_Key = tuple[Occasion, str]
_OLDEST_DUE = (
    select(_TABLE)
    .where(_TABLE.c.at <= bindparam("now"))
    .order_by(_TABLE.c.at, _TABLE.c.occasion, _TABLE.c.subject)
    .limit(bindparam("up_to"))
    .with_for_update(skip_locked=True)
)
_NEXT = select(func.min(_TABLE.c.at))
_ONE = select(_TABLE.c.at).where(_TABLE.c.occasion == bindparam("one"), _TABLE.c.subject == bindparam("of"))
_AS_READ = (
    _TABLE.c.occasion == bindparam("one"),
    _TABLE.c.subject == bindparam("of"),
    _TABLE.c.at == bindparam("known"),
)
_MOVE = update(_TABLE).where(*_AS_READ).values(at=bindparam("to"))
_FINISH = delete(_TABLE).where(*_AS_READ)
_DROP = delete(_TABLE).where(_TABLE.c.occasion == bindparam("one"), _TABLE.c.subject == bindparam("of"))


class ScheduleRepository:
    """``bot.app.ports.Schedule``: writes are collected, the last one for a key counts."""

    def __init__(self, connection: AsyncConnection, dialect: str, now: datetime) -> None:
        self._connection = connection
        self._now = now
        self._upsert = upsert(_TABLE, ("occasion", "subject"), dialect)
        self._changed: dict[_Key, datetime | None] = {}

    @property
    def is_changed(self) -> bool:
        return bool(self._changed)

    async def get(self, occasion: Occasion, subject: str) -> datetime | None:
        if (occasion, subject) in self._changed:
            return self._changed[occasion, subject]
        found = await self._connection.execute(_ONE, {"one": occasion.value, "of": subject})
        at: datetime | None = found.scalar_one_or_none()
        return at

    def put(self, occasion: Occasion, subject: str, at: datetime | None) -> None:
        self._changed[occasion, subject] = at

    def wake(self, occasion: Occasion, subject: str) -> None:
        self.put(occasion, subject, self._now)

    def savepoint(self) -> Callable[[], None]:
        """Returns what goes back to how things are now."""
        kept = dict(self._changed)

        def roll_back() -> None:
            self._changed = kept

        return roll_back

    async def take(self, due: Due, moved_to: datetime | None) -> None:
        """What was due is done; ``moved_to``: when it is due again. What use cases have put for it counts more.

        Raises:
            ConflictError: somebody else has taken or moved it since it was read.
        """
        row: dict[str, object] = {"one": due.occasion.value, "of": due.subject, "known": due.at}
        if moved_to is None:
            result = await self._connection.execute(_FINISH, row)
        else:
            result = await self._connection.execute(_MOVE, {**row, "to": moved_to})
        if result.rowcount != 1:
            message = f"{due.occasion} of {due.subject} was taken by somebody else"
            raise ConflictError(message)

    async def flush(self) -> None:
        put = [
            {"occasion": occasion.value, "subject": subject, "at": at}
            for (occasion, subject), at in self._changed.items()
            if at is not None
        ]
        if put:
            await self._connection.execute(self._upsert, put)
        for (occasion, subject), at in self._changed.items():
            if at is None:
                await self._connection.execute(_DROP, {"one": occasion.value, "of": subject})


async def due_now(connection: AsyncConnection, now: datetime, limit: int) -> list[Due]:
    """What is due, the oldest first; what another transaction holds just now is left out."""
    rows = (await connection.execute(_OLDEST_DUE, {"now": now, "up_to": limit})).all()
    return [Due(Occasion(row.occasion), row.subject, row.at) for row in rows]


async def next_due_at(connection: AsyncConnection) -> datetime | None:
    found: datetime | None = (await connection.execute(_NEXT)).scalar_one_or_none()
    return found


async def bring_forward(connection: AsyncConnection, occasion: Occasion, farthest: datetime, to: datetime) -> None:
    """What is due for this after ``farthest`` was written by a clock that was wrong."""
    table = _TABLE
    query = update(table).where(table.c.occasion == occasion.value, table.c.at > farthest).values(at=to)
    await connection.execute(query)
