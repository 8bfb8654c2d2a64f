"""What the use cases need from outside. Storage, clock and ids implement these; tests use fakes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime, time

    from bot.app.messages import Acknowledgement, Outgoing
    from bot.domain.brief import Brief, Person
    from bot.domain.planning.plan import Plan
    from bot.domain.reminders.journal import Journal


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""


class Ids(Protocol):
    def new(self) -> str:
        """A short opaque id (8 characters of ``a-z0-9``) for an element or a brief."""

    def token(self) -> str:
        """An unguessable token for an invitation: 22 characters of ``A-Za-z0-9_-``."""


@dataclass(frozen=True, slots=True)
class SaidMoment:
    """A day and a time on the wall in somebody's words; what was not said is None, never both.

    ``other``: a later day that may be meant as well: the same date next year, the same weekday of the next week.
    """

    day: date | None
    hour: time | None
    other: date | None = None


class MomentParser(Protocol):
    def read(self, text: str, now: datetime, *, hour_asked: bool = False) -> SaidMoment | None:
        """What the words say, counted from ``now`` on the clock of those who speak.

        None if they name no moment, or say something else beside it. ``hour_asked``: what can be a time is none of
        a day: «10.12».
        """


class Briefs(Protocol):
    """Reads are awaited; writes are collected and reach the database with the unit of work."""

    async def get(self, brief_id: str) -> Brief | None: ...

    async def by_token(self, token: str) -> Brief | None: ...

    async def of_client(self, client_id: int) -> Sequence[Brief]:
        """Briefs bound to this client, newest first."""

    async def of_manager(self, manager_id: int, *, limit: int, offset: int = 0) -> Sequence[Brief]:
        """Briefs that this manager created, newest first."""

    async def pressing_of_manager(
        self, manager_id: int, now: datetime, *, limit: int, offset: int = 0
    ) -> Sequence[Brief]:
        """The same, those first that need the manager.

        That is what was submitted or is to be moved, until the meeting is over. Then come meetings, the nearest first,
        then briefs without one, then those whose meeting is over; what is alike, newest first.
        """

    async def count_of_manager(self, manager_id: int) -> int: ...

    async def unfinished_of_manager(self, manager_id: int) -> Sequence[Brief]:
        """Those not submitted yet, newest first; not those that the manager walks himself."""

    def save(self, brief: Brief) -> Brief:
        """Insert or update; history and attachments grow only. Returns the brief with its new revision."""

    def delete(self, brief: Brief) -> None:
        """The brief with its answers, files, submissions and what is remembered of reminding."""


class People(Protocol):
    async def get(self, person_id: int) -> Person | None: ...

    def save(self, person: Person) -> None: ...

    def delete(self, person_id: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Conversation:
    """The FSM of a chat: what the bot waits for (``state``) and what is on the card (``data``, JSON values)."""

    state: str | None = None
    data: Mapping[str, object] | None = None


class Conversations(Protocol):
    async def get(self, chat_id: int) -> Conversation:
        """An empty one if the chat is new."""

    def save(self, chat_id: int, conversation: Conversation) -> None: ...


@dataclass(frozen=True, slots=True)
class LiveCard:
    """``revision`` of what was last asked to be shown; ``message_id`` once Telegram has said it.

    ``reminder_id``: the message with the newest reminder, as long as it has buttons.
    """

    revision: int = 0
    message_id: int | None = None
    reminder_id: int | None = None


class Cards(Protocol):
    async def get(self, chat_id: int) -> LiveCard: ...

    def save(self, chat_id: int, card: LiveCard) -> None:
        """Used when a tap shows that another message is the live one; ``outbox.put(ShowCard)`` saves the revision."""


class Outbox(Protocol):
    def put(self, message: Outgoing) -> None:
        """Send after the commit, in order per chat. A ShowCard also records its revision in ``cards``."""


class Occasion(StrEnum):
    """What something is due for."""

    #: To look whether the client of a brief is to be reminded.
    CLIENT = "client"
    #: A brief is not finished, and its meeting is near.
    ESCALATION = "escalation"
    #: Whether the meeting of a brief took place.
    MEETING_OVER = "meeting_over"
    #: A manager's morning digest.
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Due:
    """``subject``: the id of a brief, for a digest of a manager. ``at``: it is not to be done before."""

    occasion: Occasion
    subject: str
    at: datetime


class Schedule(Protocol):
    """What is due when. For each occasion and subject there is one moment at most."""

    async def get(self, occasion: Occasion, subject: str) -> datetime | None: ...

    def put(self, occasion: Occasion, subject: str, at: datetime | None) -> None:
        """In place of the moment that was there; None: nothing is due any more."""

    def wake(self, occasion: Occasion, subject: str) -> None:
        """Let it be looked at right after the commit: what it rests on has changed."""


class Journals(Protocol):
    async def get(self, brief_id: str) -> Journal:
        """An empty one if nothing is remembered yet."""

    def save(self, journal: Journal) -> None: ...

    def forget(self, brief_id: str) -> None:
        """What was saved for a brief that is deleted is not written any more."""


class Editions(Protocol):
    """Which questions each edition of a questionnaire had that the bot ever ran with."""

    async def get(self, edition: str) -> frozenset[str] | None:
        """Ids of its questions; None if it is not known."""

    def save(self, edition: str, questions: Collection[str]) -> None: ...


class UnitOfWork(Protocol):
    """One transaction's view of the storage. Commit and rollback are the worker's matter, not the use cases'."""

    @property
    def briefs(self) -> Briefs: ...

    @property
    def people(self) -> People: ...

    @property
    def conversations(self) -> Conversations: ...

    @property
    def cards(self) -> Cards: ...

    @property
    def outbox(self) -> Outbox: ...

    @property
    def schedule(self) -> Schedule: ...

    @property
    def journals(self) -> Journals: ...

    @property
    def editions(self) -> Editions: ...

    def acknowledge(self, acknowledgement: Acknowledgement) -> None:
        """Answer a tap right after the commit."""


class DocumentFormat(StrEnum):
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    JSON = "json"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Document:
    """A file: ``name`` is fit for any disk, with its ending."""

    name: str
    content: bytes


class Documents(Protocol):
    """Makes documents while the event loop goes on, and keeps them: the same plan is not drawn twice."""

    async def document(self, plan: Plan, kind: DocumentFormat) -> Document: ...

    async def pictures(self, plan: Plan) -> Sequence[Document]:
        """PNGs for a phone, one for each pipeline of the plan in its order; 1080 pixels wide."""
