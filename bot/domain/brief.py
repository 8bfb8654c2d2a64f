"""A brief: one run of a questionnaire with one client."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.answers import Answers

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.answers import Answer, Attachment
    from bot.domain.meeting import Meeting, MoveRequest


class BriefStatus(StrEnum):
    INVITED = "invited"
    STARTED = "started"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class Consent:
    """To the processing of personal data: which text was agreed to, and when."""

    version: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Submission:
    """The client sent the brief off; ``seq`` is the last answer it contained (0: none)."""

    seq: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Brief:
    """``token`` is the secret part of the invitation link; ``client_id`` the person it is bound to, once opened."""

    id: str
    token: str
    questionnaire: str
    company: str
    contact: str
    manager_id: int
    created_at: datetime
    client_id: int | None = None
    started_at: datetime | None = None
    consent: Consent | None = None
    submissions: tuple[Submission, ...] = ()
    answers: Answers = field(default_factory=Answers)
    attachments: tuple[Attachment, ...] = ()
    meeting: Meeting | None = None
    #: Waits for the manager; a change of the meeting settles it.
    move_request: MoveRequest | None = None
    #: Which questions the client knows of (``Questionnaire.edition``); None before the start.
    edition: str | None = None
    #: Counts the saves; a reader that holds the same revision holds the same brief.
    revision: int = 0

    @property
    def status(self) -> BriefStatus:
        if self.submissions:
            return BriefStatus.SUBMITTED
        return BriefStatus.STARTED if self.started_at else BriefStatus.INVITED

    @property
    def last_activity(self) -> datetime:
        """Of the client; before the start, the invitation."""
        times = [answers[-1].at for answers in (self.answers.history, self.attachments) if answers]
        return max(times, default=self.started_at or self.created_at)

    @property
    def has_news(self) -> bool:
        """Whether the client added anything that was not sent off yet."""
        if not self.submissions:
            return True
        last = self.submissions[-1]
        newer_files = bool(self.attachments) and self.attachments[-1].at > last.at
        return self.answers.next_seq - 1 > last.seq or newer_files

    def previous_version(self) -> Brief | None:
        """As it was sent off the last time that it said something else; None if it never was."""
        version = len(self.submissions) if self.has_news else len(self.submissions) - 1
        if version < 1:
            return None
        sent = self.submissions[version - 1]
        return replace(
            self,
            submissions=self.submissions[:version],
            answers=Answers(tuple(answer for answer in self.answers.history if answer.seq <= sent.seq)),
            attachments=tuple(attachment for attachment in self.attachments if attachment.at <= sent.at),
        )

    def upcoming_meeting(self, now: datetime) -> Meeting | None:
        """The meeting, unless it is over."""
        return self.meeting if self.meeting and self.meeting.is_ahead(now) else None

    def at_revision(self, revision: int) -> Brief:
        return replace(self, revision=revision)

    def with_answer(self, answer: Answer) -> Brief:
        return replace(self, answers=self.answers.with_(answer))

    def with_attachment(self, attachment: Attachment) -> Brief:
        return replace(self, attachments=(*self.attachments, attachment))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wrote to the bot. ``unreachable_since``: set while Telegram says that the bot is blocked."""

    id: int
    name: str
    username: str | None = None
    unreachable_since: datetime | None = None
