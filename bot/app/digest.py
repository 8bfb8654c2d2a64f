"""The manager's morning digest: whom to look at, the gravest first, and when the next one is due."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.app.ports import Occasion
from bot.domain.reminders.for_manager import Trouble, next_digest, trouble_of
from bot.domain.reminders.hours import Hours

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.app.ports import Due, UnitOfWork
    from bot.app.reminding import Reminding
    from bot.domain.brief import Brief
    from bot.domain.reminders.situation import Stop

_RANK = {trouble: rank for rank, trouble in enumerate(Trouble)}
#: Taps come some time after the digest; the one of the day that is meant must find the brief back.
_BEFORE_THE_DIGEST = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class DigestLine:
    """A brief to look at. ``left``: open questions, None if the invitation was not opened yet. ``days``: of silence."""

    brief: Brief
    trouble: Trouble
    left: int | None
    days: int
    stopped: Stop | None


@dataclass(frozen=True, slots=True)
class Morning:
    """What a digest that is due comes to. ``lines``: to be told now, if any. ``again``: when the next one is due."""

    lines: tuple[DigestLine, ...]
    again: datetime | None


async def plan_digests(uow: UnitOfWork, reminding: Reminding, managers: Iterable[int]) -> None:
    """Every manager gets a digest; one that a wrong clock has put far off is put right."""
    at = next_digest(reminding.hours, reminding.clock.now())
    for manager in managers:
        planned = await uow.schedule.get(Occasion.DIGEST, str(manager))
        if planned is None or planned > at:
            uow.schedule.put(Occasion.DIGEST, str(manager), at)


async def due_digest(uow: UnitOfWork, reminding: Reminding, due: Due, managers: frozenset[int]) -> Morning:
    """Nothing is told when it is too late for a morning's digest, nor ever again to one who is no manager any more."""
    manager, now, hours = int(due.subject), reminding.clock.now(), reminding.hours
    if manager not in managers:
        return Morning((), None)
    newest = next_digest(hours, max(due.at, now - reminding.policy.late) - timedelta.resolution)
    lines = await digest_lines(uow, reminding, manager) if newest <= now else ()
    return Morning(lines, next_digest(hours, now))


async def digest_lines(uow: UnitOfWork, reminding: Reminding, manager: int) -> tuple[DigestLine, ...]:
    """The gravest first, among these the nearest meeting and the longest silence."""
    now = reminding.clock.now()
    found = [await _line(uow, reminding, brief) for brief in await uow.briefs.unfinished_of_manager(manager)]
    return tuple(sorted((line for line in found if line), key=lambda line: _urgency(line, now)))


async def leave_out(uow: UnitOfWork, reminding: Reminding, brief: Brief) -> None:
    """It comes back into the digest after some days."""
    days = timedelta(days=reminding.policy.manager.put_off_days)
    journal = await uow.journals.get(brief.id)
    uow.journals.save(replace(journal, digest_from=reminding.clock.now() + days - _BEFORE_THE_DIGEST))


async def _line(uow: UnitOfWork, reminding: Reminding, brief: Brief) -> DigestLine | None:
    journal, now = await uow.journals.get(brief.id), reminding.clock.now()
    if journal.digest_from and now < journal.digest_from:
        return None
    situation = await reminding.situation(uow, brief)
    trouble = trouble_of(situation, Hours(reminding.policy, reminding.working_days, situation.zone), now)
    if trouble is None:
        return None
    silent = (now - situation.last_activity).days
    return DigestLine(brief, trouble, situation.left_if_opened, silent, situation.stopped)


def _urgency(line: DigestLine, now: datetime) -> tuple[int, bool, float]:
    meeting = line.brief.upcoming_meeting(now)
    return _RANK[line.trouble], meeting is None, meeting.at.timestamp() if meeting else -line.days
