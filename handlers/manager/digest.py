"""The manager's morning digest: whom to look at, each with what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.app.messages import Screen, SendMessage
from bot.domain.reminders.for_manager import Trouble, next_digest, trouble_of
from bot.domain.reminders.hours import Hours
from bot.domain.reminders.situation import State
from handlers.keyboards.manager import DIGEST_PAGE, digest_keyboard
from handlers.meetings import line_for_client

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.app.cards.model import MeetingLine
    from bot.app.ports import Due, UnitOfWork
    from bot.domain.brief import Brief
    from bot.domain.reminders.situation import Situation, Stop
    from handlers.desk import Desk

_GRAVEST = {trouble: rank for rank, trouble in enumerate(Trouble)}


@dataclass(frozen=True, slots=True)
class DigestLine:
    """``left``: open questions, None if the invitation was not opened yet. ``days``: of silence."""

    brief: Brief
    trouble: Trouble
    left: int | None
    days: int
    meeting: MeetingLine | None
    stopped: Stop | None


async def send_digest(due: Due, uow: UnitOfWork, desk: Desk) -> datetime | None:
    """Not if nobody is to be looked at, nor if it is too late for a morning's digest; when the next one is due."""
    manager, now = int(due.subject), desk.clock.now()
    if manager not in desk.admins:
        return None
    hours = desk.reminding.hours
    newest = next_digest(hours, max(due.at, now - desk.reminding.policy.late) - timedelta.resolution)
    if newest <= now:
        lines = await lines_for(manager, uow, desk)
        if lines:
            uow.outbox.put(SendMessage(manager, digest_screen(lines, 0, desk), bulk=True))
    return next_digest(hours, now)


async def lines_for(manager: int, uow: UnitOfWork, desk: Desk) -> list[DigestLine]:
    """The gravest first, among these the nearest meeting and the longest silence."""
    found = [await _line(brief, uow, desk) for brief in await uow.briefs.unfinished_of_manager(manager)]
    lines = [line for line in found if line]
    return sorted(lines, key=lambda line: (_GRAVEST[line.trouble], line.meeting is None, _order(line)))


def digest_screen(lines: Sequence[DigestLine], page: int, desk: Desk) -> Screen:
    page = min(page, max(0, (len(lines) - 1) // DIGEST_PAGE))
    start = page * DIGEST_PAGE
    shown = lines[start : start + DIGEST_PAGE]
    text = desk.messages.notice("manager_digest", lines=shown, start=start, total=len(lines))
    return Screen(text, digest_keyboard([line.brief for line in shown], desk.labels.buttons, page, len(lines)))


async def put_off(brief: Brief, uow: UnitOfWork, desk: Desk) -> None:
    """It comes back into the digest after some days."""
    days = timedelta(days=desk.reminding.policy.manager.put_off_days)
    journal = await uow.journals.get(brief.id)
    uow.journals.save(replace(journal, digest_from=desk.clock.now() + days - timedelta(hours=1)))


async def _line(brief: Brief, uow: UnitOfWork, desk: Desk) -> DigestLine | None:
    journal, now = await uow.journals.get(brief.id), desk.clock.now()
    if journal.digest_from and now < journal.digest_from:
        return None
    situation = await desk.reminding.situation(uow, brief)
    hours = Hours(desk.reminding.policy, desk.working_days, situation.zone)
    trouble = trouble_of(situation, hours, now)
    return _made(brief, trouble, situation, desk) if trouble else None


def _made(brief: Brief, trouble: Trouble, situation: Situation, desk: Desk) -> DigestLine:
    left = None if situation.state is State.NOT_OPENED else situation.questions_left
    silent = (desk.clock.now() - situation.last_activity).days
    return DigestLine(brief, trouble, left, silent, line_for_client(brief, desk), situation.stopped)


def _order(line: DigestLine) -> float:
    return line.meeting.local.timestamp() if line.meeting else -line.days
