"""What typed words mean on the card that is up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.place import Mode, View
from bot.domain import offers
from bot.domain.edits import AddItems, RenameItem, ToggleCell
from bot.domain.errors import Reason, Refused
from bot.domain.questionnaire import ChoiceQuestion, GridQuestion, ListQuestion, NumberQuestion, TextQuestion
from bot.domain.understanding import said_status, understand, understand_field
from handlers.client import records, rows

if TYPE_CHECKING:
    from bot.domain.edits import Edit
    from handlers.client.turn import Turn


def take_words(turn: Turn, text: str) -> None:
    """Turn the words into an answer to what the card asks.

    Raises:
        Refused: they mean nothing here, or break a constraint; nothing has changed.
    """
    if turn.place.view is not View.QUESTION:
        raise Refused(Reason.TAP_INSTEAD)
    match turn.place.mode:
        case Mode.RENAME:
            turn.stay(RenameItem(turn.place.focus, text), place=turn.place.on(Mode.PICK))
        case Mode.FIELD:
            field = records.present_field(turn)
            records.fill(turn, understand_field(turn.interview.route, turn.step, field, text))
        case Mode.DRAFT:
            raise Refused(Reason.TAP_INSTEAD)
        case _:
            _answer(turn, text)


def _answer(turn: Turn, text: str) -> None:
    status = said_status(text)
    if status is not None and not isinstance(turn.step.question, TextQuestion):
        turn.defer(status)
        return
    edits = understand(turn.interview.route, turn.step, text)
    match turn.step.question:
        case ChoiceQuestion() | NumberQuestion() | TextQuestion():
            turn.close(*edits)
        case ListQuestion():
            _add_to_list(turn, edits)
        case GridQuestion():
            _add_columns(turn, edits)
        case _:
            turn.stay(*edits)


def _add_to_list(turn: Turn, edits: tuple[Edit, ...]) -> None:
    """Several typed over a mere proposal are the client's own list; one, or any after «Добавить», joins it."""
    several = any(isinstance(edit, AddItems) and len(edit.labels) > 1 for edit in edits)
    if turn.place.mode is Mode.ADD or not several:
        rows.adopt_proposal(turn)
    turn.stay(*edits, place=turn.place.on(Mode.MAIN))


def _add_columns(turn: Turn, edits: tuple[Edit, ...]) -> None:
    """Own columns; typed while a row is up they are switched on in it."""
    known = {column.id for column in offers.columns_of(turn.interview.route, turn.step)}
    rows.adopt_proposal(turn)
    turn.stay(*edits)
    if turn.place.mode is Mode.ROW:
        columns = offers.columns_of(turn.interview.route, turn.step)
        new = [column.id for column in columns if column.id not in known]
        turn.stay(*(ToggleCell(turn.place.focus, column) for column in new))
