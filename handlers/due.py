"""What is done when something is due, and what is made due at the start."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.app.announcing import keep_edition
from bot.app.digest import plan_digests
from bot.app.ports import Occasion
from handlers.client.reminding import send_reminder
from handlers.manager.due import ask_whether_it_took_place, escalate, send_digest

if TYPE_CHECKING:
    from datetime import datetime

    from bot.app.messages import SendReminder
    from bot.app.ports import Due, UnitOfWork
    from bot.domain.brief import Brief
    from handlers.desk import Desk


class DueMatters:
    desk: Desk

    async def began(self, uow: UnitOfWork, /) -> None:
        """The questions of today are kept, and every manager has a digest to come."""
        keep_edition(uow, self.desk.interviews.questionnaire)
        await plan_digests(uow, self.desk.reminding, self.desk.admins)

    async def due(self, uow: UnitOfWork, due: Due, /) -> datetime | None:
        """Do it; when it is due again."""
        if due.occasion is Occasion.DIGEST:
            return await send_digest(due, uow, self.desk)
        brief = await uow.briefs.get(due.subject)
        if brief is None or brief.client_id == brief.manager_id:
            return None
        match due.occasion:
            case Occasion.CLIENT:
                return await self._remind(brief, due, uow)
            case Occasion.ESCALATION:
                return await escalate(brief, due, uow, self.desk)
            case Occasion.MEETING_OVER:
                return await ask_whether_it_took_place(brief, uow, self.desk)
            case unknown:
                assert_never(unknown)

    async def still_holds(self, uow: UnitOfWork, reminder: SendReminder, /) -> bool:
        """Whether a reminder that has waited is to go out."""
        brief = await uow.briefs.get(reminder.brief_id or "")
        return brief is not None and await self.desk.reminding.still_holds(uow, brief)

    async def _remind(self, brief: Brief, due: Due, uow: UnitOfWork) -> datetime | None:
        look = await self.desk.reminding.look(uow, brief, due.at)
        return await send_reminder(brief, look.planned, uow, self.desk) if look.planned else look.again
