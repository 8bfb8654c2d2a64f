"""Deleting a brief with everything that is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.ports import Occasion

if TYPE_CHECKING:
    from bot.app.ports import UnitOfWork
    from bot.domain.brief import Brief


async def delete_brief(uow: UnitOfWork, brief: Brief) -> None:
    """Its answers, files' ids and submissions, what is due and what is remembered of reminding, the client's name.

    A client who has another brief, and a manager, stay known.
    """
    await uow.journals.get(brief.id)
    uow.journals.forget(brief.id)
    uow.briefs.delete(brief)
    for occasion in (Occasion.CLIENT, Occasion.ESCALATION, Occasion.MEETING_OVER):
        uow.schedule.put(occasion, brief.id, None)
    client = brief.client_id
    if client is not None and client != brief.manager_id and not await uow.briefs.of_client(client):
        await uow.people.get(client)
        uow.people.delete(client)
