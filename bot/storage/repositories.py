"""What use cases read and save within one batch: snapshots as they are now, next to what the database holds."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Generic, TypeVar

from sqlalchemy import BindParameter, bindparam, case, delete, func, select

from bot.app.ports import Conversation, LiveCard
from bot.domain.brief import Brief, Person
from bot.storage import tables
from bot.storage.brief_rows import BriefWrites, delete_briefs, load_brief
from bot.storage.encoding import encoded
from bot.storage.errors import StaleBriefError
from bot.storage.upserts import upsert

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncConnection
    from sqlalchemy.sql import Select

    from bot.storage.cache import BriefCache

_CHATS: BindParameter[list[int]] = bindparam("chats", expanding=True)
_CONVERSATIONS = select(tables.conversations).where(tables.conversations.c.chat_id.in_(_CHATS))
_CARDS = select(tables.cards).where(tables.cards.c.chat_id.in_(_CHATS))

#: How a brief stands in a manager's list, in this order.
_PRESSING, _AHEAD, _WITHOUT_MEETING, _OVER = range(4)

K = TypeVar("K", int, str)
T = TypeVar("T")


class Snapshots(Generic[K, T]):
    """Immutable values by key: as the database has them (``stored``; None: no row) and as they are now."""

    def __init__(self) -> None:
        self.stored: dict[K, T | None] = {}
        self.present: dict[K, T] = {}

    def loaded(self, key: K, value: T | None) -> T | None:
        self.stored[key] = value
        if value is not None:
            self.present.setdefault(key, value)
        return value

    def drop(self, key: K) -> None:
        """It is no more, until it is saved again."""
        self.stored.setdefault(key, None)
        self.present.pop(key, None)

    def dropped(self) -> list[K]:
        return [key for key, value in self.stored.items() if value is not None and key not in self.present]

    def changed(self) -> list[tuple[K, T]]:
        return [(key, value) for key, value in self.present.items() if self.stored.get(key) is not value]

    def savepoint(self) -> Callable[[], None]:
        """Returns what goes back to how things are now."""
        kept, known = dict(self.present), set(self.stored)

        def roll_back() -> None:
            # What was read meanwhile is as true as before; only what was saved or dropped goes.
            read = {key: value for key, value in self.stored.items() if value is not None and key not in known}
            self.present = read | kept

        return roll_back


class BriefRepository:
    """``bot.app.ports.Briefs``."""

    def __init__(self, connection: AsyncConnection, cache: BriefCache) -> None:
        self.snapshots: Snapshots[str, Brief] = Snapshots()
        self._connection = connection
        self._cache = cache

    async def get(self, brief_id: str) -> Brief | None:
        if brief_id in self.snapshots.present:
            return self.snapshots.present[brief_id]
        if brief_id in self.snapshots.stored:
            return None
        found = await self._find(select(tables.briefs).where(tables.briefs.c.id == brief_id))
        return found[0] if found else self.snapshots.loaded(brief_id, None)

    async def by_token(self, token: str) -> Brief | None:
        fresh = next((brief for brief in self.snapshots.present.values() if brief.token == token), None)
        if fresh is not None:
            return fresh
        found = await self._find(select(tables.briefs).where(tables.briefs.c.token == token))
        return found[0] if found else None

    async def of_client(self, client_id: int) -> Sequence[Brief]:
        table = tables.briefs
        await self._find(select(table).where(table.c.client_id == client_id))
        bound = (brief for brief in self.snapshots.present.values() if brief.client_id == client_id)
        return sorted(bound, key=lambda brief: (brief.created_at, brief.id), reverse=True)

    async def of_manager(self, manager_id: int, *, limit: int, offset: int = 0) -> Sequence[Brief]:
        return await self._page(manager_id, (), limit, offset)

    async def pressing_of_manager(
        self, manager_id: int, now: datetime, *, limit: int, offset: int = 0
    ) -> Sequence[Brief]:
        """What this batch has made, and nothing was done with yet, comes first of all."""
        table, sent = tables.briefs, tables.submissions
        over = table.c.meeting_at <= now
        is_sent = select(sent.c.brief_id).where(sent.c.brief_id == table.c.id).exists()
        is_asked = table.c.move_asked_at.is_not(None)
        standing = case(
            (over.is_(True), _OVER),
            (is_sent | is_asked, _PRESSING),
            (table.c.meeting_at.is_not(None), _AHEAD),
            else_=_WITHOUT_MEETING,
        )
        nearest = case((standing == _AHEAD, table.c.meeting_at))
        return await self._page(manager_id, (standing, nearest), limit, offset)

    async def count_of_manager(self, manager_id: int) -> int:
        query = select(func.count()).select_from(tables.briefs).where(tables.briefs.c.manager_id == manager_id)
        written = int((await self._connection.execute(query)).scalar_one())
        gone = (self.snapshots.stored[brief_id] for brief_id in self.snapshots.dropped())
        still_written = sum(brief is not None and brief.manager_id == manager_id for brief in gone)
        return written - still_written + len(self._unwritten(manager_id))

    async def unfinished_of_manager(self, manager_id: int) -> Sequence[Brief]:
        table, sent = tables.briefs, tables.submissions
        is_sent = select(sent.c.brief_id).where(sent.c.brief_id == table.c.id).exists()
        is_anothers = table.c.client_id.is_distinct_from(manager_id)
        await self._find(select(table).where(table.c.manager_id == manager_id, ~is_sent, is_anothers))
        found = (each for each in self.snapshots.present.values() if each.manager_id == manager_id)
        open_ = (each for each in found if not each.submissions and each.client_id != manager_id)
        return sorted(open_, key=lambda brief: (brief.created_at, brief.id), reverse=True)

    def save(self, brief: Brief) -> Brief:
        """``bot.app.ports.Briefs.save``.

        Raises:
            StaleBriefError: something else was saved since this snapshot was read.
        """
        self.snapshots.stored.setdefault(brief.id, None)
        present = self.snapshots.present.get(brief.id)
        if brief.revision != (present.revision if present else 0):
            message = f"brief {brief.id} was saved meanwhile: read it again before changing it"
            raise StaleBriefError(message)
        saved = brief.at_revision(brief.revision + 1)
        self.snapshots.present[brief.id] = saved
        return saved

    def delete(self, brief: Brief) -> None:
        """``bot.app.ports.Briefs.delete``."""
        self.snapshots.drop(brief.id)

    async def flush(self) -> None:
        await delete_briefs(self._connection, self.snapshots.dropped())
        writes = BriefWrites()
        for brief_id, present in self.snapshots.changed():
            writes.add(self.snapshots.stored[brief_id], present)
        await writes.write(self._connection)

    async def prefetch(self, brief_ids: Iterable[str]) -> None:
        """Load several with one query."""
        wanted = [brief_id for brief_id in set(brief_ids) if brief_id not in self.snapshots.stored]
        if wanted:
            await self._find(select(tables.briefs).where(tables.briefs.c.id.in_(wanted)))

    async def _page(
        self, manager_id: int, order: Sequence[ColumnElement[object]], limit: int, offset: int
    ) -> list[Brief]:
        """The manager's briefs by ``order``, what is alike newest first."""
        table = tables.briefs
        unwritten = self._unwritten(manager_id)
        fresh = unwritten[offset : offset + limit]
        query = select(table).where(table.c.manager_id == manager_id)
        query = query.order_by(*order, table.c.created_at.desc(), table.c.id.desc())
        rest = query.limit(limit - len(fresh)).offset(max(0, offset - len(unwritten)))
        return [*fresh, *await self._find(rest)]

    def _unwritten(self, manager_id: int) -> list[Brief]:
        """The manager's briefs that this batch has made, newest first."""
        made = (brief for key, brief in self.snapshots.present.items() if self.snapshots.stored[key] is None)
        own = (brief for brief in made if brief.manager_id == manager_id)
        return sorted(own, key=lambda brief: (brief.created_at, brief.id), reverse=True)

    async def _find(self, query: Select[tuple[object, ...]]) -> list[Brief]:
        """The briefs of the rows; what this batch holds already is taken from there."""
        found = []
        for row in (await self._connection.execute(query)).all():
            if row.id not in self.snapshots.stored:
                brief = self._cache.get(row.id, row.revision) or await load_brief(self._connection, row)
                self.snapshots.loaded(row.id, brief)
            if row.id in self.snapshots.present:
                found.append(self.snapshots.present[row.id])
        return found


class PeopleRepository:
    """``bot.app.ports.People``."""

    def __init__(self, connection: AsyncConnection, dialect: str) -> None:
        self.snapshots: Snapshots[int, Person] = Snapshots()
        self._connection = connection
        self._upsert = upsert(tables.people, "id", dialect)

    async def get(self, person_id: int) -> Person | None:
        if person_id not in self.snapshots.stored and person_id not in self.snapshots.present:
            query = select(tables.people).where(tables.people.c.id == person_id)
            row = (await self._connection.execute(query)).one_or_none()
            person = Person(row.id, row.name, row.username, row.unreachable_since) if row else None
            self.snapshots.loaded(person_id, person)
        return self.snapshots.present.get(person_id)

    def save(self, person: Person) -> None:
        self.snapshots.present[person.id] = person

    def delete(self, person_id: int) -> None:
        """Read the person first."""
        self.snapshots.drop(person_id)

    async def flush(self) -> None:
        if gone := self.snapshots.dropped():
            await self._connection.execute(delete(tables.people).where(tables.people.c.id.in_(gone)))
        rows = [
            {"id": key, "name": found.name, "username": found.username, "unreachable_since": found.unreachable_since}
            for key, found in self.snapshots.changed()
        ]
        if rows:
            await self._connection.execute(self._upsert, rows)


class ConversationRepository:
    """``bot.app.ports.Conversations``."""

    def __init__(self, connection: AsyncConnection, dialect: str, now: datetime) -> None:
        self.snapshots: Snapshots[int, Conversation] = Snapshots()
        self._connection = connection
        self._upsert = upsert(tables.conversations, "chat_id", dialect)
        self._now = now

    async def get(self, chat_id: int) -> Conversation:
        if chat_id not in self.snapshots.stored and chat_id not in self.snapshots.present:
            await self.prefetch([chat_id])
        return self.snapshots.present.get(chat_id) or Conversation()

    async def prefetch(self, chat_ids: Sequence[int]) -> None:
        rows = (await self._connection.execute(_CONVERSATIONS, {"chats": list(chat_ids)})).all()
        found = {row.chat_id: Conversation(row.state, json.loads(row.data)) for row in rows}
        for chat_id in chat_ids:
            self.snapshots.loaded(chat_id, found.get(chat_id))

    def save(self, chat_id: int, conversation: Conversation) -> None:
        self.snapshots.present[chat_id] = conversation

    async def flush(self) -> None:
        rows = [
            {
                "chat_id": chat_id,
                "state": found.state,
                "data": encoded(found.data or {}),
                "active_at": self._now,
            }
            for chat_id, found in self.snapshots.changed()
        ]
        if rows:
            await self._connection.execute(self._upsert, rows)


class CardRepository:
    """``bot.app.ports.Cards``."""

    def __init__(self, connection: AsyncConnection, dialect: str) -> None:
        self.snapshots: Snapshots[int, LiveCard] = Snapshots()
        self._connection = connection
        self._upsert = upsert(tables.cards, "chat_id", dialect)

    async def get(self, chat_id: int) -> LiveCard:
        if chat_id not in self.snapshots.stored:
            await self.prefetch([chat_id])
        return self.snapshots.present.get(chat_id) or LiveCard()

    async def prefetch(self, chat_ids: Sequence[int]) -> None:
        rows = (await self._connection.execute(_CARDS, {"chats": list(chat_ids)})).all()
        found = {row.chat_id: LiveCard(row.revision, row.message_id, row.reminder_id) for row in rows}
        for chat_id in chat_ids:
            card = self.snapshots.loaded(chat_id, found.get(chat_id))
            unread = self.snapshots.present.get(chat_id)
            if card is not None and unread is not None and unread.message_id is None:
                known = replace(unread, message_id=card.message_id, reminder_id=card.reminder_id)
                self.snapshots.present[chat_id] = known

    def save(self, chat_id: int, card: LiveCard) -> None:
        self.snapshots.present[chat_id] = card

    def moved(self) -> dict[int, int]:
        """Chats whose card turned out to be elsewhere, and where."""
        stored = self.snapshots.stored
        return {
            chat_id: found
            for chat_id, card in self.snapshots.changed()
            if (found := card.message_id) is not None and found != (stored.get(chat_id) or LiveCard()).message_id
        }

    def show(self, chat_id: int, revision: int) -> None:
        """The card is to be shown at this revision. If it was not read before, where it is gets read by ``flush``."""
        known = self.snapshots.present.get(chat_id, LiveCard())
        self.save(chat_id, replace(known, revision=revision))

    async def flush(self) -> None:
        unread = [chat_id for chat_id in self.snapshots.present if chat_id not in self.snapshots.stored]
        if unread:
            await self.prefetch(unread)
        rows = [
            {
                "chat_id": chat_id,
                "revision": card.revision,
                "message_id": card.message_id,
                "reminder_id": card.reminder_id,
            }
            for chat_id, card in self.snapshots.changed()
        ]
        if rows:
            await self._connection.execute(self._upsert, rows)
