"""What the bot called, in order."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.simulator.wire import Json, JsonObject


@dataclass(frozen=True, slots=True)
class Call:
    """One call and its outcome.

    ``error`` is the description of the refusal, ``""`` for a success. ``took_effect`` says whether the call changed
    anything here; ``answered`` whether the bot received the answer: false when a fault cut the connection.
    """

    number: int
    method: str
    params: JsonObject
    chat_id: int
    at: datetime
    error: str = ""
    result: Json = None
    took_effect: bool = True
    answered: bool = True

    @property
    def ok(self) -> bool:
        return not self.error


@dataclass(slots=True)
class CallLog:
    """The last ``keep`` calls, oldest first. Long polls are left out: they carry no decision of the bot."""

    keep: int = 10_000
    #: Number of calls ever made.
    total: int = 0
    _calls: deque[Call] = field(init=False)

    def __post_init__(self) -> None:
        self._calls = deque(maxlen=self.keep)

    def __iter__(self) -> Iterator[Call]:
        return iter(self._calls)

    def __len__(self) -> int:
        return len(self._calls)

    def add(self, call: Call) -> None:
        self._calls.append(call)

    def next_number(self) -> int:
        self.total += 1
        return self.total

    def of(self, *methods: str, chat_id: int | None = None) -> list[Call]:
        """Calls of these methods (all when none are named), to this chat when one is given."""
        wanted = {method.lower() for method in methods}
        return [
            call
            for call in self._calls
            if (not wanted or call.method.lower() in wanted) and chat_id in (None, call.chat_id)
        ]

    def since(self, number: int) -> Iterator[Call]:
        """Calls answered whose number is above ``number``, newest first."""
        return takewhile(lambda call: call.number > number, reversed(self._calls))
