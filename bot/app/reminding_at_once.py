"""A manager wishes to remind a client now: what would go, and the wish fulfilled as far as it may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.app.reminding import put_off
from bot.domain.reminders.outcome import Planned

if TYPE_CHECKING:
    from bot.app.ports import UnitOfWork
    from bot.app.reminding import Reminding
    from bot.domain.brief import Brief
    from bot.domain.reminders.outcome import Silence
    from bot.domain.reminders.situation import Situation


@dataclass(frozen=True, slots=True)
class Wish:
    """What a manager's wish comes to. ``now``: nothing forbids that the reminder goes at once."""

    situation: Situation
    outcome: Planned | Silence
    now: bool


async def wish_to_remind(uow: UnitOfWork, reminding: Reminding, brief: Brief) -> Wish:
    """Nothing happens yet."""
    situation = await reminding.situation(uow, brief)
    outcome = reminding.at_once(situation)
    return Wish(situation, outcome, now=isinstance(outcome, Planned) and reminding.is_now(outcome))


async def remind_at_once(uow: UnitOfWork, reminding: Reminding, brief: Brief, known: int) -> Planned | None:
    """The reminder of the wish; one that may go now is to be sent, one that must wait is put off to its moment.

    None if another reminder went since the manager looked (``known`` had gone then), or none may go any more.
    """
    wish = await wish_to_remind(uow, reminding, brief)
    if len(wish.situation.sent) != known or not isinstance(wish.outcome, Planned):
        return None
    if not wish.now:
        await put_off(uow, brief, wish.outcome.at)
    return wish.outcome
