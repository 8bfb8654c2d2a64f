"""Figures of a catalog: prices, norms, hours, each with its source and date."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from bot.domain.conditions import Definition
from bot.domain.planning.money import UNKNOWN, Range


class CatalogFact(Definition):
    """What somebody vouches for: a price, a norm, hours.

    Either ``value``, or ``low`` and ``high`` (``high`` null: «от»); what nobody has said is null. A norm without a
    figure is in words, in ``says``.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    says: str = ""
    source: str = Field(min_length=1)
    date: date

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        if self.value is not None and (self.low is not None or self.high is not None):
            message = "give either value or low and high"
            raise ValueError(message)
        if self.says and (self.value is not None or self.low is not None):
            message = "says is for what has no figure"
            raise ValueError(message)
        if self.low is None and self.high is not None:
            message = "high needs low"
            raise ValueError(message)
        return self

    @property
    def origin(self) -> str:
        """Whose figure it is, and of when."""
        return f"{self.source}, {self.date:%d.%m.%Y}"

    @property
    def range(self) -> Range:
        if self.value is not None:
            return Range(self.value, self.value)
        return Range(self.low, self.high) if self.low is not None else UNKNOWN
