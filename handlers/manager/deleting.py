"""A manager deletes a brief: asked once more, then all of it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.deleting import delete_brief
from bot.app.messages import EditMessage, RemoveButtons, Screen
from bot.app.ports import Conversation, LiveCard
from handlers.client.placekeeping import place_in
from handlers.keyboards.manager import deleted_keyboard, deleting_keyboard

if TYPE_CHECKING:
    from bot.app.ports import UnitOfWork
    from bot.domain.brief import Brief
    from handlers.desk import Desk


def whether_to_delete(brief: Brief, desk: Desk) -> Screen:
    told = {"company": brief.company, "answers": len(brief.answers.latest), "files": len(brief.attachments)}
    return Screen(desk.messages.notice("manager_delete", **told), deleting_keyboard(brief, desk.labels.buttons))


async def delete(brief: Brief, uow: UnitOfWork, desk: Desk) -> Screen:
    if brief.client_id is not None:
        await _take_leave(brief.client_id, brief, uow, desk)
    await delete_brief(uow, brief)
    text = desk.messages.notice("manager_deleted", company=brief.company)
    return Screen(text, deleted_keyboard(desk.labels.buttons))


async def _take_leave(client: int, brief: Brief, uow: UnitOfWork, desk: Desk) -> None:
    """The client's card says so, if it shows this brief; what is typed from now on belongs to no question."""
    conversation, card = await uow.conversations.get(client), await uow.cards.get(client)
    place = place_in(conversation.data or {})
    if place is None or place.brief_id != brief.id:
        return
    others = {name: value for name, value in (conversation.data or {}).items() if name != "place"}
    uow.conversations.save(client, Conversation(None, others))
    if card.message_id is not None:
        uow.outbox.put(EditMessage(client, card.message_id, Screen(desk.messages.notice("brief_deleted"))))
    if card.reminder_id is not None:
        uow.outbox.put(RemoveButtons(client, card.reminder_id))
    uow.cards.save(client, LiveCard(card.revision + 1))
