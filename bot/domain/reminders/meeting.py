"""The reminders that a meeting brings with it: one on the last working day before it, one some hours before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.reminders.outcome import Why
from bot.domain.reminders.placing import Placed, minute_after, place, under_cap, until

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.reminders.hours import Hours
    from bot.domain.reminders.outcome import Moved
    from bot.domain.reminders.placing import Rule
    from bot.domain.reminders.situation import Situation

#: A working day farther back than this is not «before the meeting» any more.
_DAYS_BACK = 4
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class MeetingReminders:
    """What is still to go for a meeting that is not over. Nothing goes from ``closes`` on.

    From ``opens`` on the meeting is near: whatever goes from then on is a reminder before the meeting.
    """

    situation: Situation
    hours: Hours
    meeting: datetime
    now: datetime

    @property
    def day(self) -> date:
        return self.hours.day(self.meeting)

    @property
    def closes(self) -> datetime:
        return self.meeting - self.hours.policy.meeting.at_least

    @property
    def opens(self) -> datetime:
        return self.hours.start_of(self._working_day_before or self.day - timedelta(days=1))

    @property
    def reminded(self) -> bool:
        """Whether the client was reminded before this meeting, in whatever words."""
        return any(sent.at >= self.opens for sent in self.situation.sent)

    def placed(self) -> tuple[Placed, ...]:
        """What is to go, in order.

        Where days off leave no moment, a reminder goes on a day off rather than none; never at night.
        """
        day_before = self._day_before()
        soon = self._soon(day_before)
        found = tuple(each for each in (day_before, soon) if each)
        if found or self.reminded:
            return found
        rescue = self._on_a_day_off()
        return (rescue,) if rescue else ()

    @property
    def _working_day_before(self) -> date | None:
        days = (self.day - timedelta(days=back) for back in range(1, _DAYS_BACK + 1))
        return next((day for day in days if not self.hours.is_off(day)), None)

    def _day_before(self) -> Placed | None:
        day = self._working_day_before
        if day is None or self.reminded:
            return None
        usual = self.hours.at(day, self.hours.policy.meeting.day_before_at)
        return self._fitting(usual, min(self.hours.start_of(self.day), self.closes), self._rules())

    def _soon(self, day_before: Placed | None) -> Placed | None:
        """Later than usual where the night ends too late, and earlier where it begins too early."""
        policy = self.hours.policy.meeting
        usual = self.meeting - policy.soon
        times = [*(sent.at for sent in self.situation.sent), *([day_before.at] if day_before else [])]
        if any(time >= usual - policy.apart for time in times):
            return None
        rules = self._rules(day_before)
        found = self._fitting(usual, self.closes, rules)
        for back in range(1, policy.hours_apart + 1):
            earlier = usual - back * _HOUR
            # An hour that has begun still counts: what waits for a later minute of it would be lost otherwise.
            if found or earlier + _HOUR <= self.now or self.hours.day(earlier) != self.day:
                break
            found = self._fitting(earlier, usual, rules)
        return found

    def _on_a_day_off(self) -> Placed | None:
        usual = self.hours.at(self.day - timedelta(days=1), self.hours.policy.meeting.day_before_at)
        rules = self._rules(days_off=True)
        return self._fitting(usual, self.closes, rules) or self._fitting(self.now, self.closes, rules)

    def _fitting(self, usual: datetime, before: datetime, rules: tuple[Rule, ...]) -> Placed | None:
        found = place(max(usual, minute_after(self.now)), rules, before)
        return found if found.fits else None

    def _rules(self, other: Placed | None = None, *, days_off: bool = False) -> tuple[Rule, ...]:
        """Of reminders for the meeting: spacing does not hold them up. ``other`` goes before."""
        policy = self.hours.policy
        situation = self.situation
        sent = [*(each.at for each in situation.sent), *([other.at] if other else [])]
        return (
            until(Why.OWN_ACTIVITY, situation.last_activity + policy.own_activity),
            until(Why.SNOOZED, situation.asked_for),
            until(Why.APART, max(sent) + policy.meeting.apart if sent else None),
            *(() if days_off else (self._day_off,)),
            self.hours.night,
            under_cap(policy.per_week, sent, lambda _: ()),
        )

    def _day_off(self, at: datetime) -> Moved | None:
        """Who meets on a day off works on it."""
        return None if self.hours.day(at) == self.day else self.hours.day_off(at)
