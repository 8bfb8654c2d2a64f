"""Faults of a policy that only show when its values are held against each other, for ``bot check``."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.domain.misfits import Misfit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import time

    from bot.domain.misfits import Place
    from bot.domain.reminders.policy import ReminderPolicy


def check_policy(policy: ReminderPolicy, countries: frozenset[str]) -> tuple[Misfit, ...]:
    """Every fault in words; none if the policy makes sense. ``countries``: those whose holidays are known."""
    return (*_country(policy, countries), *_spacing(policy), *_at_night(policy), *_meeting(policy))


def _country(policy: ReminderPolicy, countries: frozenset[str]) -> Iterator[Misfit]:
    if policy.country not in countries:
        yield Misfit(
            ("country",), f'holidays of "{policy.country}" are not known; use two capital letters such as RU, KZ, DE'
        )


def _spacing(policy: ReminderPolicy) -> Iterator[Misfit]:
    for index, (before, after) in enumerate(pairwise(policy.spacing_days), start=1):
        if after < before:
            message = f"{after} comes after {before}: the longer a client is silent, the rarer the reminders"
            yield Misfit(("spacing_days", index), message)


def _at_night(policy: ReminderPolicy) -> Iterator[Misfit]:
    """The digest is not meant: its hour is the manager's own choice."""
    hours: dict[Place, time] = {
        ("meeting", "day_before_at"): policy.meeting.day_before_at,
        ("snooze", "evening_at"): policy.snooze.evening_at,
        ("snooze", "tomorrow_at"): policy.snooze.tomorrow_at,
        ("snooze", "monday_at"): policy.snooze.monday_at,
    }
    for place, hour in hours.items():
        if policy.quiet.covers(hour):
            night = f"{policy.quiet.start:%H:%M} to {policy.quiet.end:%H:%M}"
            yield Misfit(place, f'"{place[-1]}" is {hour:%H:%M}, which is in the quiet hours ({night})')


def _meeting(policy: ReminderPolicy) -> Iterator[Misfit]:
    if policy.meeting.at_least >= policy.meeting.soon:
        message = f'"minutes_before_at_least" leaves no time: the reminder goes {policy.meeting.hours_before} h before'
        yield Misfit(("meeting", "minutes_before_at_least"), message)
