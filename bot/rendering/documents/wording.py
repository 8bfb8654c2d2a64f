"""Amounts, dates and states in words, as all documents but the typeset ones tell them."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from bot.domain.russian import number, plural

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import datetime

    from bot.rendering.documents.published import AmountData
    from bot.rendering.documents.sections_data import LineData
    from bot.rendering.documents.words import Words

_NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Wording:
    words: Words

    def hours(self, amount: AmountData) -> str:
        return self._amount(amount, self.words.amounts.hours)

    def whole_hours(self, amount: AmountData) -> str:
        """Rounded up: totals pretend to no more."""
        low, high = (None if end is None else ceil(end) for end in (amount.low, amount.high))
        return self.hours(amount.model_copy(update={"low": low, "high": high}))

    def rubles(self, amount: AmountData) -> str:
        return self._amount(amount, self.words.amounts.rubles)

    def left_out(self, amount: AmountData, label: str) -> str:
        """How many parts of a total nobody knows; nothing if they all are known, or none is."""
        return label.format(count=amount.unknown) if amount.unknown and amount.low else ""

    def minutes(self, minutes: float) -> str:
        return f"{number(max(minutes, 1))}{_NBSP}{self.words.amounts.minutes}"

    def questions(self, count: int) -> str:
        one, few, many = self.words.counted.questions
        return f"{number(count)}{_NBSP}{plural(count, one, few, many)}"

    def date(self, moment: datetime) -> str:
        return f"{moment.day}{_NBSP}{self.words.months[moment.month - 1]}{_NBSP}{moment.year}"

    def status(self, line: LineData, answered: Container[str]) -> str:
        """In words, or nothing for what is decided. ``answered``: keys of questions with an answer."""
        statuses = self.words.statuses
        if line.status == "answered":
            return ""
        if line.status == "unanswered" and any(key in answered for key in line.sources):
            return statuses.unfinished
        return str(getattr(statuses, line.status))

    def _amount(self, amount: AmountData, unit: str) -> str:
        words = self.words.amounts
        if amount.low is None or (amount.unknown and not amount.low):
            return words.unknown
        low = number(amount.low)
        if amount.high is None:
            return f"{words.from_.format(low=low)}{_NBSP}{unit}"
        return f"{low if amount.low == amount.high else f'{low}–{number(amount.high)}'}{_NBSP}{unit}"
