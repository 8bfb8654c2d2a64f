"""Some weeks with a client who does this and that, at random; the reminders are sent as a bot would send them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.domain.reminders.outcome import Planned
from bot.domain.reminders.situation import State
from bot.domain.reminders.when import is_out_of_date, next_reminder
from tests.reminders.client import USUAL, Act, Client
from tests.reminders.making import RUSSIA, situation
from tests.reminders.policies import policy

if TYPE_CHECKING:
    from bot.domain.reminders.policy import ReminderPolicy

WEEKS = timedelta(weeks=3)
_MINUTE = timedelta(minutes=1)
_ZONES = ("Europe/Moscow", "Europe/Berlin", "Asia/Kamchatka", "Asia/Beirut", "America/St_Johns", "Pacific/Chatham")


@dataclass
class Weeks:
    """``late``: how many minutes late the bot sends each reminder, in turn; nothing after the list's end."""

    policy: ReminderPolicy
    client: Client
    acts: list[Act]
    late: list[int] = field(default_factory=list)
    steps: int = 0

    @property
    def end(self) -> datetime:
        return self.client.since + WEEKS

    def run(self) -> Weeks:
        now = self.client.since
        for act in self.acts:
            now = self._remind(now, act.at)
            self.client.does(act)
        self._remind(now, self.end)
        return self

    def _remind(self, now: datetime, until: datetime) -> datetime:
        """Send whatever is due before ``until``."""
        while now < until:
            self.steps += 1
            planned = next_reminder(self.client.situation, self.policy, RUSSIA, now)
            if not isinstance(planned, Planned):
                break
            assert planned.at > now
            assert planned.until > planned.at
            goes = planned.at + (self.late.pop(0) if self.late else 0) * _MINUTE
            if goes > until:
                break
            now = goes
            if not is_out_of_date(planned, now, self.policy):
                self.client.gets(now, planned)
        return until


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
    minutes = st.tuples(st.integers(1, 3 * 7 * 24 * 60 - 1), st.sampled_from(USUAL), st.integers(5, 9 * 24 * 60))
    drawn = sorted(draw(st.lists(minutes, max_size=12)), key=lambda act: act[0])
    meeting = draw(st.none() | st.integers(60, 15 * 24 * 60))
    begun = replace(
        situation(state=draw(st.sampled_from([State.NOT_STARTED, State.STARTED, State.NEARLY_DONE]))),
        zone=ZoneInfo(draw(st.sampled_from(_ZONES))),
        last_activity=start - draw(st.integers(0, 3000)) * _MINUTE,
        meeting=None if meeting is None else start + meeting * _MINUTE,
    )
    acts = [Act(at := start + minute * _MINUTE, did, at + by * _MINUTE) for minute, did, by in drawn]
    delays = draw(st.lists(st.sampled_from([0, 1, 30, 119, 700, 3000]), max_size=20)) if late else []
    return Weeks(draw(policies()), Client(begun, start), acts, delays)
