"""What holds of the reminders that a client got, whatever happened and whoever decided on them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.reminders.hours import Hours
from bot.domain.reminders.meeting import MeetingReminders
from bot.domain.reminders.outcome import Because
from bot.domain.reminders.situation import State
from tests.reminders.making import RUSSIA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.domain.reminders.policy import ReminderPolicy
    from bot.domain.reminders.situation import Situation
    from tests.reminders.client import Client, Reminded

WEEK = timedelta(days=7)


def disturbed(client: Client, policy: ReminderPolicy) -> list[str]:
    """Every reminder that must not have gone, and why not."""
    return [f"{each.at} {why}: {each.around}" for each in client.sent for why in _against(each, policy)]


def _against(reminded: Reminded, policy: ReminderPolicy) -> Iterator[str]:
    at, planned, around = reminded.at, reminded.planned, reminded.around
    here = at.astimezone(around.zone)
    if policy.quiet.covers(here.time()):
        yield "at night"
    if around.stopped:
        yield "after the client said not to, or blocked the bot"
    if around.state is State.SUBMITTED:
        yield "after the brief was sent off"
    if at < around.last_activity + policy.own_activity:
        yield "right after the client's own activity"
    if around.asked_for is not None and at < around.asked_for:
        yield "before the moment that the client named"
    if around.meeting and at >= around.meeting - policy.meeting.at_least:
        yield "too near to the meeting"
    if is_on_a_day_off(reminded, policy) and planned.because is not Because.MEETING:
        yield "on a day off"
    if at >= planned.until or at - planned.at > policy.late:
        yield "out of date"


def is_on_a_day_off(reminded: Reminded, policy: ReminderPolicy) -> bool:
    around = reminded.around
    return _hours(policy, around).is_off(reminded.at.astimezone(around.zone).date())


def too_often(client: Client, policy: ReminderPolicy) -> list[datetime]:
    """Where seven days begin that hold more reminders than the cap says."""
    times = [each.at for each in client.sent]
    return [first for first in times if sum(first <= at < first + WEEK for at in times) > policy.per_week]


def was_reminded_before(client: Client, meeting: datetime, policy: ReminderPolicy) -> bool:
    near = reminders_for(client.before(meeting), meeting, policy, client.since).opens
    return any(near <= each.at < meeting for each in client.sent)


def reminders_for(around: Situation, meeting: datetime, policy: ReminderPolicy, now: datetime) -> MeetingReminders:
    return MeetingReminders(around, _hours(policy, around), meeting, now)


def _hours(policy: ReminderPolicy, around: Situation) -> Hours:
    return Hours(policy, RUSSIA, around.zone)
