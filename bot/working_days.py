"""Working days of a country, from the library ``holidays``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import holidays

from bot.domain.reminders.working_days import DayKind

if TYPE_CHECKING:
    from datetime import date


@cache
def known_countries() -> frozenset[str]:
    """ISO 3166 codes of the countries whose calendars are known."""
    return frozenset(holidays.list_supported_countries())


class CountryWorkingDays:
    """Transferred days count as what they were made. Beyond the years decreed so far, the law alone counts."""

    def __init__(self, country: str) -> None:
        """Raises NotImplementedError for a country that is not among ``known_countries``."""
        self._calendar = holidays.country_holidays(country)

    def kind(self, day: date) -> DayKind:
        if day in self._calendar:
            return DayKind.HOLIDAY
        return DayKind.WORKING if self._calendar.is_working_day(day) else DayKind.WEEKEND
