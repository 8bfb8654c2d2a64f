"""Whether a meeting took place: when the manager is asked, and what the manager says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.reminders.for_manager import question_at
from bot.domain.reminders.outcome import Reason, Silence

if TYPE_CHECKING:
    from datetime import datetime

    from bot.app.ports import UnitOfWork
    from bot.app.reminding import Reminding
    from bot.domain.brief import Brief


async def took_place(uow: UnitOfWork, brief: Brief) -> bool:
    """Whether the manager has said so of the brief's present meeting."""
    return brief.meeting is not None and (await uow.journals.get(brief.id)).held_at == brief.meeting.at


async def when_to_ask(uow: UnitOfWork, reminding: Reminding, brief: Brief) -> datetime | None:
    """None if there is no meeting, or it is known to have taken place."""
    if brief.meeting is None or await took_place(uow, brief):
        return None
    return question_at(reminding.hours, brief.meeting.at)


async def note_held(uow: UnitOfWork, reminding: Reminding, brief: Brief, *, held: bool) -> bool:
    """Remember what the manager says; whether reminders would go on if another meeting were set."""
    journal = await uow.journals.get(brief.id)
    if brief.meeting is not None:
        uow.journals.save(replace(journal, held_at=brief.meeting.at if held else None))
    outcome = reminding.next(await reminding.situation(uow, brief))
    return isinstance(outcome, Silence) and outcome.reason is Reason.MEETING_OVER
