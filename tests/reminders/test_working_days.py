"""The calendar of a country, with what was decreed for the year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.reminders.working_days import DayKind, is_working
from bot.working_days import CountryWorkingDays, known_countries

RUSSIA = CountryWorkingDays("RU")


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        pytest.param(date(2026, 1, 9), DayKind.HOLIDAY, id="a Friday off for a Saturday among the holidays"),
        pytest.param(date(2026, 1, 10), DayKind.WEEKEND, id="the weekend behind them"),
        pytest.param(date(2026, 1, 12), DayKind.WORKING, id="the first Monday of work"),
        pytest.param(date(2026, 2, 23), DayKind.HOLIDAY, id="a holiday on a Monday"),
        pytest.param(date(2026, 3, 8), DayKind.HOLIDAY, id="a holiday on a Sunday"),
        pytest.param(date(2026, 3, 9), DayKind.HOLIDAY, id="its Monday off"),
        pytest.param(date(2026, 5, 11), DayKind.HOLIDAY, id="the Monday off for the 9th of May"),
        pytest.param(date(2026, 11, 3), DayKind.WORKING, id="the short day before a holiday is worked"),
        pytest.param(date(2026, 11, 4), DayKind.HOLIDAY, id="the 4th of November"),
        pytest.param(date(2026, 12, 31), DayKind.HOLIDAY, id="a Thursday off, by decree"),
        pytest.param(date(2025, 11, 1), DayKind.WORKING, id="a Saturday that is worked"),
        pytest.param(date(2025, 11, 3), DayKind.HOLIDAY, id="the Monday off in exchange"),
    ],
)
def test_russia_has_the_days_that_were_decreed(day: date, kind: DayKind) -> None:
    assert RUSSIA.kind(day) is kind
    assert is_working(RUSSIA, day) is (kind is DayKind.WORKING)


def test_russia_works_247_days_in_2026() -> None:
    """As the official calendar of the year says."""
    days = (date(2026, 1, 1) + timedelta(number) for number in range(365))
    assert sum(is_working(RUSSIA, day) for day in days) == 247


def test_a_year_that_nothing_is_decreed_for_has_its_lawful_holidays() -> None:
    assert RUSSIA.kind(date(2050, 11, 4)) is DayKind.HOLIDAY
    assert RUSSIA.kind(date(2050, 11, 7)) is DayKind.WORKING


def test_other_countries_have_their_own() -> None:
    assert CountryWorkingDays("DE").kind(date(2026, 10, 3)) is DayKind.HOLIDAY
    assert CountryWorkingDays("KZ").kind(date(2026, 12, 16)) is DayKind.HOLIDAY
    assert {"RU", "BY", "KZ", "DE"} <= known_countries()
    assert "Russia" not in known_countries()
