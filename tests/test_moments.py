"""Moments in plain words, as people write them."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.ports import SaidMoment
from bot.moments import RussianMoments

#: A Tuesday.
NOW = datetime(2026, 11, 24, 16, 20, 35, tzinfo=ZoneInfo("Europe/Moscow"))
WHOLE = {
    "завтра в 15": (25, 11, "15:00"),
    "Завтра в 15:00": (25, 11, "15:00"),
    "завтра 15": (25, 11, "15:00"),
    "в 15 завтра": (25, 11, "15:00"),
    "завтра в 15 30": (25, 11, "15:30"),
    "завтра в 10.30": (25, 11, "10:30"),
    "завтра в 14-30": (25, 11, "14:30"),
    "завтра к 9": (25, 11, "09:00"),
    "завтра в полдень": (25, 11, "12:00"),
    "сегодня в 18": (24, 11, "18:00"),
    "послезавтра в 9 утра": (26, 11, "09:00"),
    "на послезавтра, в 9": (26, 11, "09:00"),
    "27.11 10:30": (27, 11, "10:30"),
    "27.11 в 10:30": (27, 11, "10:30"),
    "10:30 27.11": (27, 11, "10:30"),
    "27.11 10.30": (27, 11, "10:30"),
    "27.11 15": (27, 11, "15:00"),
    "27/11 15:00": (27, 11, "15:00"),
    "27.11.2026 10.30": (27, 11, "10:30"),
    "27.11.26 в 10": (27, 11, "10:00"),
    "2026-11-27 15:00": (27, 11, "15:00"),
    "10.12 в 11": (10, 12, "11:00"),
    "24.11 в 18": (24, 11, "18:00"),
    "27 ноября в 15": (27, 11, "15:00"),
    "27-го ноября в 15:00": (27, 11, "15:00"),
    "27 ноября 15:00": (27, 11, "15:00"),
    "на 27 ноября в 11": (27, 11, "11:00"),
    "24 ноября в 19": (24, 11, "19:00"),
    "27 нояб. 15:00": (27, 11, "15:00"),
    "1 декабря в 14-30": (1, 12, "14:30"),
    "среда, 2 декабря, 12:00": (2, 12, "12:00"),
    "в пятницу в 11": (27, 11, "11:00"),
    "пятница 11:00": (27, 11, "11:00"),
    "пт 11": (27, 11, "11:00"),
    "в эту пятницу в 11": (27, 11, "11:00"),
    "в понедельник 9 утра": (30, 11, "09:00"),
    "во вторник в 12": (1, 12, "12:00"),
    "в среду в 16.45": (25, 11, "16:45"),
    "через неделю в 10": (1, 12, "10:00"),
    "через 2 недели в 10:00": (8, 12, "10:00"),
    "через 2 дня в 10:00": (26, 11, "10:00"),
    "через три дня в 11": (27, 11, "11:00"),
    "через день в 11": (26, 11, "11:00"),
    "через месяц в 11": (24, 12, "11:00"),
    "через час": (24, 11, "17:20"),
    "через полчаса": (24, 11, "16:50"),
    "через 2 часа": (24, 11, "18:20"),
    "завтра в 3": (25, 11, "15:00"),
    "завтра в 3 часа дня": (25, 11, "15:00"),
    "завтра в 3 дня": (25, 11, "15:00"),
    "завтра в 7 вечера": (25, 11, "19:00"),
    "завтра в 7 утра": (25, 11, "07:00"),
    "завтра в 07:30": (25, 11, "07:30"),
    "завтра в 12 дня": (25, 11, "12:00"),
    "завтра в 8": (25, 11, "08:00"),
    "завтра в 16 ч.": (25, 11, "16:00"),
}
DAYS = {
    "завтра": (25, 11),
    "27.11": (27, 11),
    "27 ноября": (27, 11),
    "24.11": (24, 11),
    "пятница": (27, 11),
    "через неделю": (1, 12),
    "на четверг": (26, 11),
}
HOURS = {"15": "15:00", "в 15": "15:00", "15:30": "15:30", "9.30": "09:30", "11 утра": "11:00", "в 4": "16:00"}
NOTHING = (
    "абракадабра", "ООО «Ромашка»", "да", "32.11 10:00", "31.02 10:00", "завтра или послезавтра", "99", "25:70",
    "ноябрь", "2027", "в ноябре", "", "…", "перезвоните мне", "завтра в 15 или в 16", "в следующий вторник в 12",
)  # fmt: skip


def read(text: str) -> SaidMoment | None:
    return RussianMoments().read(text, NOW)


@pytest.mark.parametrize("text", WHOLE)
def test_a_day_and_a_time_are_understood(text: str) -> None:
    day, month, hour = WHOLE[text]
    assert read(text) == SaidMoment(date(2026, month, day), time.fromisoformat(hour))


@pytest.mark.parametrize("text", DAYS)
def test_a_day_alone_leaves_the_time_open(text: str) -> None:
    day, month = DAYS[text]
    assert read(text) == SaidMoment(date(2026, month, day), None)


@pytest.mark.parametrize("text", HOURS)
def test_a_time_alone_leaves_the_day_open(text: str) -> None:
    assert read(text) == SaidMoment(None, time.fromisoformat(HOURS[text]))


@pytest.mark.parametrize("text", NOTHING)
def test_what_names_no_moment_is_not_guessed_at(text: str) -> None:
    assert read(text) is None


_PIECES = (
    *(word for text in (*WHOLE, *NOTHING) for word in text.split()),
    *(
        "99:99",
        "00.00",
        "31.02",
        "99999",
        "9" * 30,
        "²",
        "٣",
        "\0",
        "🧾",
        "назад",
        "сейчас",
        "utc",
        "+03:00",
        "лет",
        "%",
        "(",
    ),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=6), st.sampled_from([" ", "", " в "]))
def test_whatever_is_typed_is_a_moment_or_none(pieces: list[str], between: str) -> None:
    said = read(between.join(pieces))
    assert said is None or said.day or said.hour is not None


def test_a_letter_is_no_moment() -> None:
    assert read("завтра в 15, " + "и так далее " * 10) is None


def test_a_date_that_is_over_this_year_is_next_year_s() -> None:
    assert read("12.01 в 10") == SaidMoment(date(2027, 1, 12), time(10))
    assert read("12 января в 10") == SaidMoment(date(2027, 1, 12), time(10))
    assert read("29 февраля в 10") == SaidMoment(date(2028, 2, 29), time(10))


def test_what_was_yesterday_is_said_as_it_is() -> None:
    assert read("вчера в 10") == SaidMoment(date(2026, 11, 23), time(10))
    assert read("23.11.2026 в 10") == SaidMoment(date(2026, 11, 23), time(10))
