"""The client's router: invitation, taps, words, files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.fsm.context import FSMContext  # noqa: TC002 - aiogram reads the annotations of handlers
from aiogram.types import CallbackQuery, Message  # noqa: TC002 - as above

from bot.app.messages import Acknowledgement, DeleteMessage, Placement, Screen, SendMessage
from bot.app.place import View, opening
from bot.app.ports import Occasion, UnitOfWork
from bot.domain.describing import plain
from bot.domain.errors import Reason, Refused
from handlers.albums import is_first_of_album
from handlers.callbacks import CardTap
from handlers.client import news, reminders
from handlers.client.additions import keep_file
from handlers.client.files import file_in
from handlers.client.filters import InBrief
from handlers.client.invitation import open_link, remember
from handlers.client.present import before_start, is_offered, refuse, show, show_again, tell
from handlers.client.submit import send_off
from handlers.client.taps import ACTIONS
from handlers.client.texts import take_words
from handlers.client.turn import Turn  # noqa: TC001 - as above
from handlers.desk import Desk  # noqa: TC001 - as above
from handlers.when import When

if TYPE_CHECKING:
    from bot.app.place import Place

_ON_QUESTION = (View.QUESTION, View.EFFECTS)
_FILES = When(F.photo | F.document | F.voice | F.audio | F.video | F.video_note)


def setup() -> Router:
    """The link first, then whatever belongs to a brief that is going on.

    A command may name a bot: in a private chat it is this one, and aiogram would ask Telegram for its name.
    """
    router = Router(name="client")
    for messages in (router.message, router.edited_message):
        messages.filter(When(F.chat.type == "private"))
    router.message.register(on_link, CommandStart(deep_link=True, ignore_mention=True))
    router.message.register(on_return, CommandStart(ignore_mention=True), InBrief())
    router.message.register(on_help, Command("help", ignore_mention=True), InBrief())
    router.callback_query.register(on_tap, When(F.data.startswith("c:")), InBrief())
    reminders.register(router)
    news.register(router)
    router.message.register(on_file, _FILES, InBrief())
    router.message.register(on_forward, When(F.forward_origin), InBrief())
    router.message.register(on_command, When(F.text.startswith("/")), InBrief())
    router.message.register(on_words, When(F.text), InBrief())
    router.message.register(on_other, InBrief())
    router.edited_message.register(on_edit, InBrief())
    return router


async def on_link(message: Message, command: CommandObject, state: FSMContext, uow: UnitOfWork, desk: Desk) -> None:
    await open_link(command.args or "", message, state, uow, desk)


async def on_return(message: Message, state: FSMContext, turn: Turn) -> None:
    """«/start» without a link: the card comes down to where the client looks."""
    if message.from_user:
        remember(turn.uow, message.from_user)
    turn.uow.schedule.wake(Occasion.CLIENT, turn.interview.brief.id)
    turn.place = opening(turn.interview, turn.interview.brief.id)
    await show(turn, state, Placement.BELOW)


async def on_help(_: Message, state: FSMContext, turn: Turn) -> None:
    await tell(turn, state, turn.desk.messages.notice("help_client"))


async def on_tap(query: CallbackQuery, state: FSMContext, turn: Turn) -> None:
    tap = CardTap.unpack(query.data or "")
    message_id = query.message.message_id if query.message else None
    if tap is None or not await is_offered(turn, tap):
        await _answer_outdated(query, turn, message_id)
        return
    if message_id is not None:
        _find_card(turn, message_id)
    placement, recap = Placement.IN_PLACE, None
    try:
        if tap.action == "send":
            if send_off(turn):
                placement, recap = Placement.BELOW, Screen(turn.desk.messages.notice("recap_sent"))
        else:
            ACTIONS[tap.action](turn, tap.argument)
    except Refused as refusal:
        turn.say(turn.desk.messages.refusal(refusal))
        if refusal.reason is not Reason.GONE:
            turn.uow.acknowledge(Acknowledgement(query.id, turn.toast, alert=True))
            return
    await show(turn, state, placement, recap)
    turn.uow.acknowledge(Acknowledgement(query.id, turn.toast))


def _find_card(turn: Turn, message_id: int) -> None:
    """Of two messages that show the card, which happens when nobody knew if it had gone out, the lower one is live."""
    known = turn.card.message_id
    if known == message_id:
        return
    if known is not None:
        turn.uow.outbox.put(DeleteMessage(turn.chat_id, min(known, message_id)))
    turn.card = replace(turn.card, message_id=max(known or 0, message_id))
    turn.uow.cards.save(turn.chat_id, turn.card)


async def _answer_outdated(query: CallbackQuery, turn: Turn, message_id: int | None) -> None:
    """Nothing changes; the present card is shown, below if the tap was on another message."""
    elsewhere = message_id is not None and turn.card.message_id is not None and message_id != turn.card.message_id
    await show_again(turn, Placement.BELOW if elsewhere else Placement.IN_PLACE)
    turn.uow.acknowledge(Acknowledgement(query.id, turn.desk.labels.toasts.outdated))


async def on_words(message: Message, state: FSMContext, turn: Turn) -> None:
    if turn.place.view is View.WELCOME:
        await tell(turn, state, await before_start(turn))
        return
    asked = turn.place
    try:
        take_words(turn, message.text or "")
    except Refused as refusal:
        await refuse(turn, state, refusal)
        return
    await show(turn, state, Placement.BELOW, _recap(turn, asked))


def _recap(turn: Turn, asked: Place) -> Screen | None:
    """What the old card becomes when its question is done: the question's name and the answer."""
    if asked.view is View.MOVING:
        return Screen(turn.desk.messages.notice("recap_moving"))
    on_question = asked.view in _ON_QUESTION
    step = turn.interview.step(asked.key) if asked.key and on_question else None
    if step is None or (turn.place.view in _ON_QUESTION and turn.place.key == asked.key):
        return None
    lines = plain(turn.interview.route, step)
    return Screen(turn.desk.messages.notice("recap", short=step.question.short, lines=lines, status=step.status))


async def on_file(message: Message, state: FSMContext, turn: Turn) -> None:
    file = file_in(message)
    try:
        kept = file is not None and keep_file(turn, file)
    except Refused as refusal:
        await refuse(turn, state, refusal)
        return
    if kept:
        await show(turn, state, Placement.BELOW)
    elif await is_first_of_album(message, state):
        await tell(turn, state, turn.desk.messages.notice("file_nowhere"))


async def on_forward(_: Message, state: FSMContext, turn: Turn) -> None:
    await tell(turn, state, turn.desk.messages.notice("forwarded"))


async def on_command(_: Message, state: FSMContext, turn: Turn) -> None:
    if turn.chat_id in turn.desk.admins:
        # For a manager who walks a brief himself, «/start» brings no card.
        text = turn.desk.messages.notice("manager_not_understood")
        turn.uow.outbox.put(SendMessage(turn.chat_id, Screen(text)))
        return
    await tell(turn, state, turn.desk.messages.notice("unknown_command"))


async def on_other(_: Message, state: FSMContext, turn: Turn) -> None:
    await tell(turn, state, turn.desk.messages.notice("not_an_answer"))


async def on_edit(_: Message, state: FSMContext, turn: Turn) -> None:
    await tell(turn, state, turn.desk.messages.notice("edited"))
