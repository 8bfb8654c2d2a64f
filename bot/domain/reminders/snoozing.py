"""What a client may put a reminder off to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.reminders.hours import Hours
from bot.domain.reminders.outcome import Planned
from bot.domain.reminders.placing import whole_minute
from bot.domain.reminders.when import next_reminder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.domain.reminders.policy import ReminderPolicy
    from bot.domain.reminders.situation import Situation
    from bot.domain.reminders.working_days import WorkingDays

_MONDAY = 0


class Snooze(StrEnum):
    HOUR = "hour"
    EVENING = "evening"
    TOMORROW = "tomorrow"
    MONDAY = "monday"


def choices(
    situation: Situation, policy: ReminderPolicy, working_days: WorkingDays, now: datetime
) -> dict[Snooze, datetime]:
    """Each choice that can be kept, with the moment for ``Situation.snoozed_until``, in order of time.

    One whose moment would be moved (night, day off, cap, the meeting) is left out: the button would promise too much.
    """
    hours = Hours(policy, working_days, situation.zone)
    return {
        snooze: at
        for snooze, at in _moments(hours, policy, now)
        if _is_kept(replace(situation, snoozed_until=at), policy, working_days, now)
    }


def _is_kept(situation: Situation, policy: ReminderPolicy, working_days: WorkingDays, now: datetime) -> bool:
    planned = next_reminder(situation, policy, working_days, now)
    return isinstance(planned, Planned) and planned.at == situation.snoozed_until


def _moments(hours: Hours, policy: ReminderPolicy, now: datetime) -> Iterator[tuple[Snooze, datetime]]:
    snooze = policy.snooze
    today = hours.day(now)
    in_an_hour = whole_minute(now + timedelta(minutes=snooze.minutes))
    yield Snooze.HOUR, in_an_hour
    evening = hours.at(today, snooze.evening_at)
    if evening > in_an_hour:
        yield Snooze.EVENING, evening
    tomorrow = today + timedelta(days=1)
    yield Snooze.TOMORROW, hours.at(tomorrow, snooze.tomorrow_at)
    if tomorrow.weekday() != _MONDAY:
        yield Snooze.MONDAY, hours.at(today + timedelta(days=7 - today.weekday()), snooze.monday_at)
