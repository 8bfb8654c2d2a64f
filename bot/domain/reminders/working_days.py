"""Which days are working days."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date


class DayKind(StrEnum):
    #: Also a Saturday that people work on in exchange for another day.
    WORKING = "working"
    WEEKEND = "weekend"
    #: A public holiday, whatever day of the week, or a day off given in exchange.
    HOLIDAY = "holiday"


class WorkingDays(Protocol):
    """The calendar of a country."""

    def kind(self, day: date) -> DayKind: ...


def is_working(working_days: WorkingDays, day: date) -> bool:
    return working_days.kind(day) is DayKind.WORKING
