"""What a manager is told without asking, when it is due: the digest, a brief late for its meeting, a meeting over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.digest import due_digest
from bot.app.escalating import Escalation, due_escalation
from bot.app.meeting_held import when_to_ask
from bot.app.messages import Screen, SendMessage
from handlers.keyboards.manager import escalation_keyboard, held_keyboard
from handlers.manager.digest import digest_screen
from handlers.meetings import line_for_manager

if TYPE_CHECKING:
    from datetime import datetime

    from bot.app.ports import Due, UnitOfWork
    from bot.domain.brief import Brief
    from handlers.desk import Desk


async def send_digest(due: Due, uow: UnitOfWork, desk: Desk) -> datetime | None:
    """When the next one is due."""
    morning = await due_digest(uow, desk.reminding, due, desk.admins)
    if morning.lines:
        _tell(int(due.subject), digest_screen(morning.lines, 0, desk), uow)
    return morning.again


async def escalate(brief: Brief, due: Due, uow: UnitOfWork, desk: Desk) -> datetime | None:
    """When it is due again."""
    found = await due_escalation(uow, desk.reminding, brief, due.at)
    if not isinstance(found, Escalation):
        return found
    told = {"company": brief.company, "contact": brief.contact, "meeting": line_for_manager(brief, desk)}
    text = desk.messages.notice("manager_escalation", **told, left=found.left, stopped=found.stopped)
    _tell(brief.manager_id, Screen(text, escalation_keyboard(brief, desk.labels.buttons, remind=found.remind)), uow)
    return None


async def ask_whether_it_took_place(brief: Brief, uow: UnitOfWork, desk: Desk) -> datetime | None:
    """When it is due again."""
    at = await when_to_ask(uow, desk.reminding, brief)
    if at is None or desk.clock.now() < at:
        return at
    told = {"company": brief.company, "contact": brief.contact, "meeting": line_for_manager(brief, desk)}
    text = desk.messages.notice("manager_held", **told)
    _tell(brief.manager_id, Screen(text, held_keyboard(brief, desk.labels.buttons)), uow)
    return None


def _tell(manager: int, screen: Screen, uow: UnitOfWork) -> None:
    """Nobody waits for it."""
    uow.outbox.put(SendMessage(manager, screen, bulk=True))
