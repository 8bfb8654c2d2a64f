"""Moments in plain words: days by the library ``dateparser``, times of the day by a few patterns of our own.

The library takes «в 15» for the fifteenth and «10.12» for a time, so the time is taken out first, and a date in
figures is completed with its year; what it then reads is a day and nothing else.
"""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import TYPE_CHECKING

from dateparser.date import DateDataParser

from bot.app.ports import SaidMoment

if TYPE_CHECKING:
    from datetime import date

    from dateparser.date import DateData

_SETTINGS = {
    "PREFER_DATES_FROM": "future",
    "DATE_ORDER": "DMY",
    "RETURN_TIME_AS_PERIOD": True,
    "PARSERS": ["relative-time", "absolute-time"],
}
#: Nobody needs more to name a moment, and the library takes long over long texts.
_LONGEST = 100
_NOON = 12
#: «В 3» said of a meeting is the afternoon; from eight on it is the morning.
_FIRST_HOUR = 8

_PART = r"(?:\s+(?P<part>утра|дня|вечера|ночи))?"
_MONTHS = r"(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)"
_NO_DATE = rf"(?!\s*[.,:/\d-])(?!\s+(?:{_MONTHS}|числ|дн|недел|месяц))"
#: The first that is found is the time.
_TIMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:\bв\s+|\bк\s+|\bс\s+)?(?<![\d.])(?P<hour>\d{{1,2}}):(?P<minute>\d\d)\b{_PART}",
        rf"\b(?:в|к|с)\s+(?P<hour>\d{{1,2}})[.\s-](?P<minute>\d\d)(?![.\d]){_PART}",
        rf"(?:\b(?:в|к|с)\s+)?(?<!через )(?<!\d)(?P<hour>\d{{1,2}})\s*(?:часов|часа|час|ч)\b\.?{_PART}",
        r"(?:\b(?:в|к|с)\s+)?(?<!через )(?<!\d)(?P<hour>\d{1,2})\s+(?P<part>утра|дня|вечера|ночи)\b",
        rf"\b(?:в|к|с)\s+(?P<hour>\d{{1,2}})\b{_NO_DATE}",
        r"(?<=\d[./]\d\d )(?P<hour>\d{1,2})(?:[.-](?P<minute>\d\d))?$",
        r"(?<=[а-я] )(?<!через )(?P<hour>\d{1,2})(?:[.-](?P<minute>\d\d))?$",
        r"^(?P<hour>\d{1,2})(?:[.-](?P<minute>\d\d))?$",
    )
)
_NOON_SAID = re.compile(r"(?:\bв\s+)?\bполдень\b")
_DATE = re.compile(r"(?<![\d.,/])(\d{1,2})[.,/](\d{1,2})(?![.,/]?\d)")
_SEPARATORS = " ,.;—–-"
_ENDING = re.compile(r"(?<=\d)-?(?:го|ого|е)\b")
#: What the library takes for tomorrow.
_SPOKEN = {"через день": "послезавтра"}
_LEADING = re.compile(r"^(?:(?:на|к|в|во|эту|этот|это|ближайший|ближайшую|ближайшее)\s+)+")


class RussianMoments:
    """Reads «завтра в 15», «27.11 10:30», «в пятницу в 11», «через неделю в 10»; what lies ahead is meant."""

    def read(self, text: str, now: datetime) -> SaidMoment | None:
        said = " ".join(text.lower().replace("ё", "е").split())
        if len(said) > _LONGEST:
            return None
        rest, hour = _without_time(said)
        if hour is None and (soon := _parsed(said, now)) and soon.period == "time" and soon.date_obj:
            return SaidMoment(soon.date_obj.date(), soon.date_obj.time().replace(second=0, microsecond=0))
        day_said = _LEADING.sub("", _ENDING.sub("", rest).strip(_SEPARATORS))
        if not day_said:
            return SaidMoment(None, hour) if hour else None
        day = _day(day_said, now)
        return SaidMoment(day, hour) if day else None


def _without_time(said: str) -> tuple[str, time | None]:
    """What is left without the time of the day, and that time."""
    noon = _NOON_SAID.search(said)
    if noon:
        return _cut(said, noon), time(_NOON)
    for pattern in _TIMES:
        found = pattern.search(said)
        hour = _time(found.groupdict()) if found else None
        if found and hour:
            return _cut(said, found), hour
    return said, None


def _cut(said: str, found: re.Match[str]) -> str:
    return " ".join((said[: found.start()] + " " + said[found.end() :]).split())


def _time(found: dict[str, str | None]) -> time | None:
    hour, minute = int(found["hour"] or 0), int(found.get("minute") or 0)
    match found.get("part"):
        case "дня" | "вечера" if hour < _NOON:
            hour += _NOON
        case "ночи" if hour == _NOON:
            hour = 0
        case None if 0 < hour < _FIRST_HOUR and not (found["hour"] or "").startswith("0"):
            hour += _NOON
    try:
        return time(hour, minute)
    except ValueError:
        return None


def _day(said: str, now: datetime) -> date | None:
    today = now.date()
    dated = _DATE.sub(lambda found: _completed(int(found[1]), int(found[2]), today), said)
    found = _parsed(_SPOKEN.get(dated, dated), datetime.combine(today, time()))
    if found is None or found.date_obj is None:
        return None
    day = found.date_obj.date()
    if day > today and (day.day, day.month) == (today.day, today.month) and str(day.year) not in dated:
        return today  # named by its date, today is taken for next year's
    return day


def _parsed(said: str, base: datetime) -> DateData | None:
    """What the library makes of it, unless it is no day: a month alone, a year alone."""
    settings = {**_SETTINGS, "RELATIVE_BASE": base.replace(tzinfo=None)}
    found = DateDataParser(languages=["ru"], settings=settings).get_date_data(said)
    vague = found.period in ("month", "year") and not said.startswith("через ")
    return None if vague else found


def _completed(day: int, month: int, today: date) -> str:
    """The date in figures with the year in which it comes next."""
    year = today.year + ((month, day) < (today.month, today.day))
    return f"{day:02}.{month:02}.{year}"
