"""Reminding: what is due for a brief, and what client and manager may do about it.

A brief that may be reminded of has one moment in the schedule. It is the next reminder's, or an earlier one to look
again: the client's activity moves reminders later or, after one went, brings the next one nearer, but never nearer than
a day. So it need not be noted with every answer, only looked at often enough.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zlib import crc32
from zoneinfo import ZoneInfo

from bot.app.ports import Occasion
from bot.domain.reminders.hours import Hours
from bot.domain.reminders.outcome import Moved, Planned, Reason, Silence, Why
from bot.domain.reminders.placing import minute_after
from bot.domain.reminders.situation import Circumstances, Sent, Situation, State, Stop, situation_of
from bot.domain.reminders.snoozing import choices
from bot.domain.reminders.when import is_out_of_date, next_reminder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.app.interview import Interview, Interviews
    from bot.app.ports import Clock, UnitOfWork
    from bot.domain.brief import Brief, Person
    from bot.domain.reminders.journal import Journal
    from bot.domain.reminders.policy import ReminderPolicy
    from bot.domain.reminders.snoozing import Snooze
    from bot.domain.reminders.working_days import WorkingDays

#: Shorter than a day of 23 hours, the shortest wait of a policy where spring sets the clocks on.
LOOK = timedelta(hours=20)
#: Who comes back after so long may have been given up meanwhile.
_AWAY = timedelta(hours=12)
_MAY_GO_ON = frozenset({Reason.NOTHING_OPEN, Reason.ENOUGH, Reason.NO_MOMENT})


@dataclass(frozen=True, slots=True)
class Look:
    """``planned``: to be sent now. ``again``: when to look next; None: not before somebody does something."""

    planned: Planned | None
    again: datetime | None


@dataclass(frozen=True, slots=True)
class Reminding:
    """``zone``: of clients without a meeting, and of managers. ``weights``: how much hangs on a question."""

    clock: Clock
    interviews: Interviews
    policy: ReminderPolicy
    working_days: WorkingDays
    weights: Mapping[str, int]
    zone: ZoneInfo

    @property
    def hours(self) -> Hours:
        """Of managers."""
        return Hours(self.policy, self.working_days, self.zone)

    async def situation(self, uow: UnitOfWork, brief: Brief) -> Situation:
        journal = await uow.journals.get(brief.id)
        client = await uow.people.get(brief.client_id) if brief.client_id is not None else None
        return self.situation_with(brief, journal, client)

    def situation_with(self, brief: Brief, journal: Journal, client: Person | None) -> Situation:
        """What a clock that ran ahead has written counts as done now."""
        now = self.clock.now()
        zone = ZoneInfo(brief.meeting.zone) if brief.meeting else self.zone
        around = Circumstances(
            zone,
            meeting=brief.meeting.at if brief.meeting else None,
            sent=tuple(Sent(min(sent.at, now), sent.kind) for sent in journal.sent),
            snoozed_until=journal.snoozed_until,
            stopped=_stopped(brief, journal, client),
        )
        found = situation_of(brief, self.interviews.of(brief).route, self.policy, self.weights, around)
        acted = max(found.last_activity, journal.opened_at) if journal.opened_at else found.last_activity
        return replace(found, last_activity=min(acted, now))

    def next(self, situation: Situation) -> Planned | Silence:
        return next_reminder(situation, self.policy, self.working_days, self.clock.now())

    def choices(self, situation: Situation) -> dict[Snooze, datetime]:
        return choices(situation, self.policy, self.working_days, self.clock.now())

    def at_once(self, situation: Situation) -> Planned | Silence:
        """What comes of a manager's wish to remind now: later than the next minute if something forbids it."""
        now = self.clock.now()
        soonest = minute_after(now)
        asked = situation.asked_for
        found = self.next(replace(situation, snoozed_until=max(soonest, asked) if asked else soonest))
        if asked and asked > soonest and isinstance(found, Planned):
            return replace(found, moved=(Moved(Why.SNOOZED, asked), *found.moved))
        return found

    def is_now(self, planned: Planned) -> bool:
        return planned.at <= minute_after(self.clock.now())

    async def look(self, uow: UnitOfWork, brief: Brief, since: datetime) -> Look:
        """What is due for a brief that was to be looked at at ``since``, which is over.

        What is out of date is left out; what comes next is found from now on.
        """
        now = self.clock.now()
        situation = await self.situation(uow, brief)
        due = next_reminder(situation, self.policy, self.working_days, min(since, now) - timedelta.resolution)
        if isinstance(due, Planned) and due.at <= now and not is_out_of_date(due, now, self.policy):
            return Look(due, now + LOOK)
        late = isinstance(due, Planned) and due.at <= now
        return Look(None, self._again(situation, _spread(brief) if late else timedelta()))

    async def sent(self, uow: UnitOfWork, brief: Brief, planned: Planned) -> datetime | None:
        """Remember that this reminder goes now; when to look again."""
        journal = (await uow.journals.get(brief.id)).with_sent(self.clock.now(), planned.kind)
        uow.journals.save(journal)
        return self._again(await self.situation(uow, brief))

    async def still_holds(self, uow: UnitOfWork, brief: Brief) -> bool:
        """Whether the last reminder, if it waits still, may go out: the client has done nothing since."""
        situation = await self.situation(uow, brief)
        if situation.state is State.SUBMITTED or situation.stopped or situation.asked_for:
            return False
        return bool(situation.sent) and situation.last_activity <= situation.sent[-1].at

    def look_at(self, uow: UnitOfWork, brief: Brief, again: datetime | None) -> None:
        uow.schedule.put(Occasion.CLIENT, brief.id, again)

    def _again(self, situation: Situation, shift: timedelta = timedelta()) -> datetime | None:
        now = self.clock.now()
        found = self.next(situation)
        if isinstance(found, Planned):
            return min(found.at + shift if found.at + shift < found.until else found.at, now + LOOK)
        is_fresh = now - situation.last_activity < LOOK
        return now + LOOK if is_fresh and found.reason in _MAY_GO_ON else None


def note_activity(uow: UnitOfWork, before: Interview, after: Interview) -> None:
    """Let the scheduler look at a brief that it may have given up; costs nothing while a client goes on answering."""
    brief = before.brief
    if brief.submissions or brief.client_id == brief.manager_id:
        return
    came_back = after.brief.last_activity - brief.last_activity >= _AWAY
    if came_back or (before.route.next_open() is None and after.route.next_open() is not None):
        uow.schedule.wake(Occasion.CLIENT, brief.id)


async def opened(uow: UnitOfWork, clock: Clock, brief: Brief) -> None:
    """The client has opened the invitation: from now on there is somebody to remind."""
    journal = await uow.journals.get(brief.id)
    uow.journals.save(replace(journal, opened_at=clock.now()))
    uow.schedule.wake(Occasion.CLIENT, brief.id)


async def put_off(uow: UnitOfWork, brief: Brief, until: datetime) -> None:
    uow.journals.save(replace(await uow.journals.get(brief.id), snoozed_until=until, stopped=False))
    uow.schedule.wake(Occasion.CLIENT, brief.id)


async def stop_or_go_on(uow: UnitOfWork, brief: Brief, *, stopped: bool) -> None:
    """«Не напоминать» and its opposite; what was put off is not meant any more."""
    journal = await uow.journals.get(brief.id)
    uow.journals.save(replace(journal, stopped=stopped, snoozed_until=None))
    uow.schedule.wake(Occasion.CLIENT, brief.id)


def meeting_changed(uow: UnitOfWork, brief: Brief) -> None:
    for occasion in (Occasion.CLIENT, Occasion.ESCALATION, Occasion.MEETING_OVER):
        uow.schedule.wake(occasion, brief.id)


def _spread(brief: Brief) -> timedelta:
    """After an outage many are due at the same moment: each brief has a place of its own within the hour."""
    return timedelta(minutes=crc32(brief.id.encode()) % 60)


def _stopped(brief: Brief, journal: Journal, client: Person | None) -> Stop | None:
    if journal.stopped:
        return Stop.ASKED
    gone = client.unreachable_since if client else None
    return Stop.BLOCKED if gone is not None and gone >= brief.last_activity else None
