"""The time of the day in plain words."""

from __future__ import annotations

import re
from datetime import time

from bot.moments.errors import UnclearError

_NOON = 12
#: «В 3» said of a meeting is the afternoon; from eight on it is the morning.
_FIRST_HOUR = 8
_LAST_HOUR = 23
#: Hours, as the clock's face has them, that people say with this part of the day, and what is added to them.
_HALVES: dict[str, tuple[range, int]] = {
    "утра": (range(1, 12), 0),
    "дня": (range(1, 6), _NOON),
    "вечера": (range(4, 12), _NOON),
    "ночи": (range(5), 0),
}
_PARTS = {
    "утра": "утра", "утром": "утра", "с утра": "утра", "дня": "дня", "днем": "дня", "в обед": "дня",
    "после обеда": "дня", "вечера": "вечера", "вечером": "вечера", "к вечеру": "вечера", "ночи": "ночи",
    "ночью": "ночи",
}  # fmt: skip
#: They tell the time roughly, so it has to be asked for.
_VAGUE = frozenset(_PARTS) - {"утра", "дня", "вечера", "ночи"} | {
    "до обеда", "в первой половине дня", "во второй половине дня", "в течение дня",
}  # fmt: skip
_PART = "|".join(_PARTS)
_HOURS_SAID = r"ч(?:ас(?:а|ов|ам)?)?"
_MINUTES = (
    r"(?:(?P<mark>[:. -])(?P<minute>\d\d)"
    rf"| ?{_HOURS_SAID}(?: ?(?P<minutes>\d\d?)(?: ?м(?:ин(?:ут[ыуа]?)?)?)?)?)"
)
_CLOCK = rf"(?P<hour>\d\d?){_MINUTES}?"
_END = rf"\d\d?(?:[:.]\d\d| ?{_HOURS_SAID})?"
_TIMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:(?P<part>{_PART}) )?(?:(?:в|к|с) )?{_CLOCK}(?: (?P<half>{_PART}))?",
        rf"(?:(?P<part>{_PART}) )?с {_CLOCK}(?: (?P<half>{_PART}))? (?:до|по) {_END}(?: (?P<late>{_PART}))?",
        r"(?:(?:в|с) )?(?P<hour>\d\d?)[:.](?P<minute>\d\d) ?- ?\d\d?[:.]\d\d",
        rf"(?:(?:в|к) )?(?:половин[еуа]|пол) (?P<next>\d\d?)-го(?: (?P<half>{_PART}))?",
        rf"(?:в|к) (?P<one>час)у?(?: (?P<half>{_PART}))?",
    )
)
_NOON_SAID = re.compile(r"(?:в )?полдень|к полудню")


def hour_in(said: str) -> time | None:
    """The time that these words name, all of them; None if they leave it open: there are none, or «утром».

    Raises:
        UnclearError: they say something else, or a time that cannot be.
    """
    if not said or said in _VAGUE:
        return None
    if _NOON_SAID.fullmatch(said):
        return time(_NOON)
    found = next((match for pattern in _TIMES if (match := pattern.fullmatch(said))), None)
    if found is None:
        raise UnclearError(said)
    return _time(found.groupdict())


def _time(found: dict[str, str | None]) -> time:
    minute = found.get("minute") or found.get("minutes") or "0"
    if found.get("mark") == "-" and _may_be_an_hour(minute):
        raise UnclearError(minute)
    hour = found.get("hour") or "1"
    if following := found.get("next"):
        hour, minute = str((int(following) - 1) or _NOON), "30"
        if not 0 < int(following) <= _NOON:
            raise UnclearError(following)
    part = _PARTS.get(found.get("half") or found.get("part") or found.get("late") or "")
    try:
        return time(_on_the_clock(hour, part), int(minute))
    except ValueError as failure:
        raise UnclearError(hour) from failure


def _may_be_an_hour(minute: str) -> bool:
    """«15-16» are two hours rather than one time; «14-30» and «14-05» are a time."""
    return not minute.startswith("0") and int(minute) <= _LAST_HOUR


def _on_the_clock(hour: str, part: str | None) -> int:
    """Of 24 hours."""
    said = int(hour)
    if part is None:
        return said + _NOON if 0 < said < _FIRST_HOUR and not hour.startswith("0") else said
    face, added = _HALVES[part]
    if said == _NOON and part == "дня":
        return _NOON
    if said in face:
        return said + added
    if said > _NOON and said - added in face:
        return said
    raise UnclearError(hour)
