"""What typed words mean on the card that is up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.app.place import Mode, View
from bot.domain import offers
from bot.domain.asides import more_in
from bot.domain.edits import AddItems, Keep, RenameItem, TakeProposal, ToggleCell
from bot.domain.errors import Reason, Refused
from bot.domain.questionnaire import (
    ChoiceQuestion,
    GridQuestion,
    ListQuestion,
    NumberQuestion,
    RecordsQuestion,
    TextQuestion,
)
from bot.domain.understanding import is_plain_answer, said_status, understand
from handlers.client import records, rows, ways
from handlers.client.additions import add_words, is_addition
from handlers.client.moving import ask_to_move_meeting
from handlers.keyboards.layout import PAGE

if TYPE_CHECKING:
    from bot.domain.edits import Edit
    from handlers.client.turn import Turn


def take_words(turn: Turn, text: str) -> None:
    """Turn the words into an answer to what the card asks.

    Raises:
        Refused: they mean nothing here, or break a constraint; nothing has changed.
    """
    if turn.place.view is View.MOVING:
        ask_to_move_meeting(turn, text)
        return
    if turn.place.view is View.QUESTION and ways.go(turn, text):
        return
    if is_addition(turn):
        add_words(turn, text)
        return
    if turn.place.view is not View.QUESTION:
        raise Refused(Reason.TAP_INSTEAD)
    match turn.place.mode:
        case Mode.RENAME:
            turn.stay(RenameItem(turn.place.focus, text), place=turn.place.on(Mode.PICK))
        case Mode.FIELD:
            records.fill(turn, records.understood(turn, text))
        case Mode.DRAFT:
            raise Refused(Reason.TAP_INSTEAD)
        case _:
            _answer(turn, text)


def _answer(turn: Turn, text: str) -> None:
    status = said_status(turn.step.question, text)
    if status is not None:
        turn.defer(status)
        return
    if isinstance(turn.step.question, RecordsQuestion) and not is_plain_answer(turn.step.question, text):
        records.begin(turn, text)
        return
    row = turn.place.focus if turn.place.mode is Mode.ROW else ""
    edits = understand(turn.interview.route, turn.step, text, row=row)
    if all(isinstance(edit, Keep | TakeProposal) for edit in edits):
        _agree(turn, edits)
        return
    match turn.step.question:
        case ChoiceQuestion() | NumberQuestion() | TextQuestion():
            turn.close(*edits)
        case ListQuestion():
            joins = turn.place.mode is Mode.ADD or more_in(text) is not None or _is_one_more(edits)
            turn.stay(*(rows.adopting(turn) if joins else ()), *edits, place=turn.place.on(Mode.MAIN))
        case GridQuestion():
            _add_columns(turn, edits)
        case _:
            turn.stay(*edits)


def _agree(turn: Turn, edits: tuple[Edit, ...]) -> None:
    """Words that change nothing («да», «оставить так», a name that is ticked already) are the button that goes on."""
    if turn.place.mode is Mode.ROW:
        rows.ACTIONS["nrow"](turn, "")
    else:
        turn.close(*edits)


def _is_one_more(edits: tuple[Edit, ...]) -> bool:
    """One element typed over a mere proposal joins it; several are the client's own answer. The card says so."""
    return sum(len(edit.labels) for edit in edits if isinstance(edit, AddItems)) == 1


def _add_columns(turn: Turn, edits: tuple[Edit, ...]) -> None:
    """Own columns: typed while a row is up they are switched on in it, else the first row offers them."""
    known = {column.id for column in offers.columns_of(turn.interview.route, turn.step)}
    turn.stay(*rows.adopting(turn), *edits)
    columns = offers.columns_of(turn.interview.route, turn.step)
    new = [column.id for column in columns if column.id not in known]
    if turn.place.mode is Mode.ROW:
        turn.stay(*(ToggleCell(turn.place.focus, column) for column in new))
    elif turn.place.view is View.QUESTION:
        rows.ACTIONS["rows"](turn, "")
        turn.place = replace(turn.place, page=(len(columns) - 1) // PAGE)
