"""Ports in memory: a clock that stands still, ids that count, a storage that is a few dictionaries."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from bot.app.messages import ShowCard
from bot.app.ports import Conversation, LiveCard, Occasion
from bot.domain.reminders.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from bot.app.messages import Acknowledgement, Outgoing
    from bot.domain.brief import Brief, Person

_Message = TypeVar("_Message")


@dataclass
class FakeClock:
    """Stands still until it is moved."""

    moment: datetime = field(default=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))

    def now(self) -> datetime:
        return self.moment

    def advance(self, **span: float) -> None:
        """Move on by a ``timedelta``'s keywords: ``seconds``, ``hours`` …"""
        self.moment += timedelta(**span)


@dataclass
class CountingIds:
    """``i0000001``, ``i0000002`` …; tokens count for themselves."""

    ids: int = 0
    tokens: int = 0

    def new(self) -> str:
        self.ids += 1
        return f"i{self.ids:07d}"

    def token(self) -> str:
        self.tokens += 1
        return f"token-{self.tokens:016d}"


@dataclass
class MemoryBriefs:
    """Strict about what the database is strict about: lost updates, rewritten history, tokens used twice."""

    by_id: dict[str, Brief] = field(default_factory=dict)

    async def get(self, brief_id: str) -> Brief | None:
        return self.by_id.get(brief_id)

    async def by_token(self, token: str) -> Brief | None:
        return next((brief for brief in self.by_id.values() if brief.token == token), None)

    async def of_client(self, client_id: int) -> Sequence[Brief]:
        return _newest_first(brief for brief in self.by_id.values() if brief.client_id == client_id)

    async def of_manager(self, manager_id: int, *, limit: int, offset: int = 0) -> Sequence[Brief]:
        own = _newest_first(brief for brief in self.by_id.values() if brief.manager_id == manager_id)
        return own[offset : offset + limit]

    async def pressing_of_manager(
        self, manager_id: int, now: datetime, *, limit: int, offset: int = 0
    ) -> Sequence[Brief]:
        own = _newest_first(brief for brief in self.by_id.values() if brief.manager_id == manager_id)
        return sorted(own, key=lambda brief: _standing(brief, now))[offset : offset + limit]

    async def count_of_manager(self, manager_id: int) -> int:
        return sum(brief.manager_id == manager_id for brief in self.by_id.values())

    async def unfinished_of_manager(self, manager_id: int) -> Sequence[Brief]:
        own = (brief for brief in self.by_id.values() if brief.manager_id == manager_id)
        return _newest_first(brief for brief in own if not brief.submissions and brief.client_id != manager_id)

    def save(self, brief: Brief) -> Brief:
        stored = self.by_id.get(brief.id)
        assert brief.revision == (stored.revision if stored else 0), "an older snapshot of the brief is saved"
        if stored:
            _assert_continues(stored.answers.history, brief.answers.history)
            _assert_continues(stored.attachments, brief.attachments)
            _assert_continues(stored.submissions, brief.submissions)
        else:
            assert all(other.token != brief.token for other in self.by_id.values()), "the token is taken"
        saved = replace(brief, revision=brief.revision + 1)
        self.by_id[brief.id] = saved
        return saved

    def delete(self, brief: Brief) -> None:
        stored = self.by_id.pop(brief.id)
        assert brief.revision == stored.revision, "an older snapshot of the brief is deleted"


def _standing(brief: Brief, now: datetime) -> tuple[int, datetime]:
    meeting = brief.meeting
    if meeting and not meeting.is_ahead(now):
        return 3, now
    if brief.submissions or brief.move_request:
        return 0, now
    return (1, meeting.at) if meeting else (2, now)


def _newest_first(briefs: Iterable[Brief]) -> list[Brief]:
    return sorted(briefs, key=lambda brief: (brief.created_at, brief.id), reverse=True)


def _assert_continues(stored: Sequence[object], given: Sequence[object]) -> None:
    assert tuple(given[: len(stored)]) == tuple(stored), "history only grows"


@dataclass
class MemoryPeople:
    by_id: dict[int, Person] = field(default_factory=dict)

    async def get(self, person_id: int) -> Person | None:
        return self.by_id.get(person_id)

    def save(self, person: Person) -> None:
        self.by_id[person.id] = person

    def delete(self, person_id: int) -> None:
        self.by_id.pop(person_id, None)


@dataclass
class MemoryConversations:
    by_chat: dict[int, Conversation] = field(default_factory=dict)

    async def get(self, chat_id: int) -> Conversation:
        return self.by_chat.get(chat_id, Conversation())

    def save(self, chat_id: int, conversation: Conversation) -> None:
        """What is no JSON fails here as it does in the database."""
        data = None if conversation.data is None else json.loads(json.dumps(dict(conversation.data)))
        self.by_chat[chat_id] = replace(conversation, data=data)


@dataclass
class MemoryCards:
    by_chat: dict[int, LiveCard] = field(default_factory=dict)

    async def get(self, chat_id: int) -> LiveCard:
        return self.by_chat.get(chat_id, LiveCard())

    def save(self, chat_id: int, card: LiveCard) -> None:
        self.by_chat[chat_id] = card


@dataclass
class MemoryOutbox:
    cards: MemoryCards
    sent: list[Outgoing] = field(default_factory=list)

    def put(self, message: Outgoing) -> None:
        self.sent.append(message)
        if isinstance(message, ShowCard):
            card = self.cards.by_chat.get(message.chat_id, LiveCard())
            self.cards.save(message.chat_id, replace(card, revision=message.revision))


@dataclass
class MemorySchedule:
    due: dict[tuple[Occasion, str], datetime] = field(default_factory=dict)

    async def get(self, occasion: Occasion, subject: str) -> datetime | None:
        return self.due.get((occasion, subject))

    def put(self, occasion: Occasion, subject: str, at: datetime | None) -> None:
        if at is None:
            self.due.pop((occasion, subject), None)
        else:
            self.due[occasion, subject] = at

    def wake(self, occasion: Occasion, subject: str) -> None:
        """Whatever the time, that is over."""
        self.due[occasion, subject] = datetime.min.replace(tzinfo=UTC)


@dataclass
class MemoryJournals:
    by_brief: dict[str, Journal] = field(default_factory=dict)

    async def get(self, brief_id: str) -> Journal:
        return self.by_brief.get(brief_id, Journal(brief_id))

    def save(self, journal: Journal) -> None:
        stored = self.by_brief.get(journal.brief_id)
        if stored:
            _assert_continues(stored.sent, journal.sent)
        self.by_brief[journal.brief_id] = journal

    def forget(self, brief_id: str) -> None:
        self.by_brief.pop(brief_id, None)


@dataclass
class MemoryEditions:
    by_id: dict[str, frozenset[str]] = field(default_factory=dict)

    async def get(self, edition: str) -> frozenset[str] | None:
        return self.by_id.get(edition)

    def save(self, edition: str, questions: Collection[str]) -> None:
        self.by_id[edition] = frozenset(questions)


@dataclass
class MemoryUnitOfWork:
    """All transactions of a bot in one object; ``sent`` and ``acknowledged`` hold what left, oldest first."""

    briefs: MemoryBriefs = field(default_factory=MemoryBriefs)
    people: MemoryPeople = field(default_factory=MemoryPeople)
    conversations: MemoryConversations = field(default_factory=MemoryConversations)
    cards: MemoryCards = field(default_factory=MemoryCards)
    schedule: MemorySchedule = field(default_factory=MemorySchedule)
    journals: MemoryJournals = field(default_factory=MemoryJournals)
    editions: MemoryEditions = field(default_factory=MemoryEditions)
    outbox: MemoryOutbox = field(init=False)
    acknowledged: list[Acknowledgement] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.outbox = MemoryOutbox(self.cards)

    @property
    def sent(self) -> list[Outgoing]:
        return self.outbox.sent

    def of_kind(self, kind: type[_Message]) -> list[_Message]:
        """What left of one class, e.g. ``uow.of_kind(ShowCard)[-1].screen.text``."""
        return [message for message in self.sent if isinstance(message, kind)]

    def acknowledge(self, acknowledgement: Acknowledgement) -> None:
        self.acknowledged.append(acknowledgement)
