"""A manager deletes a brief: asked once more, then all of it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.deleting import delete_brief
from bot.app.messages import EditMessage, RemoveButtons, Screen
from bot.app.ports import Conversation, LiveCard
from handlers.client.placekeeping import place_in
from handlers.keyboards.manager import deleted_keyboard, deleting_keyboard

if TYPE_CHECKING:
    from bot.domain.brief import Brief
    from handlers.manager.turn import ManagerTurn


def whether_to_delete(turn: ManagerTurn, brief: Brief) -> Screen:
    told = {"company": brief.company, "answers": len(brief.answers.latest), "files": len(brief.attachments)}
    return Screen(turn.notice("manager_delete", **told), deleting_keyboard(brief, turn.buttons))


async def delete(turn: ManagerTurn, brief: Brief) -> Screen:
    if brief.client_id is not None:
        await _take_leave(turn, brief.client_id, brief)
    await delete_brief(turn.uow, brief)
    return Screen(turn.notice("manager_deleted", company=brief.company), deleted_keyboard(turn.buttons))


async def _take_leave(turn: ManagerTurn, client: int, brief: Brief) -> None:
    """The client's card says so, if it shows this brief; what is typed from now on belongs to no question."""
    uow = turn.uow
    conversation, card = await uow.conversations.get(client), await uow.cards.get(client)
    place = place_in(conversation.data or {})
    if place is None or place.brief_id != brief.id:
        return
    others = {name: value for name, value in (conversation.data or {}).items() if name != "place"}
    uow.conversations.save(client, Conversation(None, others))
    if card.message_id is not None:
        uow.outbox.put(EditMessage(client, card.message_id, Screen(turn.notice("brief_deleted"))))
    if card.reminder_id is not None:
        uow.outbox.put(RemoveButtons(client, card.reminder_id))
    uow.cards.save(client, LiveCard(card.revision + 1))
