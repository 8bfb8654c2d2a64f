"""Nights and days off in a person's own zone. Moments come and go in UTC; the clock on the wall decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.domain.reminders.outcome import Moved, Why
from bot.domain.reminders.working_days import DayKind

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.domain.reminders.policy import ReminderPolicy
    from bot.domain.reminders.working_days import WorkingDays

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Hours:
    """When reminders are allowed at all. An hour that the spring change leaves out is taken as much later."""

    policy: ReminderPolicy
    working_days: WorkingDays
    zone: ZoneInfo

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def at(self, day: date, clock: time) -> datetime:
        """The moment when the clock shows this; where it does so twice, the first one."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def start_of(self, day: date) -> datetime:
        return self.at(day, time())

    def days_later(self, moment: datetime, days: int) -> datetime:
        """The same hour on the clock, so many days on."""
        return (moment.astimezone(self.zone) + timedelta(days=days)).astimezone(UTC)

    def is_off(self, day: date) -> bool:
        return self._why_off(day) is not None

    def day_off(self, moment: datetime) -> Moved | None:
        """Until the day off is over, at midnight; None on other days."""
        day = self.day(moment)
        why = self._why_off(day)
        return Moved(why, self.start_of(day + _DAY)) if why else None

    def night(self, moment: datetime) -> Moved | None:
        """Until the quiet hours end; None outside of them."""
        quiet = self.policy.quiet
        clock = moment.astimezone(self.zone).time()
        if not quiet.covers(clock):
            return None
        ends_tomorrow = quiet.start > quiet.end and clock >= quiet.start
        day = self.day(moment) + (_DAY if ends_tomorrow else timedelta())
        return Moved(Why.QUIET, self._after(moment, day, quiet.end))

    def closing(self, moment: datetime) -> datetime:
        """The end of the time in which the moment, itself outside the night, is allowed: night or a day off."""
        day = self.day(moment)
        quiet = self.policy.quiet.start
        nights = (self.at(each, quiet) for each in (day, day + _DAY, day + 2 * _DAY))
        ends = [night for night in nights if night > moment]
        if self.is_off(day + _DAY):
            ends.append(self.start_of(day + _DAY))
        return min(ends)

    def _after(self, moment: datetime, day: date, clock: time) -> datetime:
        """As ``at``, the second time where the first has passed: in autumn the clock shows an hour twice."""
        first = self.at(day, clock)
        return first if first > moment else self.at(day, clock.replace(fold=1))

    def _why_off(self, day: date) -> Why | None:
        match self.working_days.kind(day):
            case DayKind.WEEKEND if self.policy.skip.weekends:
                return Why.WEEKEND
            case DayKind.HOLIDAY if self.policy.skip.holidays:
                return Why.HOLIDAY
            case _:
                return None
