"""Reads a day and a time in Russian."""

from __future__ import annotations

import re
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from bot.app.ports import SaidMoment
from bot.moments.days import day_in
from bot.moments.errors import UnclearError
from bot.moments.hours import hour_in
from bot.moments.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

#: Nobody needs more to name a moment.
_LONGEST = 100
_SOON = re.compile(
    r"через (?:(?P<half>полчаса)|(?P<hour_and_half>полтора часа)"
    r"|(?:(?P<hours>\d{1,3}) )?(?P<hour>час)(?:а|ов)?(?: (?P<rest>\d{1,3}) мин(?:ут[уы]?)?)?"
    r"|(?P<minutes>\d{1,4}) мин(?:ут[уы]?)?)"
)


class RussianMoments:
    """``bot.app.ports.MomentParser``; what lies ahead is meant."""

    def read(self, text: str, now: datetime, *, hour_asked: bool = False) -> SaidMoment | None:
        said = plain(text) if len(text) <= _LONGEST else ""
        if soon := _SOON.fullmatch(said):
            at = (now.astimezone(UTC) + _span(soon)).astimezone(now.tzinfo)
            return SaidMoment(at.date(), at.time().replace(second=0, microsecond=0))
        readings = (_hour, _moment) if hour_asked else (_moment,)
        return next((moment for read in readings if (moment := _understood(read, said, now.date()))), None)


def _understood(read: Callable[[str, date], SaidMoment | None], said: str, today: date) -> SaidMoment | None:
    try:
        return read(said, today)
    except UnclearError:
        return None


def _hour(said: str, _: date) -> SaidMoment | None:
    hour = hour_in(said)
    return SaidMoment(None, hour) if hour is not None else None


def _moment(said: str, today: date) -> SaidMoment | None:
    named = day_in(said, today)
    if named is None:
        return _hour(said, today)
    return SaidMoment(named.day, hour_in(named.rest), named.other)


def _span(soon: re.Match[str]) -> timedelta:
    if soon["half"] or soon["hour_and_half"]:
        return timedelta(minutes=30 if soon["half"] else 90)
    hours = int(soon["hours"] or 1) if soon["hour"] else 0
    return timedelta(hours=hours, minutes=int(soon["rest"] or soon["minutes"] or 0))
