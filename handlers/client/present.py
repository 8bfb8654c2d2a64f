"""From where a client stands to what is on the card: text and keyboard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.app.announcing import announce
from bot.app.answering import last_change
from bot.app.cards.model import MovingCard, PrivacyCard
from bot.app.cards.overviews import review_card, section_card, sections_card, submitted_card, welcome_card
from bot.app.cards.question import attached_card, effects_card, question_card
from bot.app.messages import Placement, RemoveButtons, Screen, ShowCard
from bot.app.place import View, still_there
from handlers.client.placekeeping import digest_of, keep_place
from handlers.keyboards.layout import Buttons
from handlers.keyboards.naming import answers_on
from handlers.keyboards.overviews import card_keyboard
from handlers.meetings import line_for_client

if TYPE_CHECKING:
    from aiogram.fsm.context import FSMContext

    from bot.app.cards.model import Card, MeetingLine
    from bot.app.interview import Interview
    from bot.app.messages import Keyboard
    from bot.app.place import Place
    from bot.domain.errors import Refused
    from handlers.callbacks import CardTap
    from handlers.client.turn import Turn


async def show(
    turn: Turn, state: FSMContext, placement: Placement = Placement.IN_PLACE, recap: Screen | None = None
) -> None:
    """Bring the live card to where the client stands now, under a new revision; a reminder has done its work.

    The first card after a new version of the questionnaire tells of its new questions.
    """
    retire_reminder(turn)
    turn.interview, announcement = await announce(turn.uow, turn.interview)
    turn.place = replace(turn.place, announcement=announcement)
    turn.uow.outbox.put(await _drawn(turn, turn.card.revision + 1, placement, recap))
    turn.desk.interviews.keep(turn.interview)
    await keep_place(state, turn.place)


def retire_reminder(turn: Turn) -> None:
    """The chat's reminder, if one has buttons, loses them."""
    if turn.card.reminder_id is not None:
        turn.uow.outbox.put(RemoveButtons(turn.chat_id, turn.card.reminder_id))
        turn.card = replace(turn.card, reminder_id=None)
        turn.uow.cards.save(turn.chat_id, turn.card)


async def show_again(turn: Turn, placement: Placement = Placement.IN_PLACE) -> None:
    """The present card as it is, under the same revision."""
    turn.uow.outbox.put(await _drawn(turn, turn.card.revision, placement, None))


async def is_offered(turn: Turn, tap: CardTap) -> bool:
    """Whether the present card has this button: what it does not offer, nobody can do, whatever a tap may claim."""
    if tap.revision != turn.card.revision:
        return False
    offers = turn.desk.offers
    offered = offers.known(turn.chat_id, tap.revision)
    if offered is None:
        offered = offers.keep(turn.chat_id, tap.revision, _keyboard(turn, await card_of(turn), tap.revision))
    return tap.pack() in offered


async def tell(turn: Turn, state: FSMContext, text: str) -> None:
    """Say this above the card, which comes down to where the client looks."""
    turn.told = text
    await show(turn, state, Placement.BELOW)


async def refuse(turn: Turn, state: FSMContext, refusal: Refused) -> None:
    """Say why the words were no answer, and which buttons are."""
    keyboard = _keyboard(turn, await card_of(turn), turn.card.revision)
    buttons = answers_on(keyboard, turn.desk.labels.buttons)
    await tell(turn, state, turn.desk.messages.refusal(refusal, buttons))


async def before_start(turn: Turn) -> str:
    """What is said to words before the first question."""
    manager = await manager_name(turn)
    minutes = welcome_card(turn.interview, manager, None).minutes
    agree = turn.desk.labels.buttons.agree
    return turn.desk.messages.notice("before_start", taking=minutes, manager=manager, agree=agree)


async def _drawn(turn: Turn, revision: int, placement: Placement, recap: Screen | None) -> ShowCard:
    card = await card_of(turn)
    text = turn.desk.messages.card(card, turn.told, turn.place.announcement)
    screen = Screen(text, _keyboard(turn, card, revision))
    turn.desk.offers.keep(turn.chat_id, revision, screen.keyboard)
    return ShowCard(turn.chat_id, revision, screen, placement, recap)


def _keyboard(turn: Turn, card: Card, revision: int) -> Keyboard:
    return card_keyboard(card, turn.desk.labels, Buttons(revision, digest_of(turn.place)))


async def manager_name(turn: Turn) -> str:
    manager = await turn.uow.people.get(turn.interview.brief.manager_id)
    return manager.name if manager else turn.desk.messages.notice("manager_unnamed")


async def card_of(turn: Turn) -> Card:
    """The card for ``turn.place``; a place that is gone is replaced by where the client goes on."""
    meeting = line_for_client(turn.interview.brief, turn.desk)
    turn.place = still_there(turn.interview, turn.place, meeting_ahead=meeting is not None)
    interview, place = turn.interview, turn.place
    match place.view:
        case View.QUESTION:
            return question_card(interview, turn.step, place)
        case View.EFFECTS if place.undo is None:
            return attached_card(interview, turn.step)
        case View.EFFECTS if place.key:
            return effects_card(interview, place.key, last_change(interview))
        case View.SECTION:
            runs = {run.id: run for run in interview.route.runs}
            return section_card(interview, runs[place.section], place.page)
        case View.SECTIONS:
            return sections_card(interview, place.page, meeting)
        case _:
            return _naming_manager(interview, place, await manager_name(turn), meeting)


def _naming_manager(interview: Interview, place: Place, manager: str, meeting: MeetingLine | None) -> Card:
    match place.view:
        case View.WELCOME:
            return welcome_card(interview, manager, meeting)
        case View.PRIVACY:
            return PrivacyCard(manager)
        case View.REVIEW:
            return review_card(interview, manager, place.page)
        case View.MOVING if meeting:
            return MovingCard(manager, meeting)
        case _:
            return submitted_card(interview, manager, meeting)
