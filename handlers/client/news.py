"""What a client is told when the manager changes the meeting, and the client's wish for another time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram import F, Router
from aiogram.fsm.context import FSMContext  # noqa: TC002 - aiogram reads the annotations of handlers
from aiogram.types import CallbackQuery  # noqa: TC002 - as above

from bot.app.meetings import news_for_client
from bot.app.messages import Acknowledgement, Button, Placement, RemoveButtons, Screen, SendMessage
from bot.app.place import View, opening
from bot.app.ports import UnitOfWork  # noqa: TC001 - as above
from handlers.callbacks import NewsTap
from handlers.client.placekeeping import place_in
from handlers.client.present import manager_name, show, show_again
from handlers.client.turn import Turn
from handlers.desk import Desk  # noqa: TC001 - as above
from handlers.keyboards.layout import row
from handlers.meetings import line_for_client
from handlers.when import When

if TYPE_CHECKING:
    from bot.app.meetings import News
    from bot.domain.brief import Brief

#: Cards that tell of the meeting.
_TELLING = frozenset({View.WELCOME, View.SECTIONS, View.SUBMITTED, View.MOVING})


def register(router: Router) -> None:
    router.callback_query.register(on_tap, When(F.data.startswith("n:")))


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
        uow.outbox.put(SendMessage(client, _told(news, before, after, await manager_name(turn), desk)))
    if place.brief_id == after.id and place.view in _TELLING:
        await show_again(turn)


def _told(news: News, before: Brief, after: Brief, manager: str, desk: Desk) -> Screen:
    old, new = line_for_client(before, desk), line_for_client(after, desk)
    text = desk.messages.notice("meeting_news", news=news, before=old, meeting=new, manager=manager)
    move = Button(desk.labels.buttons.ask_to_move, NewsTap(after.id).pack()) if new else None
    return Screen(text, row(move))


async def on_tap(query: CallbackQuery, state: FSMContext, uow: UnitOfWork, desk: Desk) -> None:
    """The card comes down and asks when it would suit."""
    tap, client = NewsTap.unpack(query.data or ""), query.from_user.id
    brief = await uow.briefs.get(tap.brief) if tap else None
    if brief is None or brief.client_id != client:
        uow.acknowledge(Acknowledgement(query.id, desk.labels.toasts.not_for_you))
        return
    if query.message is not None:
        uow.outbox.put(RemoveButtons(client, query.message.message_id))
    if brief.upcoming_meeting(desk.clock.now()) is None:
        uow.acknowledge(Acknowledgement(query.id, desk.labels.toasts.no_meeting))
        return
    interview = desk.interviews.of(brief)
    place = opening(interview, brief.id).to(View.MOVING)
    turn = Turn(desk, uow, client, interview, place, await uow.cards.get(client))
    await show(turn, state, Placement.BELOW)
    uow.acknowledge(Acknowledgement(query.id))
