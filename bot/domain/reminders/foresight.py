"""What would come if the client stays silent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.reminders.outcome import Planned, Silence
from bot.domain.reminders.situation import Sent
from bot.domain.reminders.when import next_reminder

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.reminders.policy import ReminderPolicy
    from bot.domain.reminders.situation import Situation
    from bot.domain.reminders.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Foresight:
    """``reminders`` in order, then ``silence``."""

    reminders: tuple[Planned, ...]
    silence: Silence


def foresee(situation: Situation, policy: ReminderPolicy, working_days: WorkingDays, now: datetime) -> Foresight:
    """Every reminder from ``now`` on, each sent in time and without an effect. The policy's spacing ends the list."""
    reminders: list[Planned] = []
    while isinstance(found := next_reminder(situation, policy, working_days, now), Planned):
        reminders.append(found)
        now = found.at
        situation = replace(situation, sent=(*situation.sent, Sent(found.at, found.kind)))
    return Foresight(tuple(reminders), found)
