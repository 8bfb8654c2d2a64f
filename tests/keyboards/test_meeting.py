"""The calendar and the hours on which a manager picks the moment of a meeting."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.bootstrap import TEMPLATES
from bot.definitions.reading import read
from bot.rendering.labels import Labels
from bot.rendering.zones import Zones
from bot.system import RandomIds
from bot.working_days import CountryWorkingDays
from handlers.callbacks import MeetingTap
from handlers.keyboards.meeting import MeetingKeyboard

if TYPE_CHECKING:
    from bot.app.messages import Keyboard

LABELS = read(TEMPLATES / "messages" / "labels.yaml", Labels)
ZONES = read(TEMPLATES / "messages" / "zones.yaml", Zones)
RUSSIA = CountryWorkingDays("RU")
MOSCOW = ZoneInfo("Europe/Moscow")
TUESDAY = datetime(2026, 11, 24, 16, 20, tzinfo=MOSCOW)


def board(now: datetime = TUESDAY) -> MeetingKeyboard:
    """After more screens than anybody will have seen."""
    return MeetingKeyboard(999_999_999, RandomIds().new(), LABELS, now)


def labels(keyboard: Keyboard) -> list[list[str]]:
    return [[button.text for button in row] for row in keyboard]


def actions(keyboard: Keyboard) -> list[str]:
    taps = [MeetingTap.unpack(button.data or "") for row in keyboard for button in row]
    return [f"{tap.action} {tap.argument}".strip() for tap in taps if tap]


def month(year: int, number: int, now: datetime = TUESDAY) -> list[list[str]]:
    return labels(board(now).days(date(year, number, 1), RUSSIA, ()))


def test_the_present_month_begins_with_the_present_week() -> None:
    assert month(2026, 11) == [
        ["Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс"],
        ["·", "•24", "25", "26", "27", "(28)", "(29)"],
        ["30", "·", "·", "·", "·", "·", "·"],
        ["Декабрь ›"],
    ]


def test_holidays_are_days_off_and_a_day_worked_in_exchange_is_none() -> None:
    may = datetime(2026, 4, 20, 12, 0, tzinfo=MOSCOW)
    assert month(2026, 5, may)[1] == ["·", "·", "·", "·", "(1)", "(2)", "(3)"]
    assert "(11)" in month(2026, 5, may)[3]
    worked = datetime(2025, 10, 20, 12, 0, tzinfo=MOSCOW)
    assert month(2025, 11, worked)[1][5:] == ["1", "(2)"]


def test_months_are_turned_for_a_year_and_never_back_into_the_past() -> None:
    assert month(2026, 12)[-1] == ["‹ Ноябрь", "Январь ›"]
    assert month(2027, 1)[-1] == ["‹ Декабрь", "Февраль ›"]
    assert month(2027, 11)[-1] == ["‹ Октябрь"]


def test_only_days_ahead_can_be_picked() -> None:
    found = actions(board().days(date(2026, 11, 1), RUSSIA, ()))
    assert [action for action in found if action.startswith("day ")] == [f"day 2026-11-{day}" for day in range(24, 31)]
    assert found.count("no past") == 1
    assert found.count("no month") == 6


def test_hours_of_today_are_those_that_are_ahead() -> None:
    assert labels(board().hours(date(2026, 11, 24), half=False))[0] == ["17:00", "18:00", "19:00"]
    assert labels(board().hours(date(2026, 11, 24), half=True))[0] == ["16:30", "17:30", "18:30"]
    assert len(actions(board().hours(date(2026, 11, 25), half=False))) == 11 + 4
    late = datetime.combine(date(2026, 11, 24), time(22), MOSCOW)
    assert labels(board(late).hours(date(2026, 11, 24), half=False))[0] == ["С половиной", "Другое время"]


@pytest.mark.parametrize(
    "keyboard",
    [
        board().days(date(2027, 5, 1), RUSSIA, board().below_days(set_already=True, asked=True)),
        board().hours(date(2026, 11, 25), half=True),
        board().zones(ZONES.zones),
        board().calling_off(),
    ],
    ids=["days", "hours", "zones", "off"],
)
def test_every_button_fits_telegram_and_the_phone(keyboard: Keyboard) -> None:
    fitting = {1: 40, 2: 19, 3: 11, 4: 8, 7: 4}
    for row in keyboard:
        assert all(len(button.text) <= fitting[len(row)] for button in row), labels((row,))
        assert all(len((button.data or "").encode()) <= 64 for button in row)
