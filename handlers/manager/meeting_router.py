"""A manager's updates while a meeting is being set: opening it, taps, words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext  # noqa: TC002 - aiogram reads the annotations of handlers
from aiogram.types import CallbackQuery, Message  # noqa: TC002 - as above

from bot.app.meetings import not_understood, set_meeting
from bot.app.messages import Acknowledgement, EditMessage, Screen, SendMessage
from bot.app.ports import UnitOfWork  # noqa: TC001 - as above
from bot.domain.errors import Reason, Refused
from handlers.callbacks import MeetingTap
from handlers.client.news import tell_client
from handlers.client.placekeeping import place_in
from handlers.desk import Desk  # noqa: TC001 - as above
from handlers.manager.asking import Step, asking_in, keep_asking
from handlers.manager.briefs import brief_screen, own_brief
from handlers.manager.meetings import ACTIONS, MeetingTurn, begun, screen_of, take_words
from handlers.manager.waiting import Manager
from handlers.when import When

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.brief import Brief

#: Actions of the brief's card, and where they begin.
OPENING = {"meet": Step.DAY, "mzone": Step.ZONE, "moff": Step.OFF}


_NOT_UNDERSTOOD = frozenset({Reason.NO_MOMENT, Reason.NO_HOUR})


def register(router: Router) -> None:
    router.message.register(on_words, StateFilter(Manager.meeting), When(F.text))
    router.message.register(on_no_words, StateFilter(Manager.meeting), When(~F.text))
    router.callback_query.register(on_tap, When(F.data.startswith("d:")))


async def ask(
    brief: Brief, step: Step, manager: int, state: FSMContext, uow: UnitOfWork, desk: Desk, *, on: int | None = None
) -> None:
    """Open the setting of this brief's meeting, in place of the message ``on`` or as a new one."""
    asking = replace(begun(brief, step, asking_in(await state.get_data()), desk), message_id=on)
    await _show(MeetingTurn(uow, desk, brief, asking), manager, state)


async def keep(brief: Brief, manager: int, uow: UnitOfWork, desk: Desk, *, on: int | None = None) -> None:
    """The meeting stays, whatever the client has asked for."""
    kept = set_meeting(uow, brief, brief.meeting)
    screen = await brief_screen(kept, 0, uow, desk)
    uow.outbox.put(SendMessage(manager, screen) if on is None else EditMessage(manager, on, screen))
    await tell_client(brief, kept, uow, desk)


async def on_tap(query: CallbackQuery, state: FSMContext, uow: UnitOfWork, desk: Desk) -> None:
    tap, manager = MeetingTap.unpack(query.data or ""), query.from_user.id
    on = query.message.message_id if query.message else None
    brief = await own_brief(tap.brief if tap else "", manager, uow)
    if tap is None or brief is None:
        uow.acknowledge(Acknowledgement(query.id, desk.labels.toasts.outdated))
        return
    turn = _turn(await state.get_data(), brief, uow, desk)
    if turn is None or not _offers(await screen_of(turn), tap):
        if on is not None:
            asked_here = turn is not None and turn.asking.message_id == on
            up = await screen_of(turn) if turn and asked_here else await brief_screen(brief, 0, uow, desk)
            uow.outbox.put(EditMessage(manager, on, up))
        uow.acknowledge(Acknowledgement(query.id, desk.labels.toasts.outdated))
    elif tap.action == "no":
        uow.acknowledge(Acknowledgement(query.id, _why_not(tap.argument, desk)))
    else:
        turn.asking = replace(turn.asking, message_id=on)
        await _act(query.id, turn, tap, manager, state)


async def _act(query_id: str, turn: MeetingTurn, tap: MeetingTap, manager: int, state: FSMContext) -> None:
    before = turn.brief
    try:
        ACTIONS[tap.action](turn, tap.argument)
    except Refused as refusal:
        text = turn.desk.messages.refusal(refusal)
        turn.uow.acknowledge(Acknowledgement(query_id, text, alert=True))
        return
    await _go_on(turn, before, manager, state)
    turn.uow.acknowledge(Acknowledgement(query_id))


async def on_words(message: Message, state: FSMContext, uow: UnitOfWork, desk: Desk) -> None:
    manager, asking = message.chat.id, asking_in(await state.get_data())
    brief = await own_brief(asking.brief_id if asking else "", manager, uow)
    if asking is None or brief is None:
        await state.set_state(None)
        uow.outbox.put(SendMessage(manager, Screen(desk.messages.notice("manager_not_understood"))))
        return
    turn = MeetingTurn(uow, desk, brief, replace(asking, message_id=None))
    try:
        take_words(turn, message.text or "")
    except Refused as refusal:
        if refusal.reason in _NOT_UNDERSTOOD and place_in(await state.get_data()):
            raise SkipHandler from None  # an answer in the brief that this manager walks
        uow.outbox.put(SendMessage(manager, Screen(desk.messages.refusal(refusal))))
        return
    await _go_on(turn, brief, manager, state)


async def on_no_words(message: Message, state: FSMContext, uow: UnitOfWork, desk: Desk) -> None:
    asking = asking_in(await state.get_data())
    refused = not_understood(desk.today, hour_asked=bool(asking and asking.day))
    uow.outbox.put(SendMessage(message.chat.id, Screen(desk.messages.refusal(refused))))


async def _go_on(turn: MeetingTurn, before: Brief, manager: int, state: FSMContext) -> None:
    turn.asking = replace(turn.asking, serial=turn.asking.serial + 1)
    await _show(turn, manager, state)
    await tell_client(before, turn.brief, turn.uow, turn.desk)


async def _show(turn: MeetingTurn, manager: int, state: FSMContext) -> None:
    screen, on = await screen_of(turn), turn.asking.message_id
    turn.uow.outbox.put(SendMessage(manager, screen) if on is None else EditMessage(manager, on, screen))
    await keep_asking(state, turn.asking)


def _turn(data: Mapping[str, object], brief: Brief, uow: UnitOfWork, desk: Desk) -> MeetingTurn | None:
    """None unless this brief's meeting is what was asked for last in this chat."""
    asking = asking_in(data)
    return MeetingTurn(uow, desk, brief, asking) if asking and asking.brief_id == brief.id else None


def _offers(screen: Screen, tap: MeetingTap) -> bool:
    """What the screen that is up does not show, nobody can do, whatever a tap may claim."""
    return any(button.data == tap.pack() for row in screen.keyboard for button in row)


def _why_not(reason: str, desk: Desk) -> str:
    toasts = desk.labels.toasts
    return {"past": toasts.day_is_over, "month": toasts.another_month}.get(reason, toasts.pick_a_number)
