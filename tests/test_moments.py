"""Moments in plain words, as people write them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.cards.model import MeetingLine
from bot.app.cards.reminder import Days
from bot.app.ports import SaidMoment
from bot.bootstrap import TEMPLATES
from bot.definitions.reading import read as read_definition
from bot.moments.reading import RussianMoments
from bot.rendering.environment import message_environment
from bot.rendering.zones import Zone, Zones

ZONES = read_definition(TEMPLATES / "messages" / "zones.yaml", Zones)

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
    "завтра в три часа дня": (25, 11, "15:00"),
    "завтра в три": (25, 11, "15:00"),
    "завтра к трем": (25, 11, "15:00"),
    "завтра в час": (25, 11, "13:00"),
    "завтра в час дня": (25, 11, "13:00"),
    "завтра в пятнадцать тридцать": (25, 11, "15:30"),
    "завтра в пятнадцать ноль-ноль": (25, 11, "15:00"),
    "двадцать пятого ноября в одиннадцать": (25, 11, "11:00"),
    "первого декабря в 10": (1, 12, "10:00"),
    "тридцать первого декабря в десять утра": (31, 12, "10:00"),
    "завтра в половине третьего": (25, 11, "14:30"),
    "завтра в полтретьего": (25, 11, "14:30"),
    "завтра в половине первого": (25, 11, "12:30"),
    "завтра в полдевятого утра": (25, 11, "08:30"),
    "4 декабря в 14 часов 30 минут": (4, 12, "14:30"),
    "завтра в 14ч30": (25, 11, "14:30"),
    "в 15 часов 2 декабря": (2, 12, "15:00"),
    "пятницу 15 00": (27, 11, "15:00"),
    "в чт 14 00": (26, 11, "14:00"),
    "Пт., 11:00": (27, 11, "11:00"),
    "следующий вторник в 10": (1, 12, "10:00"),
    "на следующей неделе в среду в 10": (2, 12, "10:00"),
    "в среду на следующей неделе в 10": (2, 12, "10:00"),
    "на этой неделе в пятницу в 10": (27, 11, "10:00"),
    "30 числа в 11": (30, 11, "11:00"),
    "23 числа в 11": (23, 12, "11:00"),
    "27-го в 10": (27, 11, "10:00"),
    "27.11.2026, 15:00": (27, 11, "15:00"),
    "27.11.26 10:30": (27, 11, "10:30"),
    "27-11-2026 15:00": (27, 11, "15:00"),
    "2 декабря 2026 года в 10": (2, 12, "10:00"),
    "30 ноября 26 г. в 10": (30, 11, "10:00"),
    "завтра с 15 до 16": (25, 11, "15:00"),
    "завтра с 3 до 4": (25, 11, "15:00"),
    "завтра с 9 утра до 11": (25, 11, "09:00"),
    "завтра 15:00–16:00": (25, 11, "15:00"),
    "завтра утром в 7": (25, 11, "07:00"),
    "завтра вечером в 7": (25, 11, "19:00"),
    "завтра в 7 вечером": (25, 11, "19:00"),
    "завтра после обеда в 3": (25, 11, "15:00"),
    "завтра в 15 часов дня": (25, 11, "15:00"),
    "завтра — 15:00": (25, 11, "15:00"),
    "через полтора часа": (24, 11, "17:50"),
    "через час 30 минут": (24, 11, "17:50"),
    "через 15 минут": (24, 11, "16:35"),
    "10.12 в 10.12": (10, 12, "10:12"),
}
DAYS = {
    "завтра": (25, 11),
    "27.11": (27, 11),
    "27 ноября": (27, 11),
    "24.11": (24, 11),
    "пятница": (27, 11),
    "через неделю": (1, 12),
    "на четверг": (26, 11),
    "10.12": (10, 12),
    "завтра в обед": (25, 11),
    "завтра утром": (25, 11),
    "в пятницу после обеда": (27, 11),
    "к вечеру 30 числа": (30, 11),
}
HOURS = {
    "15": "15:00",
    "в 15": "15:00",
    "15:30": "15:30",
    "9.30": "09:30",
    "11 утра": "11:00",
    "в 4": "16:00",
    "в 10.12": "10:12",
}
NOTHING = (
    "абракадабра", "ООО «Ромашка»", "да", "32.11 10:00", "31.02 10:00", "завтра или послезавтра", "99", "25:70",
    "ноябрь", "2027", "в ноябре", "", "…", "перезвоните мне", "завтра в 15 или в 16", "25:00", "завтра в 24:00",
    "завтра в три пополудни", "завтра часа в три", "завтра не раньше трех", "завтра до 15", "не завтра", "завтра 15-16",
    "вторник 27 ноября в 15", "сегодня в пятницу в 15", "через неделю в пятницу в 10", "30 марта 26", "31 числа в 10",
    "5 маркетологов в 10", "завтра в 9 дня", "завтра в 12 ночи", "завтра в половине двадцатого", "27", "утром",
    "27.11.2026.11 в 10", "завтра в 15 с Анной", "на следующей неделе", "завтра в 15 и в пятницу",
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


def test_a_date_that_lies_just_behind_may_be_meant_for_next_year() -> None:
    behind, ahead = date(2026, 11, 23), date(2027, 11, 23)
    for words in ("23.11 в 10", "23 ноября в 10", "23.11, в 10"):
        assert read(words) == SaidMoment(behind, time(10), ahead)
    assert read("23.11.26 в 10") == SaidMoment(behind, time(10))
    assert read("23.11.27 в 10") == SaidMoment(ahead, time(10))


def test_the_next_friday_may_be_the_nearest_one() -> None:
    nearest, following = date(2026, 11, 27), date(2026, 12, 4)
    assert read("в следующую пятницу в 10") == SaidMoment(nearest, time(10), following)
    assert read("в пятницу на следующей неделе в 10") == SaidMoment(following, time(10))
    on_saturday = RussianMoments().read("в следующую пятницу в 10", NOW.replace(day=28))
    assert on_saturday == SaidMoment(following, time(10))


def test_where_the_day_is_chosen_what_can_be_a_time_is_one() -> None:
    assert RussianMoments().read("10.12", NOW, hour_asked=True) == SaidMoment(None, time(10, 12))
    assert RussianMoments().read("27.11", NOW, hour_asked=True) == SaidMoment(date(2026, 11, 27), None)
    assert RussianMoments().read("25:00", NOW, hour_asked=True) is None


def test_what_was_yesterday_is_said_as_it_is() -> None:
    assert read("вчера в 10") == SaidMoment(date(2026, 11, 23), time(10))
    assert read("23.11.2026 в 10") == SaidMoment(date(2026, 11, 23), time(10))


_ENVIRONMENT = message_environment(TEMPLATES)
#: All forms in which messages tell of a moment to come.
_SHOWN = [
    _ENVIRONMENT.from_string(f"{{{{ {form} }}}}")
    for form in (
        "long_moment(meeting)",
        "short_moment(meeting)",
        "on_day(meeting)",
        "soon(moment)",
        "in_figures(moment.local, year=true) ~ ' ' ~ time(moment.local)",
    )
]
_HOURS = st.integers(0, 24 * 60 - 1).map(lambda minute: time(*divmod(minute, 60)))


@given(st.integers(0, 365), _HOURS, st.sampled_from(ZONES.zones))
def test_a_moment_as_messages_tell_it_is_read_back_as_the_same(days: int, hour: time, zone: Zone) -> None:
    now = NOW.astimezone(ZoneInfo(zone.zone))
    at = datetime.combine(now.date() + timedelta(days=days), hour, now.tzinfo)
    told = {"meeting": MeetingLine(at, now.date(), zone.full), "moment": Days(at, now.date())}
    for words in (template.render(told) for template in _SHOWN):
        when, named = ZONES.parted(words)
        assert RussianMoments().read(when, now) == SaidMoment(at.date(), hour), words
        assert named in (zone, None)
