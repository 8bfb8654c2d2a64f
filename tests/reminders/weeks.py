"""Some weeks with a client who does this and that, at random; the reminders are sent as a bot would send them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.domain.reminders.outcome import Planned
from bot.domain.reminders.situation import Sent, State, Stop
from bot.domain.reminders.when import is_out_of_date, next_reminder
from tests.reminders.making import RUSSIA, situation
from tests.reminders.policies import policy

if TYPE_CHECKING:
    from bot.domain.reminders.policy import ReminderPolicy
    from bot.domain.reminders.situation import Situation

WEEKS = timedelta(weeks=3)
_MINUTE = timedelta(minutes=1)
_ZONES = ("Europe/Moscow", "Europe/Berlin", "Asia/Kamchatka", "Asia/Beirut", "America/St_Johns", "Pacific/Chatham")


class Did(Enum):
    ANSWERED = auto()
    PUT_OFF = auto()
    STOPPED = auto()
    SUBMITTED = auto()
    #: Not by the client: the meeting is set or moved.
    MEETING = auto()


#: When, what, and by how many minutes something is put off to.
Event: TypeAlias = tuple[datetime, Did, int]


@dataclass
class Weeks:
    """``late``: how many minutes late the bot sends each reminder, in turn; nothing after the list's end.

    ``history``: every situation with the moment since when it is so. ``sent``: what went, with what it was in.
    """

    policy: ReminderPolicy
    situation: Situation
    start: datetime
    events: list[Event]
    late: list[int] = field(default_factory=list)
    history: list[tuple[datetime, Situation]] = field(default_factory=list)
    sent: list[tuple[datetime, Planned, Situation]] = field(default_factory=list)
    steps: int = 0

    def run(self) -> Weeks:
        now = self.start
        self.history.append((now, self.situation))
        for event in [*self.events, None]:
            until = event[0] if event else self.start + WEEKS
            now = self._remind(now, until)
            if event:
                self._change(self._after(event))
                self.history.append((until, self.situation))
        return self

    def at(self, moment: datetime) -> Situation:
        """As it was just before the moment."""
        return next(found for since, found in reversed(self.history) if since < moment)

    def meeting_set(self, moment: datetime) -> datetime:
        """When the meeting that stands at the moment was set."""
        past = [(since, found.meeting) for since, found in self.history if since < moment]
        since, meeting = past.pop()
        while past and past[-1][1] == meeting:
            since, _ = past.pop()
        return since

    def _remind(self, now: datetime, until: datetime) -> datetime:
        """Send whatever is due before ``until``."""
        while now < until:
            self.steps += 1
            planned = next_reminder(self.situation, self.policy, RUSSIA, now)
            if not isinstance(planned, Planned):
                break
            assert planned.at > now
            assert planned.until > planned.at
            goes = planned.at + (self.late.pop(0) if self.late else 0) * _MINUTE
            if goes > until:
                break
            now = goes
            if not is_out_of_date(planned, now, self.policy):
                self.sent.append((now, planned, self.situation))
                self._change(replace(self.situation, sent=(*self.situation.sent, Sent(now, planned.kind))))
                self.history.append((now, self.situation))
        return until

    def _change(self, new: Situation) -> None:
        self.situation = new

    def _after(self, event: Event) -> Situation:
        when, did, minutes = event
        match did:
            case Did.ANSWERED:
                return replace(self.situation, last_activity=when, state=State.STARTED)
            case Did.PUT_OFF:
                return replace(self.situation, snoozed_until=when + minutes * _MINUTE)
            case Did.STOPPED:
                return replace(self.situation, stopped=Stop.ASKED)
            case Did.SUBMITTED:
                return replace(self.situation, state=State.SUBMITTED)
            case Did.MEETING:
                return replace(self.situation, meeting=when + minutes * _MINUTE)


@st.composite
def policies(draw: st.DrawFn) -> ReminderPolicy:
    return policy(
        per_week=draw(st.integers(1, 5)),
        quiet=draw(
            st.sampled_from(
                [{"from": "20:00", "to": "9:00"}, {"from": "1:00", "to": "8:30"}, {"from": "2:30", "to": "0:30"}]
            )
        ),
        skip={"weekends": draw(st.booleans()), "holidays": draw(st.booleans())},
        spacing_days=draw(st.sampled_from([(1,), (1, 2, 4, 7), (1, 1, 1, 1, 1, 1, 1, 1)])),
        own_activity_minutes=draw(st.sampled_from([0, 60, 600])),
        meeting={"hours_before": draw(st.integers(1, 5)), "hours_apart": draw(st.integers(1, 12))},
    )


@st.composite
def weeks(draw: st.DrawFn, *, late: bool = False) -> Weeks:
    """Starting at any time of 2026."""
    start = datetime(2026, 1, 1, tzinfo=UTC) + draw(st.integers(0, 364 * 24 * 60)) * _MINUTE
    kinds = st.sampled_from([Did.ANSWERED] * 4 + [Did.PUT_OFF] * 3 + [Did.MEETING] * 2 + [Did.STOPPED, Did.SUBMITTED])
    events = st.tuples(st.integers(1, 3 * 7 * 24 * 60 - 1), kinds, st.integers(5, 9 * 24 * 60))
    drawn = sorted(draw(st.lists(events, max_size=12)), key=lambda event: event[0])
    meeting = draw(st.none() | st.integers(60, 15 * 24 * 60))
    begun = replace(
        situation(state=draw(st.sampled_from([State.NOT_STARTED, State.STARTED, State.NEARLY_DONE]))),
        zone=ZoneInfo(draw(st.sampled_from(_ZONES))),
        last_activity=start - draw(st.integers(0, 3000)) * _MINUTE,
        meeting=None if meeting is None else start + meeting * _MINUTE,
    )
    delays = draw(st.lists(st.sampled_from([0, 1, 30, 119, 700, 3000]), max_size=20)) if late else []
    return Weeks(
        draw(policies()), begun, start, [(start + minute * _MINUTE, did, by) for minute, did, by in drawn], delays
    )
