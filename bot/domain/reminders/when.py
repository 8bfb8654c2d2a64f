"""When a client is reminded next, and why not earlier. Pure: the same situation always gives the same answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.reminders.hours import Hours
from bot.domain.reminders.meeting import MeetingReminders
from bot.domain.reminders.outcome import Because, Kind, Moved, Planned, Reason, Silence, Why
from bot.domain.reminders.placing import Placed, minute_after, place, under_cap, until
from bot.domain.reminders.situation import State, Stop

if TYPE_CHECKING:
    from bot.domain.reminders.placing import Rule
    from bot.domain.reminders.policy import ReminderPolicy
    from bot.domain.reminders.situation import Situation
    from bot.domain.reminders.working_days import WorkingDays

#: A calendar that has no working day for so long has none at all.
_HORIZON = timedelta(days=366)
_STOPPED = {Stop.ASKED: Reason.ASKED_NOT_TO, Stop.BLOCKED: Reason.BLOCKED}


def next_reminder(
    situation: Situation, policy: ReminderPolicy, working_days: WorkingDays, now: datetime
) -> Planned | Silence:
    """The next reminder, always later than ``now``, or why there is none as things are.

    Never at night, nor over the cap, nor soon after the client's own activity, nor before the moment that the client
    put it off to. Never on a day off, but for the day of the meeting itself, and for a meeting that leaves no other
    moment. The reminders for the meeting do not wait for the spacing, and have their places under the cap kept.
    """
    if reason := _silent(situation, now):
        return Silence(reason)
    return _Next(situation, Hours(policy, working_days, situation.zone), now).found()


def is_out_of_date(planned: Planned, now: datetime, policy: ReminderPolicy) -> bool:
    """Whether it is too late to send it (after an outage): to be left out, and the next one found anew."""
    return now >= planned.until or now - planned.at > policy.late


def _silent(situation: Situation, now: datetime) -> Reason | None:
    if situation.state is State.NOT_OPENED:
        return Reason.NOT_OPENED
    if situation.state is State.SUBMITTED:
        return Reason.SUBMITTED
    if situation.stopped:
        return _STOPPED[situation.stopped]
    if not situation.questions_left:
        return Reason.NOTHING_OPEN
    if situation.meeting and situation.meeting <= now:
        return Reason.MEETING_OVER
    return None


@dataclass(frozen=True, slots=True)
class _Next:
    situation: Situation
    hours: Hours
    now: datetime

    def found(self) -> Planned | Silence:
        for_meeting = self._for_meeting
        slots = for_meeting.placed() if for_meeting else ()
        ordinary = self._ordinary(slots)
        if ordinary and ordinary.fits:
            because = Because.ASKED if self.situation.asked_for else Because.SILENCE
            return self._planned(ordinary.at, because, ordinary.moved)
        if slots:
            return self._planned(slots[0].at, Because.MEETING, _why_not_earlier(ordinary, slots[0]))
        missed = for_meeting is not None and not for_meeting.reminded
        return Silence(Reason.NO_MOMENT if ordinary or missed else Reason.ENOUGH)

    @property
    def _for_meeting(self) -> MeetingReminders | None:
        meeting = self.situation.meeting
        return MeetingReminders(self.situation, self.hours, meeting, self.now) if meeting else None

    def _ordinary(self, slots: tuple[Placed, ...]) -> Placed | None:
        """One that silence calls for, or that the client asked for; None if enough have gone."""
        policy = self.hours.policy
        asked = self.situation.asked_for
        waited = until(Why.SNOOZED, asked) if asked else self._spacing()
        if waited is None:
            return None
        rules: tuple[Rule, ...] = (
            until(Why.OWN_ACTIVITY, self.situation.last_activity + policy.own_activity),
            waited,
            self.hours.day_off,
            self.hours.night,
            under_cap(policy.per_week, [sent.at for sent in self.situation.sent], lambda at: self._kept(at, slots)),
        )
        return place(minute_after(self.now), rules, self._before(slots))

    def _spacing(self) -> Rule | None:
        """The longer the silence, the longer the wait; None when the list of waits has come to its end."""
        spacing = self.hours.policy.spacing_days
        if self._unanswered >= len(spacing):
            return None
        last = max([self.situation.last_activity, *(sent.at for sent in self.situation.sent)])
        return until(Why.SPACING, self.hours.days_later(last, spacing[self._unanswered]))

    @property
    def _unanswered(self) -> int:
        """Reminders since the client last did something."""
        return sum(sent.at > self.situation.last_activity for sent in self.situation.sent)

    def _kept(self, at: datetime, slots: tuple[Placed, ...]) -> tuple[datetime, ...]:
        """Places kept for the meeting. One that the client asks for must leave a single one, before the meeting."""
        for_meeting = self._for_meeting
        if for_meeting and self.situation.asked_for:
            met = for_meeting.reminded or at >= for_meeting.opens
            return () if met else tuple(slot.at for slot in slots[:1])
        return tuple(slot.at for slot in slots)

    def _before(self, slots: tuple[Placed, ...]) -> datetime:
        """Two come no nearer to each other because of a meeting; one that was asked for takes the meeting's place."""
        if slots and self.situation.asked_for:
            return minute_after(slots[0].at)
        if slots:
            policy = self.hours.policy
            return minute_after(slots[0].at - max(policy.meeting.apart, timedelta(days=policy.spacing_days[0])))
        for_meeting = self._for_meeting
        return for_meeting.closes if for_meeting else max(self.now, self.situation.asked_for or self.now) + _HORIZON

    def _planned(self, at: datetime, because: Because, moved: tuple[Moved, ...]) -> Planned:
        closing = self.hours.closing(at)
        for_meeting = self._for_meeting
        end = min(closing, for_meeting.closes) if for_meeting else closing
        return Planned(at, self._kind(at), because, moved, end)

    def _kind(self, at: datetime) -> Kind:
        for_meeting = self._for_meeting
        if for_meeting and self.hours.day(at) == for_meeting.day:
            return Kind.MEETING_SOON
        if for_meeting and at >= for_meeting.opens:
            return Kind.MEETING_TOMORROW
        return self._kind_of_state()

    def _kind_of_state(self) -> Kind:
        if self.situation.state is State.NOT_STARTED:
            return Kind.NOT_STARTED
        if self.situation.state is State.NEARLY_DONE:
            return Kind.NEARLY_DONE
        if self.situation.percent >= self.hours.policy.half_done_percent:
            return Kind.HALF_DONE
        return Kind.UNDER_WAY if self._unanswered else Kind.FIRST_NUDGE


def _why_not_earlier(ordinary: Placed | None, slot: Placed) -> tuple[Moved, ...]:
    """What an ordinary reminder was refused for until the one for the meeting was due, then what moved that one."""
    refused = ordinary.moved if ordinary else ()
    if ordinary and ordinary.at < slot.at:
        refused = (*refused, Moved(Why.APART, slot.at))
    return tuple(dict.fromkeys((*refused, *slot.moved)))
