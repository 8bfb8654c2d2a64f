"""More words for a text that stands, and what comes to mind outside of a question: nothing takes another's place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.app.cards.question import attached_card
from bot.app.place import OVERVIEWS, Mode, View
from bot.domain.asides import way_in
from bot.domain.edits import AddText, Keep
from bot.domain.errors import Reason, Refused
from bot.domain.matching import said
from bot.domain.questionnaire import TextQuestion
from bot.domain.understanding import said_status
from bot.domain.values import TextValue
from bot.domain.vocabulary import ACCEPT, PLAIN_ANSWERS

if TYPE_CHECKING:
    from bot.app.answering import File
    from bot.domain.route import Step
    from handlers.client.turn import Turn


def is_addition(turn: Turn) -> bool:
    """Whether words typed now are put to others: to a text that stands, or to the last question for words."""
    if turn.place.mode is Mode.REWRITE:
        return False
    step = _open_to_more(turn)
    stands = step.answer.value if step and step.answer else None
    return step is not None and (turn.place.view is not View.QUESTION or isinstance(stands, TextValue))


def add_words(turn: Turn, text: str) -> None:
    """Add them to the answer and say so, with the way back.

    Raises:
        Refused: they say nothing by themselves, or there is no room for them.
    """
    step = _open_to_more(turn)
    if step is None:
        raise Refused(Reason.GONE)
    if turn.place.view is View.QUESTION and said(text) in ACCEPT:
        turn.close(Keep())
        return
    if turn.place.view is View.QUESTION and (status := said_status(step.question, text)) is not None:
        turn.defer(status)
        return
    if turn.place.view is not View.QUESTION and not _says_something(text):
        raise Refused(Reason.TAP_INSTEAD)
    _go_to(turn, step)
    turn.tell(turn.edit(AddText(text)))


def keep_file(turn: Turn, file: File) -> bool:
    """With the question on the card, else with the last one for words; whether there is one.

    Raises:
        Refused: the question does not apply any more.
    """
    if turn.place.view in (View.QUESTION, View.EFFECTS):
        turn.interview = turn.answering.attach(turn.interview, turn.key, file)
        if turn.place.undo is not None:
            turn.told = turn.desk.messages.card(attached_card(turn.interview, turn.step))
        return True
    step = _open_to_more(turn)
    if step is None:
        return False
    turn.interview = turn.answering.attach(turn.interview, step.key, file)
    _go_to(turn, step)
    turn.place = replace(turn.place, view=View.EFFECTS)
    return True


def _open_to_more(turn: Turn) -> Step | None:
    """The text question that the card is about; on an overview the last one of the brief."""
    if turn.place.view in OVERVIEWS:
        return turn.interview.catch_all
    if turn.place.view not in (View.QUESTION, View.EFFECTS) or turn.place.key is None:
        return None
    step = turn.interview.step(turn.place.key)
    return step if step and isinstance(step.question, TextQuestion) else None


def _says_something(text: str) -> bool:
    words = said(text)
    return any(map(str.isalpha, words)) and words not in PLAIN_ANSWERS and way_in(text) is None


def _go_to(turn: Turn, step: Step) -> None:
    back = turn.place.view if turn.place.view in OVERVIEWS else turn.place.back
    turn.place = replace(turn.place.at(step.key), section=turn.place.section, back=back)
