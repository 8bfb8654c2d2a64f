"""What a client does with a reminder: goes on, puts it off, leaves the rest for the meeting, wants no more of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext  # noqa: TC002 - aiogram reads the annotations of handlers
from aiogram.types import CallbackQuery, Message  # noqa: TC002 - as above

from bot.app.cards.reminder import days_to
from bot.app.messages import Acknowledgement, EditMessage, Placement, RemoveButtons, Screen, SendMessage, SendReminder
from bot.app.place import View, opening
from bot.app.ports import UnitOfWork  # noqa: TC001 - as above
from bot.app.reminding import put_off, stop_or_go_on
from bot.domain.reminders.outcome import Planned
from bot.domain.reminders.situation import State
from bot.domain.reminders.snoozing import Snooze
from handlers.callbacks import ReminderTap
from handlers.client.filters import InBrief
from handlers.client.present import manager_name, show
from handlers.client.reminding import keyboard_of, last_kind, screen_of
from handlers.client.turn import Turn
from handlers.desk import Desk  # noqa: TC001 - as above
from handlers.when import When

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.reminders.situation import Situation
    from handlers.keyboards.reminders import ReminderKeyboard

_SNOOZES = frozenset(snooze.value for snooze in Snooze)
#: What still has its meaning on an old reminder.
_ALWAYS = frozenset({"go", "review", "stop", "resume"})


def register(router: Router) -> None:
    router.callback_query.register(on_tap, When(F.data.startswith("r:")))
    router.message.register(on_remind, Command("remind", ignore_mention=True), InBrief())


@dataclass(slots=True)
class _Reminded:
    """One tap on a reminder while it is handled. ``on``: the reminder's message."""

    turn: Turn
    tap: ReminderTap
    on: int
    situation: Situation
    toast: str = ""

    @property
    def desk(self) -> Desk:
        return self.turn.desk

    def becomes(self, screen: Screen) -> None:
        self.turn.uow.outbox.put(EditMessage(self.turn.chat_id, self.on, screen))

    async def look_again(self) -> None:
        self.situation = await self.desk.reminding.situation(self.turn.uow, self.turn.interview.brief)


async def on_tap(query: CallbackQuery, state: FSMContext, uow: UnitOfWork, desk: Desk) -> None:
    tap = ReminderTap.unpack(query.data or "")
    found = await _found(tap, query, uow, desk) if tap else None
    if found is None:
        uow.acknowledge(Acknowledgement(query.id, desk.labels.toasts.outdated))
        return
    if _is_outdated(found):
        uow.outbox.put(RemoveButtons(found.turn.chat_id, found.on))
        found.toast = desk.labels.toasts.outdated
    else:
        await _act(found, state)
    uow.acknowledge(Acknowledgement(query.id, found.toast))


async def on_remind(_: Message, turn: Turn) -> None:
    """Reminders are on again; when the next one comes."""
    desk, brief = turn.desk, turn.interview.brief
    if brief.submissions or brief.client_id == brief.manager_id:
        turn.uow.outbox.put(SendMessage(turn.chat_id, Screen(desk.messages.notice("reminder_over"))))
        return
    await stop_or_go_on(turn.uow, brief, stopped=False)
    situation = await desk.reminding.situation(turn.uow, brief)
    screen = Screen(_told_next(situation, desk), keyboard_of(brief, situation, desk).going_on())
    turn.uow.outbox.put(SendReminder(turn.chat_id, screen, bulk=False))


async def _found(tap: ReminderTap, query: CallbackQuery, uow: UnitOfWork, desk: Desk) -> _Reminded | None:
    """None if it is no reminder of this person."""
    brief, chat_id = await uow.briefs.get(tap.brief), query.from_user.id
    if brief is None or brief.client_id != chat_id or query.message is None:
        return None
    interview = desk.interviews.of(brief)
    turn = Turn(desk, uow, chat_id, interview, opening(interview, brief.id), await uow.cards.get(chat_id))
    return _Reminded(turn, tap, query.message.message_id, await desk.reminding.situation(uow, brief))


def _is_outdated(found: _Reminded) -> bool:
    """A newer one has come, or there is nothing to remind of any more."""
    if found.tap.action in ("go", "review"):
        return False
    if found.situation.state is State.SUBMITTED:
        return True
    return found.tap.number != len(found.situation.sent) and found.tap.action not in _ALWAYS


async def _act(found: _Reminded, state: FSMContext) -> None:
    match found.tap.action:
        case "go":
            await _go_on(found, state)
        case "review":
            found.turn.place = found.turn.place.to(View.REVIEW)
            await _arrive(found, state)
        case action if action in _SNOOZES:
            await _put_off(found, Snooze(action))
        case "all" if found.situation.state is not State.NOT_STARTED:
            await _leave_for_meeting(found)
        case "undo":
            _take_back(found)
        case "stop":
            await stop_or_go_on(found.turn.uow, found.turn.interview.brief, stopped=True)
            words = found.desk.messages.notice("reminder_stopped")
            found.becomes(Screen(words, _keyboard(found).stopped()))
        case "resume":
            await stop_or_go_on(found.turn.uow, found.turn.interview.brief, stopped=False)
            await found.look_again()
            found.becomes(Screen(_told_next(found.situation, found.desk), _keyboard(found).going_on()))
        case _:
            found.toast = found.desk.labels.toasts.outdated


async def _go_on(found: _Reminded, state: FSMContext) -> None:
    """To the open question that the most hangs on, on the live card below."""
    turn, first = found.turn, found.situation.first
    if turn.interview.brief.consent is not None and first is not None and not turn.interview.brief.submissions:
        turn.place = turn.place.at(first, reviewing=False)
    await _arrive(found, state)


async def _arrive(found: _Reminded, state: FSMContext) -> None:
    if found.turn.card.reminder_id != found.on:
        found.turn.uow.outbox.put(RemoveButtons(found.turn.chat_id, found.on))
    await show(found.turn, state, Placement.BELOW)


async def _put_off(found: _Reminded, snooze: Snooze) -> None:
    brief, desk = found.turn.interview.brief, found.desk
    until = desk.reminding.choices(found.situation).get(snooze)
    if until is None:
        found.becomes(screen_of(brief, last_kind(found.situation), found.situation, desk))
        found.toast = desk.labels.toasts.not_that_late
        return
    await put_off(found.turn.uow, brief, until)
    words = desk.messages.notice("reminder_put_off", moment=days_to(until, found.situation, desk.clock.now()))
    found.becomes(Screen(words, _keyboard(found).put_off()))


async def _leave_for_meeting(found: _Reminded) -> None:
    turn = found.turn
    first = turn.interview.brief.answers.next_seq
    turn.interview = turn.answering.defer_rest(turn.interview).interview
    last = turn.interview.brief.answers.next_seq - 1
    if last < first:
        found.toast = found.desk.labels.toasts.outdated
        return
    count = last - first + 1
    words = found.desk.messages.notice("reminder_discussed", count=count, manager=await manager_name(turn))
    found.becomes(Screen(words, _keyboard(found).discussed(first, last)))


def _take_back(found: _Reminded) -> None:
    turn = found.turn
    first, _, last = found.tap.argument.partition("-")
    if not (first.isdecimal() and last.isdecimal()):
        found.toast = found.desk.labels.toasts.outdated
        return
    turn.interview = turn.answering.undo_defer_rest(turn.interview, int(first), int(last))
    progress = turn.interview.route.progress
    words = found.desk.messages.notice("reminder_returned", count=progress.total - progress.closed)
    found.becomes(Screen(words, _keyboard(found).going_on()))


def _keyboard(found: _Reminded) -> ReminderKeyboard:
    return keyboard_of(found.turn.interview.brief, found.situation, found.desk)


def _told_next(situation: Situation, desk: Desk) -> str:
    planned = desk.reminding.next(situation)
    at: datetime | None = planned.at if isinstance(planned, Planned) else None
    moment = days_to(at, situation, desk.clock.now()) if at else None
    return desk.messages.notice("reminder_on", moment=moment)
