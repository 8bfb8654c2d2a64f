"""Ranges of amounts (roubles, hours) that may be open upwards or not known at all."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Range:
    """``low``–``high``. Without ``high`` it is «от low»; without both nothing is known.

    ``unknown``: parts of a total that are not in the figures because nobody knows them yet.
    """

    low: float | None = None
    high: float | None = None
    unknown: int = 0

    @property
    def known(self) -> bool:
        return self.low is not None

    def times(self, other: Range) -> Range:
        """The product: nothing if either is, else unknown if either is, else open upwards if either is."""
        if self.nothing or other.nothing:
            return NOTHING
        if self.low is None or other.low is None:
            return UNKNOWN
        open_upwards = self.high is None or other.high is None
        return Range(self.low * other.low, None if open_upwards else (self.high or 0) * (other.high or 0))

    def rounded_up(self, step: float) -> Range:
        """Both ends up to the next multiple of ``step``."""
        return Range(
            None if self.low is None else ceil(self.low / step) * step,
            None if self.high is None else ceil(self.high / step) * step,
            self.unknown,
        )

    @property
    def nothing(self) -> bool:
        return self.high == 0


UNKNOWN = Range()
NOTHING = Range(0, 0)


def exactly(amount: float) -> Range:
    return Range(amount, amount)


def total(parts: Iterable[Range]) -> Range:
    """The sum of the known parts, open upwards if one of them is, with the number of unknown ones; nothing is zero."""
    low = high = 0.0
    open_upwards = False
    unknown = 0
    for part in parts:
        unknown += part.unknown
        if part.low is None:
            unknown += not part.unknown
            continue
        low += part.low
        high += part.high or 0
        open_upwards |= part.high is None
    return Range(low, None if open_upwards else high, unknown)
