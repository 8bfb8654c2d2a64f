"""One transaction over many updates. An update that fails is rolled back alone, in memory; nothing of it is written."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.app.messages import ShowCard
from bot.storage.editions import EditionRepository
from bot.storage.journals import JournalRepository
from bot.storage.outbox import Queued
from bot.storage.repositories import BriefRepository, CardRepository, ConversationRepository, PeopleRepository
from bot.storage.schedule import ScheduleRepository

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.app.messages import Acknowledgement, Outgoing
    from bot.storage.cache import BriefCache
    from bot.storage.outbox import OutboxNumbers


@dataclass(slots=True)
class Effects:
    """What is to happen after the commit, in order."""

    queued: list[Queued] = field(default_factory=list)
    #: Chats whose card was found under another message than was known.
    cards_found: dict[int, int] = field(default_factory=dict)
    acknowledgements: list[Acknowledgement] = field(default_factory=list)
    #: Something is due at another moment than before.
    rescheduled: bool = False


class OutboxInBatch:
    """``bot.app.ports.Outbox``."""

    def __init__(self, cards: CardRepository, effects: Effects, numbers: OutboxNumbers, now: datetime) -> None:
        self._cards = cards
        self._effects = effects
        self._numbers = numbers
        self._now = now

    def put(self, message: Outgoing) -> None:
        if isinstance(message, ShowCard):
            self._cards.show(message.chat_id, message.revision)
        self._effects.queued.append(Queued(self._numbers.next(), message, self._now))


class Batch:
    """``bot.app.ports.UnitOfWork`` for the updates of one transaction.

    Reads come from the batch's own snapshots where it has them, so an update sees what those before it did. Writes
    are collected; ``flush`` brings them to the database, a table at a time.
    """

    def __init__(
        self,
        connection: AsyncConnection,
        dialect: str,
        cache: BriefCache,
        numbers: OutboxNumbers,
        now: datetime,
    ) -> None:
        self.briefs = BriefRepository(connection, cache)
        self.people = PeopleRepository(connection, dialect)
        self.conversations = ConversationRepository(connection, dialect, now)
        self.cards = CardRepository(connection, dialect)
        self.schedule = ScheduleRepository(connection, dialect, now)
        self.journals = JournalRepository(connection, dialect)
        self.editions = EditionRepository(connection, dialect)
        self.effects = Effects()
        self.outbox = OutboxInBatch(self.cards, self.effects, numbers, now)
        self.connection = connection
        self._cache = cache

    def acknowledge(self, acknowledgement: Acknowledgement) -> None:
        self.effects.acknowledgements.append(acknowledgement)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What an exception leaves behind is forgotten, down to where the block began."""
        repositories = (self.briefs, self.people, self.conversations, self.cards, self.journals, self.editions)
        rollbacks = [repository.snapshots.savepoint() for repository in repositories]
        rollbacks.append(self.schedule.savepoint())
        queued, acknowledged = len(self.effects.queued), len(self.effects.acknowledgements)
        try:
            yield
        except BaseException:
            for rollback in rollbacks:
                rollback()
            del self.effects.queued[queued:]
            del self.effects.acknowledgements[acknowledged:]
            raise

    async def prefetch(self, chat_ids: list[int]) -> None:
        """Load what the updates of these chats will want, in few queries."""
        await self.conversations.prefetch(chat_ids)
        await self.cards.prefetch(chat_ids)
        places = ((found.data or {}).get("place") for found in self.conversations.snapshots.present.values())
        await self.briefs.prefetch(str(place["brief_id"]) for place in places if isinstance(place, dict))

    async def flush(self) -> None:
        self.effects.cards_found = self.cards.moved()
        self.effects.rescheduled = self.schedule.is_changed
        repositories = (self.people, self.briefs, self.conversations, self.cards, self.schedule, self.journals)
        for repository in (*repositories, self.editions):
            await repository.flush()

    def committed(self) -> None:
        """Keep the decoded briefs for the next batches."""
        for brief in self.briefs.snapshots.present.values():
            self._cache.put(brief)

    def committed_aside(self) -> None:
        """As ``committed``, for work that nobody waits for: of those who do, no brief is driven out of memory."""
        for brief in self.briefs.snapshots.present.values():
            self._cache.renew(brief)
