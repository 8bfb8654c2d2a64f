"""What managers are told, and when: the morning digest, a brief late for its meeting, a meeting that is over."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.reminders.meeting import MeetingReminders
from bot.domain.reminders.situation import State, Stop
from bot.domain.reminders.working_days import is_working

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.reminders.hours import Hours
    from bot.domain.reminders.situation import Situation

#: A calendar without a working day for so long has none at all.
_DAYS = 60
_DAY = timedelta(days=1)


class Trouble(StrEnum):
    """Why a brief stands in the digest, the gravest first."""

    MEETING_NEAR = "meeting_near"
    BLOCKED = "blocked"
    ASKED_NOT_TO = "asked_not_to"
    #: The client has done nothing for days.
    STUCK = "stuck"


def next_digest(hours: Hours, now: datetime) -> datetime:
    """The morning of the first working day that is later than ``now``. ``hours``: in the manager's zone."""
    today = hours.day(now)
    days = (today + each * _DAY for each in range(_DAYS))
    mornings = (hours.at(day, hours.policy.manager.digest_at) for day in days if is_working(hours.working_days, day))
    return next((at for at in mornings if at > now), now + _DAYS * _DAY)


def escalation_at(hours: Hours, meeting: datetime) -> datetime:
    """When a brief that is not finished is told as urgent; earlier where that would be night or a day off."""
    usual = meeting - hours.policy.manager.escalate
    if _is_at_work(hours, usual):
        return usual
    days = (hours.day(usual) - each * _DAY for each in range(_DAYS))
    mornings = (hours.at(day, hours.policy.manager.digest_at) for day in days if is_working(hours.working_days, day))
    return next((at for at in mornings if at <= usual), usual)


def question_at(hours: Hours, meeting: datetime) -> datetime:
    """When the manager is asked whether the meeting took place; who met on a day off is asked on it."""
    usual = meeting + hours.policy.manager.ask_after
    on_its_day = hours.day(usual) == hours.day(meeting) and hours.night(usual) is None
    return usual if on_its_day or _is_at_work(hours, usual) else next_digest(hours, usual)


def trouble_of(situation: Situation, hours: Hours, now: datetime) -> Trouble | None:
    """Why the manager is to look at this brief; None if it goes well, is over, or was forgotten long ago."""
    if situation.state is State.SUBMITTED or (situation.meeting and situation.meeting <= now):
        return None
    if situation.meeting and now >= MeetingReminders(situation, hours, situation.meeting, now).opens:
        return Trouble.MEETING_NEAR
    silent = now - situation.last_activity
    if situation.meeting is None and silent > hours.policy.manager.forget_days * _DAY:
        return None
    if situation.stopped is Stop.BLOCKED:
        return Trouble.BLOCKED
    if situation.stopped is Stop.ASKED:
        return Trouble.ASKED_NOT_TO
    return Trouble.STUCK if silent >= hours.policy.manager.stuck_days * _DAY else None


def _is_at_work(hours: Hours, moment: datetime) -> bool:
    return hours.night(moment) is None and is_working(hours.working_days, hours.day(moment))
