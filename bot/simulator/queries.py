"""Callback queries: taps that wait for an answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequestError
from bot.simulator.updates import CALLBACK_LIFETIME

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

#: Longer texts of an answer are refused.
MAX_ANSWER = 200


@dataclass(frozen=True, slots=True)
class Query:
    id: str
    user_id: int
    message_id: int
    data: str
    asked: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person saw in return: a toast, or with ``alert`` a window to close."""

    query: Query
    text: str
    alert: bool


@dataclass(slots=True)
class Queries:
    """Open and answered queries. Answered ones are kept for those who inspect, up to ``keep``."""

    now: Callable[[], datetime]
    keep: int = 1000
    _next: int = 1
    _open: dict[str, Query] = field(default_factory=dict)
    _answers: dict[str, Answer] = field(default_factory=dict)

    def ask(self, user_id: int, message_id: int, data: str) -> Query:
        query = Query(str(7_000_000_000_000_000 + self._next), user_id, message_id, data, self.now())
        self._next += 1
        self._open[query.id] = query
        return query

    def answer(self, query_id: str, text: str, *, alert: bool) -> Answer:
        """End the wait of a tap.

        Raises:
            BadRequestError: unknown, older than 150 s, answered before, or the text is too long.
        """
        query = self._open.get(query_id)
        if query is None or self.now() - query.asked > CALLBACK_LIFETIME:
            msg = "query is too old and response timeout expired or query ID is invalid"
            raise BadRequestError(msg)
        if len(text) > MAX_ANSWER:
            msg = "MESSAGE_TOO_LONG"
            raise BadRequestError(msg)
        del self._open[query_id]
        answer = Answer(query, text, alert)
        self._answers[query_id] = answer
        if len(self._answers) > self.keep:
            del self._answers[next(iter(self._answers))]
        return answer

    def answer_of(self, query_id: str) -> Answer | None:
        return self._answers.get(query_id)

    def answers_for(self, user_id: int) -> list[Answer]:
        """Answers that this person received, oldest first."""
        return [answer for answer in self._answers.values() if answer.query.user_id == user_id]
