"""The plan: what follows from the answers. Plain text throughout; every line says which answer it comes from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from bot.domain.planning.money import Range, total
from bot.domain.planning.plan_sections import PipelineBlock

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.answers import AttachmentKind, QuestionKey
    from bot.domain.meeting import Meeting
    from bot.domain.planning.changes import Changes
    from bot.domain.planning.plan_sections import PlanSection, Source


@dataclass(frozen=True, slots=True)
class Passport:
    """``version`` counts the submissions; ``minutes`` is the time the client spent, pauses left out."""

    company: str
    contact: str
    questionnaire: str
    version: int
    created_at: datetime
    submitted_at: datetime | None
    minutes: int
    closed: int
    total: int
    meeting: Meeting | None = None

    @property
    def meeting_at(self) -> datetime | None:
        return self.meeting.at if self.meeting else None


@dataclass(frozen=True, slots=True)
class Decision:
    """``short`` is for the first screen; ``because`` may be empty."""

    id: str
    text: str
    short: str
    because: str
    sources: tuple[Source, ...]


class Period(StrEnum):
    ONCE = "once"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Purchase:
    """``cost`` in roubles for everything it covers, never guessed. ``basis``: how it was counted."""

    id: str
    title: str
    period: Period
    cost: Range
    basis: str
    origin: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class WorkItem:
    """``hours`` by the rate card for everything it covers; ``by``: through the REST interface or by a person.

    ``after``: ids of the works of the plan that come before it.
    """

    id: str
    title: str
    phase: str
    hours: Range
    side: Literal["integrator", "client"]
    by: Literal["rest", "hand"]
    after: tuple[str, ...]
    sources: tuple[Source, ...]


class Severity(StrEnum):
    """Ordered by weight: a problem breaks the plan, a warning makes it worse, a note is worth a word."""

    PROBLEM = "problem"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Fix:
    """What one tap does about a finding, to the answer to ``key``. ``label``: in words for the client."""

    key: QuestionKey
    finding: str
    label: str


@dataclass(frozen=True, slots=True)
class Finding:
    """``key``: the question concerned; ``origin``: whose norm it is, with its date, if it is one.

    ``fix``: what the client can do about it with one tap, where that helps.
    """

    id: str
    severity: Severity
    text: str
    reason: str
    origin: str
    key: QuestionKey
    sources: tuple[Source, ...]
    fix: Fix | None = None


class Why(StrEnum):
    """Why something is on the agenda."""

    DISCUSS = "discuss"
    UNKNOWN = "unknown"
    STALE = "stale"
    UNANSWERED = "unanswered"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """``places``: what it is asked for, where the question repeats; ``said``: what the client has said so far.

    ``group``: the section it belongs to; ``spare``: it does not fit the meeting and waits for time that is left.
    """

    title: str
    why: Why
    places: tuple[str, ...]
    said: str
    blocks: str
    minutes: int
    sources: tuple[Source, ...]
    group: str = ""
    spare: bool = False

    @property
    def full_title(self) -> str:
        """For where the group does not stand above it; findings and repeated questions say enough themselves."""
        alone = self.why is Why.FINDING or self.places or self.group in {"", self.title}
        return self.title if alone else f"{self.group}: {self.title}"


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that both sides agree to, beside the decisions."""

    id: str
    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class PlanAttachment:
    """A file of the client, with the section and question it was given to."""

    section: str
    question: str
    kind: AttachmentKind
    name: str
    caption: str
    source: Source


@dataclass(frozen=True)
class Plan:
    """Everything that follows from a brief; ``findings`` with the weightiest first.

    ``agenda``: what fits the meeting before what is spare, in both parts by groups, the weightiest first.
    ``out_of_scope``: what is not done; ``assumptions``: what the figures rest on; ``acceptance``: what is checked at
    the end; ``changes``: since the version that the manager had before, if there is one.
    """

    passport: Passport
    decisions: tuple[Decision, ...]
    sections: tuple[PlanSection, ...]
    works: tuple[WorkItem, ...]
    purchases: tuple[Purchase, ...]
    findings: tuple[Finding, ...]
    agenda: tuple[AgendaItem, ...]
    attachments: tuple[PlanAttachment, ...]
    out_of_scope: tuple[Statement, ...] = ()
    assumptions: tuple[Statement, ...] = ()
    acceptance: tuple[Statement, ...] = ()
    changes: Changes | None = None

    @cached_property
    def pipelines(self) -> int:
        """How many there are, of leads and of deals."""
        return sum(isinstance(block, PipelineBlock) for section in self.sections for block in section.blocks)

    @cached_property
    def hours(self) -> Range:
        return total(work.hours for work in self.works if work.side == "integrator")

    @cached_property
    def once(self) -> Range:
        return total(purchase.cost for purchase in self.purchases if purchase.period is Period.ONCE)

    @cached_property
    def monthly(self) -> Range:
        return total(purchase.cost for purchase in self.purchases if purchase.period is Period.MONTH)

    @cached_property
    def open_questions(self) -> tuple[AgendaItem, ...]:
        """The agenda as the client sees it: without findings, one item for a question, whyever it is open."""
        found: dict[str, AgendaItem] = {}
        for item in self.agenda:
            if item.why is not Why.FINDING:
                question = item.sources[0].key.question
                first = found.get(question)
                places = tuple(dict.fromkeys((*first.places, *item.places))) if first else item.places
                found[question] = replace(first or item, places=places)
        return tuple(found.values())

    @cached_property
    def meeting_minutes(self) -> int:
        """Of what fits the meeting."""
        return sum(item.minutes for item in self.agenda if not item.spare)

    @cached_property
    def spare_minutes(self) -> int:
        return sum(item.minutes for item in self.agenda if item.spare)
