"""Keyboards on which a manager sets a meeting: a calendar, hours, zones."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING

from bot.app.messages import Button
from bot.domain.reminders.working_days import is_working
from handlers.callbacks import MeetingTap
from handlers.keyboards.layout import row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from bot.app.messages import ButtonStyle, Keyboard
    from bot.domain.reminders.working_days import WorkingDays
    from bot.rendering.labels import CalendarWords, Labels
    from bot.rendering.zones import Zone

_MONTHS = 12
_HOURS = range(9, 20)
_IN_A_ROW = 4


@dataclass(frozen=True, slots=True)
class MeetingKeyboard:
    """``now`` is on the wall of the meeting's zone."""

    serial: int
    brief: str
    labels: Labels
    now: datetime

    def days(self, month: date, working_days: WorkingDays, last: Keyboard) -> Keyboard:
        """The month from the present week on; ``last``: the rows below."""
        words = self.labels.calendar
        head = tuple(self._make(name, "no", "head") for name in words.weekdays)
        weeks = Calendar().monthdatescalendar(month.year, month.month)
        ahead = [week for week in weeks if week[-1] >= self.now.date()]
        grid = tuple(tuple(self._day(day, month, working_days) for day in week) for week in ahead)
        return (head, *grid, *self._turning(month, words), *last)

    def below_days(self, *, set_already: bool, asked: bool) -> Keyboard:
        words = self.labels.buttons
        keep = self._make(words.keep_meeting, "keep") if asked else None
        leave = self._make(words.to_brief if set_already else words.no_meeting, "skip")
        return row(keep) + row(self._make(words.meeting_zone, "zone"), leave)

    def hours(self, day: date, *, half: bool) -> Keyboard:
        """Those that are ahead, in the hours of an office."""
        words = self.labels.buttons
        minute = 30 if half else 0
        times = [time(hour, minute) for hour in _HOURS if not half or hour < _HOURS[-1]]
        ahead = [each for each in times if (day, each) > (self.now.date(), self.now.time())]
        buttons = [self._make(f"{each.hour}:{each:%M}", "hour", f"{each:%H:%M}") for each in ahead]
        other = self._make(words.whole_hours, "whole") if half else self._make(words.half_hours, "half")
        return (
            *(tuple(buttons[start : start + _IN_A_ROW]) for start in range(0, len(buttons), _IN_A_ROW)),
            (other, self._make(words.other_hour, "other")),
            *self.below_hours(),
        )

    def below_hours(self) -> Keyboard:
        words = self.labels.buttons
        return row(self._make(words.to_days, "days"), self._make(words.meeting_zone, "zone"))

    def zones(self, zones: Sequence[Zone]) -> Keyboard:
        buttons = [self._make(zone.full, "in", str(index)) for index, zone in enumerate(zones)]
        pairs = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
        return pairs + row(self._make(self.labels.buttons.back, "back"))

    def calling_off(self) -> Keyboard:
        words = self.labels.buttons
        return row(self._make(words.call_off_now, "off", style="danger")) + row(self._make(words.to_brief, "skip"))

    def _day(self, day: date, month: date, working_days: WorkingDays) -> Button:
        words, today = self.labels.calendar, self.now.date()
        if day.month != month.month:
            return self._make(words.none, "no", "month")
        if day < today:
            return self._make(words.none, "no", "past")
        label = words.day if is_working(working_days, day) else words.day_off
        return self._make((words.today if day == today else label).format(day=day.day), "day", day.isoformat())

    def _turning(self, month: date, words: CalendarWords) -> Keyboard:
        first = self.now.date().replace(day=1)
        before, after = (month - timedelta(days=1)).replace(day=1), (month + timedelta(days=31)).replace(day=1)
        earlier, later = words.months[before.month - 1], words.months[after.month - 1]
        back = self._make(words.earlier.format(month=earlier), "month", before.isoformat()) if month > first else None
        near = (month.year - first.year) * _MONTHS + month.month - first.month < _MONTHS
        forth = self._make(words.later.format(month=later), "month", after.isoformat()) if near else None
        return row(back, forth)

    def _make(self, text: str, action: str, argument: str = "", style: ButtonStyle | None = None) -> Button:
        return Button(text, MeetingTap(self.serial, self.brief, action, argument).pack(), style=style)
