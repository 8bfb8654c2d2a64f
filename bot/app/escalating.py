"""A brief that is not finished while its meeting comes near is told to the manager as urgent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.reminders.for_manager import escalation_at
from bot.domain.reminders.outcome import Planned

if TYPE_CHECKING:
    from datetime import datetime

    from bot.app.ports import UnitOfWork
    from bot.app.reminding import Reminding
    from bot.domain.brief import Brief
    from bot.domain.reminders.situation import Stop


@dataclass(frozen=True, slots=True)
class Escalation:
    """``left``: open questions, None if the invitation was not opened yet. ``remind``: whether the bot could do so."""

    left: int | None
    stopped: Stop | None
    remind: bool


async def due_escalation(
    uow: UnitOfWork, reminding: Reminding, brief: Brief, due_at: datetime
) -> Escalation | datetime | None:
    """What is to be told now, or when it will be; None if it will not.

    Nor is it told where the meeting was near already when it was set.
    """
    now = reminding.clock.now()
    meeting = brief.upcoming_meeting(now)
    if meeting is None or brief.submissions:
        return None
    at = escalation_at(reminding.hours, meeting.at)
    if now < at:
        return at
    if due_at != at:
        return None
    situation = await reminding.situation(uow, brief)
    remind = isinstance(reminding.at_once(situation), Planned)
    return Escalation(situation.left_if_opened, situation.stopped, remind)
