"""The day in plain words."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.moments.errors import UnclearError

if TYPE_CHECKING:
    from collections.abc import Callable

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_MONTHS_IN_YEAR = 12
#: The 29th of February comes again at the latest after so many years.
_YEARS = 8
_CENTURY = 2000
_RELATIVE = {"позавчера": -2, "вчера": -1, "сегодня": 0, "завтра": 1, "послезавтра": 2}
_WEEKDAYS = (
    r"пн|понедельник[ау]?", r"вт|вторник[ау]?", r"ср|сред[ауые]", r"чт|четверг[ау]?", r"пт|пятниц[ауые]",
    r"сб|суббот[ауые]", r"вс|воскресень[еюя]",
)  # fmt: skip
_MONTHS = (
    r"янв(?:ар[ьяею])?", r"фев(?:р(?:ал[ьяею])?)?", r"мар(?:т[ауе]?)?", r"апр(?:ел[ьяею])?", r"ма[йяюе]", r"июн[ьяею]?",
    r"июл[ьяею]?", r"авг(?:уст[ауе]?)?", r"сен(?:т(?:ябр[ьяею])?)?", r"окт(?:ябр[ьяею])?", r"ноя(?:б(?:р[ьяею])?)?",
    r"дек(?:абр[ьяею])?",
)  # fmt: skip
_PREPOSITION = r"(?:\b(?:на|в|во|к|с) )?"
_WHICH = r"(?:(?:эт(?:у|от|о)|ближайш(?:ий|ую|ее)) )?"
_NTH = r"(?:-?(?:го|ого|е|ое))"
_OF_YEAR = r"(?: ?г(?:ода|од)?\b)"
_WEEKDAY = re.compile(
    rf"{_PREPOSITION}{_WHICH}(?P<next>(?:следующ|будущ)(?:ий|ую|ее|ей|его) )?"
    rf"\b(?:{'|'.join(f'(?P<n{number}>{names})' for number, names in enumerate(_WEEKDAYS))})\b"
)
_WEEK_SAID = re.compile(r"\b(?:на )?(?:(?P<next>следующей|будущей)|этой) недел[еи]\b")
_MONTH = "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(_MONTHS, 1))
_RELATIVE_SAID = re.compile(rf"{_PREPOSITION}\b(?P<word>{'|'.join(_RELATIVE)})\b")
_AFTER_SAID = re.compile(
    r"\bчерез (?:(?P<count>\d{1,3}) )?(?:(?:день|дня|дней)|(?P<week>недел[юиь])|(?P<month>месяц(?:а|ев)?))\b"
)
#: «В 10.12» is a time.
_SHORT = re.compile(
    r"(?<![\d.,:/-])(?<!\bв )(?<!\bк )(?<!\bс )(?:\bна )?"
    r"(?P<day>\d\d?)[./,](?P<month>\d\d?)(?P<year>)(?![.,/:-]?\d)"
)
_FIGURES = (
    re.compile(r"(?<![\d.-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(
        r"(?<![\d.,:/-])(?:\bна )?(?P<day>\d\d?)(?P<mark>[./,-])(?P<month>\d\d?)(?P=mark)"
        rf"(?P<year>\d{{4}}|\d\d)(?![.,/:-]?\d){_OF_YEAR}?"
    ),
    _SHORT,
)
_WORDED = re.compile(
    rf"{_PREPOSITION}(?<![\d.,:/-])(?P<day>\d\d?){_NTH}? (?:{_MONTH})\b"
    rf"(?: (?P<year>\d{{4}}){_OF_YEAR}?(?!\d)| (?P<short>\d\d){_OF_YEAR})?"
)
_OF_MONTH = re.compile(
    rf"{_PREPOSITION}(?<![\d.,:/-])(?<!половине )(?<!половину )(?<!половина )(?<!пол )"
    rf"(?P<day>\d\d?)(?:{_NTH}? числа|{_NTH})\b"
)


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day and the words beside it. ``other``: the day that may be meant as well."""

    day: date
    rest: str
    other: date | None = None


def day_in(said: str, today: date) -> NamedDay | None:
    """The day that is named among other words; None if there is none.

    Raises:
        UnclearError: there is no such day, or two are named that are not the same.
    """
    named = next((found for find in _FINDERS if (found := find(said, today))), None)
    if named is None:
        return _weekday(said, today)
    beside = _WEEKDAY.search(named.rest)
    if beside is None:
        return named
    if beside["next"] or _number(beside, "n") != (named.other or named.day).weekday():
        raise UnclearError(said)
    return replace(named, rest=_cut(named.rest, beside))


def _relative(said: str, today: date) -> NamedDay | None:
    found = _RELATIVE_SAID.search(said)
    return NamedDay(today + _RELATIVE[found["word"]] * _DAY, _cut(said, found)) if found else None


def _after(said: str, today: date) -> NamedDay | None:
    """«Через день» is the day after tomorrow."""
    found = _AFTER_SAID.search(said)
    if found is None:
        return None
    count, rest = int(found["count"] or 1), _cut(said, found)
    if found["month"]:
        return NamedDay(_months_later(today, count), rest)
    if found["week"]:
        return NamedDay(today + count * _WEEK, rest)
    return NamedDay(today + (count if found["count"] else 2) * _DAY, rest)


def _in_figures(said: str, today: date) -> NamedDay | None:
    """«27.11», «27.11.26», «27-11-2026», «2026-11-27»; «в 10.12» is a time."""
    for pattern in _FIGURES:
        for found in pattern.finditer(said):
            if pattern is not _SHORT or 0 < int(found["month"]) <= _MONTHS_IN_YEAR:
                return _dated(int(found["day"]), int(found["month"]), found["year"], _cut(said, found), today)
    return None


def _in_words(said: str, today: date) -> NamedDay | None:
    """«27 ноября», «27-го ноября 2026 года»."""
    found = _WORDED.search(said)
    if found is None:
        return None
    return _dated(int(found["day"]), _number(found, "m"), found["year"] or found["short"], _cut(said, found), today)


def _of_month(said: str, today: date) -> NamedDay | None:
    """«30 числа», «30-го»: in this month, or in the next if that is over."""
    found = _OF_MONTH.search(said)
    if found is None:
        return None
    day = int(found["day"])
    first = today.replace(day=1) if day >= today.day else _months_later(today.replace(day=1), 1)
    return NamedDay(_date(first.year, first.month, day), _cut(said, found))


_FINDERS: tuple[Callable[[str, date], NamedDay | None], ...] = (_relative, _after, _in_figures, _in_words, _of_month)


def _weekday(said: str, today: date) -> NamedDay | None:
    """The next one to come; «следующий» is that of the next week, and may be meant for the nearest."""
    found = _WEEKDAY.search(said)
    if found is None:
        return None
    number, rest = _number(found, "n"), _cut(said, found)
    nearest = today + ((number - today.weekday() - 1) % 7 + 1) * _DAY
    monday = today - today.weekday() * _DAY
    week = _WEEK_SAID.search(rest)
    if week:
        return NamedDay(monday + (_WEEK if week["next"] else 0 * _DAY) + number * _DAY, _cut(rest, week))
    if not found["next"]:
        return NamedDay(nearest, rest)
    following = monday + _WEEK + number * _DAY
    return NamedDay(nearest, rest, following if following != nearest else None)


def _dated(day: int, month: int, year: str | None, rest: str, today: date) -> NamedDay:
    """Without its year it is the date to come; one that lies nearer behind may be a slip."""
    if year:
        return NamedDay(_date(int(year) + (_CENTURY if int(year) < _CENTURY else 0), month, day), rest)
    years = range(today.year, today.year + _YEARS + 1)
    here = [date(each, month, day) for each in years if _exists(each, month, day)]
    if not here:
        raise UnclearError(rest)
    ahead = next(each for each in here if each >= today)
    behind = here[0]
    if behind < today and today - behind < ahead - today:
        return NamedDay(behind, rest, ahead)
    return NamedDay(ahead, rest)


def _exists(year: int, month: int, day: int) -> bool:
    return 0 < month <= _MONTHS_IN_YEAR and 0 < day <= monthrange(year, month)[1]


def _date(year: int, month: int, day: int) -> date:
    if not _exists(year, month, day):
        raise UnclearError(str(day))
    return date(year, month, day)


def _months_later(day: date, count: int) -> date:
    """On the month's last day where it is shorter."""
    months = day.year * _MONTHS_IN_YEAR + day.month - 1 + count
    year, month = divmod(months, _MONTHS_IN_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _number(found: re.Match[str], letter: str) -> int:
    """Of the weekday or month whose name was found."""
    return next(
        int(name[1:]) for name, text in found.groupdict().items() if text and name[0] == letter and name[1:].isdecimal()
    )


def _cut(said: str, found: re.Match[str]) -> str:
    return " ".join(f"{said[: found.start()]} {said[found.end() :]}".split()).strip("- ")
