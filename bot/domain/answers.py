"""Answers: append-only rows; the latest row of a question wins, the others are its history."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.values import Value


@dataclass(frozen=True, slots=True, order=True)
class QuestionKey:
    """A question in its place: ``scope`` holds the element ids it repeats for, outermost first."""

    question: str
    scope: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "@".join((self.question, *self.scope))

    @classmethod
    def parse(cls, text: str) -> QuestionKey:
        """The key from ``str(key)``."""
        question, *scope = text.split("@")
        return cls(question, tuple(scope))


class AnswerStatus(StrEnum):
    """What the client said. Whether it still applies is the route's matter."""

    ANSWERED = "answered"
    DISCUSS = "discuss"
    UNKNOWN = "unknown"
    #: Taken back: as if never answered (undo of a first answer).
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Dependency:
    """What an answer rested on when it was given: another answer, as comparable text (elements: their ids)."""

    key: QuestionKey
    fingerprint: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One row. ``seq`` counts from 1 within the brief. ``value`` may stay with «обсудим», for the manager's eyes."""

    seq: int
    key: QuestionKey
    status: AnswerStatus
    value: Value | None
    author: int
    at: datetime
    version: str
    basis: tuple[Dependency, ...] = ()


AttachmentKind = Literal["photo", "document", "voice", "audio", "video", "video_note"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file given to a question. ``file_id`` is Telegram's; ``caption`` the client's words with it."""

    seq: int
    key: QuestionKey
    kind: AttachmentKind
    file_id: str
    name: str
    caption: str
    author: int
    at: datetime


@dataclass(frozen=True)
class Answers:
    """The history of a brief's answers, ordered by ``seq``."""

    history: tuple[Answer, ...] = field(default=())

    @cached_property
    def latest(self) -> Mapping[QuestionKey, Answer]:
        """The row in force of each question; withdrawn ones are absent."""
        rows = {answer.key: answer for answer in self.history}
        return {key: answer for key, answer in rows.items() if answer.status is not AnswerStatus.WITHDRAWN}

    @property
    def next_seq(self) -> int:
        return self.history[-1].seq + 1 if self.history else 1

    def with_(self, answer: Answer) -> Answers:
        """The same history and one more row, whose ``seq`` is ``next_seq``."""
        return Answers((*self.history, answer))

    def at(self, seq: int) -> Answer | None:
        return next((answer for answer in self.history if answer.seq == seq), None)
