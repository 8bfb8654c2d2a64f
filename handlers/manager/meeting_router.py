"""A manager's updates while a meeting is being set: opening it, taps, words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, Message  # noqa: TC002 - aiogram reads the annotations of handlers

from bot.app.meetings import not_understood, set_meeting
from bot.app.messages import Acknowledgement
from bot.domain.errors import Reason, Refused
from handlers.callbacks import MeetingTap
from handlers.client.news import tell_client
from handlers.client.placekeeping import place_in
from handlers.manager.asking import Step, asking_in, keep_asking
from handlers.manager.briefs import brief_screen
from handlers.manager.meeting_screens import screen_of
from handlers.manager.meetings import ACTIONS, MeetingSetting, begun, take_words
from handlers.manager.turn import ManagerTurn  # noqa: TC001 - as above
from handlers.manager.waiting import Manager
from handlers.when import When

if TYPE_CHECKING:
    from bot.app.messages import Screen
    from bot.domain.brief import Brief
    from handlers.desk import Desk

#: Actions of the brief's card, and where they begin.
OPENING = {"meet": Step.DAY, "mzone": Step.ZONE, "moff": Step.OFF}

_NOT_UNDERSTOOD = frozenset({Reason.NO_MOMENT, Reason.NO_HOUR})


def register(router: Router) -> None:
    router.message.register(on_words, StateFilter(Manager.meeting), When(F.text))
    router.message.register(on_no_words, StateFilter(Manager.meeting), When(~F.text))
    router.callback_query.register(on_tap, When(F.data.startswith("d:")))


async def ask(turn: ManagerTurn, brief: Brief, step: Step) -> None:
    """Open the setting of this brief's meeting, in place of the message that was tapped or as a new one."""
    known = asking_in(await turn.state.get_data())
    await _show(MeetingSetting(turn, brief, begun(brief, step, known, turn.desk)))


async def keep(turn: ManagerTurn, brief: Brief) -> None:
    """The meeting stays, whatever the client has asked for."""
    kept = set_meeting(turn.uow, brief, brief.meeting)
    turn.show(await brief_screen(turn, kept))
    await tell_client(brief, kept, turn.uow, turn.desk)


async def on_tap(query: CallbackQuery, turn: ManagerTurn) -> None:
    tap = MeetingTap.unpack(query.data or "")
    brief = await turn.own_brief(tap.brief) if tap else None
    if tap and brief:
        await _act(turn, tap, brief)
    else:
        turn.toast = turn.desk.labels.toasts.outdated
    turn.uow.acknowledge(Acknowledgement(query.id, turn.toast, alert=turn.alert))


async def _act(turn: ManagerTurn, tap: MeetingTap, brief: Brief) -> None:
    setting = await _setting_of(turn, brief)
    if setting is None or not _offers(await screen_of(setting), tap):
        await _answer_outdated(turn, brief, setting)
        return
    if tap.action == "no":
        turn.toast = _why_not(tap.argument, turn.desk)
        return
    try:
        ACTIONS[tap.action](setting, tap.argument)
    except Refused as refusal:
        turn.toast, turn.alert = turn.desk.messages.refusal(refusal), True
        return
    await _go_on(setting, brief)


async def _answer_outdated(turn: ManagerTurn, brief: Brief, setting: MeetingSetting | None) -> None:
    """Nothing changes; the message shows what is asked in it now, else its brief."""
    asked_here = setting is not None and setting.asking.message_id == turn.on
    turn.show(await screen_of(setting) if setting and asked_here else await brief_screen(turn, brief))
    turn.toast = turn.desk.labels.toasts.outdated


async def on_words(message: Message, turn: ManagerTurn) -> None:
    asking = asking_in(await turn.state.get_data())
    brief = await turn.own_brief(asking.brief_id) if asking else None
    if asking is None or brief is None:
        await turn.state.set_state(None)
        turn.say(turn.notice("manager_not_understood"))
        return
    setting = MeetingSetting(turn, brief, asking)
    try:
        take_words(setting, message.text or "")
    except Refused as refusal:
        if refusal.reason in _NOT_UNDERSTOOD and place_in(await turn.state.get_data()):
            raise SkipHandler from None  # an answer in the brief that this manager walks
        turn.say(turn.desk.messages.refusal(refusal))
        return
    await _go_on(setting, brief)


async def on_no_words(_: Message, turn: ManagerTurn) -> None:
    asking = asking_in(await turn.state.get_data())
    refused = not_understood(turn.desk.today, hour_asked=bool(asking and asking.day))
    turn.say(turn.desk.messages.refusal(refused))


async def _go_on(setting: MeetingSetting, before: Brief) -> None:
    setting.asking = replace(setting.asking, serial=setting.asking.serial + 1)
    await _show(setting)
    await tell_client(before, setting.brief, setting.turn.uow, setting.desk)


async def _show(setting: MeetingSetting) -> None:
    setting.turn.show(await screen_of(setting))
    await keep_asking(setting.turn.state, replace(setting.asking, message_id=setting.turn.on))


async def _setting_of(turn: ManagerTurn, brief: Brief) -> MeetingSetting | None:
    """None unless this brief's meeting is what was asked for last in this chat."""
    asking = asking_in(await turn.state.get_data())
    return MeetingSetting(turn, brief, asking) if asking and asking.brief_id == brief.id else None


def _offers(screen: Screen, tap: MeetingTap) -> bool:
    """What the screen that is up does not show, nobody can do, whatever a tap may claim."""
    return any(button.data == tap.pack() for row in screen.keyboard for button in row)


def _why_not(reason: str, desk: Desk) -> str:
    toasts = desk.labels.toasts
    return {"past": toasts.day_is_over, "month": toasts.another_month}.get(reason, toasts.pick_a_number)
