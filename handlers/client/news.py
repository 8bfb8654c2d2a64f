"""What a client is told when the manager changes the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.meetings import news_for_client
from bot.app.messages import Screen, SendMessage
from bot.app.place import View, opening
from handlers.client.placekeeping import place_in
from handlers.client.present import manager_name, show_again
from handlers.client.turn import Turn
from handlers.meetings import line_for_client

if TYPE_CHECKING:
    from bot.app.ports import UnitOfWork
    from bot.domain.brief import Brief
    from handlers.desk import Desk

#: Cards that tell of the meeting.
_TELLING = frozenset({View.WELCOME, View.SECTIONS, View.SUBMITTED, View.MOVING})


async def tell_client(before: Brief, after: Brief, uow: UnitOfWork, desk: Desk) -> None:
    """One message, and the new time on a card that shows the old one."""
    client = after.client_id
    if client is None or after is before:
        return
    interview = desk.interviews.of(after)
    place = place_in((await uow.conversations.get(client)).data or {}) or opening(interview, after.id)
    news = news_for_client(before, after, desk.clock.now())
    turn = Turn(desk, uow, client, interview, place, await uow.cards.get(client))
    if news and client != after.manager_id:
        old, new = line_for_client(before, desk), line_for_client(after, desk)
        told = {"news": news, "before": old, "meeting": new, "manager": await manager_name(turn)}
        uow.outbox.put(SendMessage(client, Screen(desk.messages.notice("meeting_news", **told))))
    if place.brief_id == after.id and place.view in _TELLING:
        await show_again(turn)
