"""Buttons of list and grid cards: elements, presets, rows and cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.place import Mode, following
from bot.domain import offers
from bot.domain.edits import (
    AddPresetItem,
    ConfirmRow,
    CopyRow,
    MoveItem,
    RemoveItem,
    TakePreset,
    TakeProposal,
    ToggleCell,
)
from bot.domain.errors import Reason, Refused
from bot.domain.questionnaire import GridQuestion, ListQuestion
from bot.domain.route import StepStatus
from bot.domain.understanding import is_anything_proposed
from bot.domain.values import GridValue, ListValue

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.edits import Edit
    from bot.domain.route import Step
    from handlers.client.turn import Turn


def adopting(turn: Turn) -> tuple[Edit, ...]:
    """What makes the card's proposal the answer before that is changed piece by piece; nothing if something stands."""
    value = turn.step.answer.value if turn.step.answer else None
    incomplete = isinstance(value, GridValue) and turn.step.status is StepStatus.UNANSWERED
    if (value is None or incomplete) and is_anything_proposed(turn.interview.route, turn.step):
        return (TakeProposal(),)
    return ()


def adopt_proposal(turn: Turn) -> None:
    """What the card proposes becomes the answer."""
    if edits := adopting(turn):
        turn.edit(*edits)


def replace_all(turn: Turn, edit: Edit) -> None:
    """Another answer in place of what stands, told with the way back if own words or other answers suffer by it."""
    own = _holds_own_words(turn.step)
    change = turn.edit(edit)
    if own or change.is_news or change.effects.stale:
        turn.tell(change)
    else:
        turn.place = turn.place.on(Mode.MAIN)


def _holds_own_words(step: Step) -> bool:
    value = step.answer.value if step.answer else None
    if not isinstance(value, ListValue) or not isinstance(step.question, ListQuestion):
        return False
    ready = {item.label for preset in step.question.presets for item in preset.items}
    ready |= {item.label for item in step.question.extras}
    return any(item.label not in ready for item in value.items)


def _add(turn: Turn, _: str) -> None:
    turn.place = turn.place.on(Mode.ADD)


def _add_ready(turn: Turn, item: str) -> None:
    turn.stay(*adopting(turn), AddPresetItem(item))


def _pick_list(turn: Turn, _: str) -> None:
    adopt_proposal(turn)
    turn.place = turn.place.on(Mode.PICK)


def _item(turn: Turn, item: str) -> None:
    turn.place = turn.place.on(Mode.ITEM, focus=item)


def _move(by: int) -> Callable[[Turn, str], None]:
    def move(turn: Turn, _: str) -> None:
        turn.stay(MoveItem(turn.place.focus, by))

    return move


def _rename(turn: Turn, _: str) -> None:
    turn.place = turn.place.on(Mode.RENAME, focus=turn.place.focus)


def _remove(turn: Turn, _: str) -> None:
    change = turn.edit(RemoveItem(turn.place.focus))
    turn.tell(change)


def _presets(turn: Turn, _: str) -> None:
    turn.place = turn.place.on(Mode.PRESETS)


def _preset(turn: Turn, preset: str) -> None:
    replace_all(turn, TakePreset(preset))


def _walk_rows(turn: Turn, _: str) -> None:
    adopt_proposal(turn)
    row_ids = [row.id for row in offers.rows_of(turn.interview.route, turn.step)]
    if not row_ids:
        raise Refused(Reason.GONE)
    turn.place = turn.place.on(Mode.ROW, focus=row_ids[0])


def _row(turn: Turn, row: str) -> None:
    turn.place = turn.place.on(Mode.ROW, focus=row)


def _cell(turn: Turn, column: str) -> None:
    turn.stay(ToggleCell(turn.place.focus, column))


def _like_previous(turn: Turn, _: str) -> None:
    row_ids = [row.id for row in offers.rows_of(turn.interview.route, turn.step)]
    index = row_ids.index(turn.place.focus) if turn.place.focus in row_ids else 0
    if index == 0:
        raise Refused(Reason.GONE)
    turn.stay(CopyRow(turn.place.focus, row_ids[index - 1]))


def _next_row(turn: Turn, _: str) -> None:
    turn.edit(ConfirmRow(turn.place.focus))
    row_ids = [row.id for row in offers.rows_of(turn.interview.route, turn.step)]
    behind = row_ids[row_ids.index(turn.place.focus) + 1 :]
    if behind:
        turn.place = turn.place.on(Mode.ROW, focus=behind[0])
    elif isinstance(turn.step.question, GridQuestion) and turn.step.status is StepStatus.UNANSWERED:
        turn.place = turn.place.on(Mode.MAIN)
    else:
        turn.place = following(turn.interview, turn.place)


ACTIONS: dict[str, Callable[[Turn, str], None]] = {
    "add": _add,
    "addp": _add_ready,
    "list": _pick_list,
    "item": _item,
    "up": _move(-1),
    "down": _move(1),
    "ren": _rename,
    "del": _remove,
    "pres": _presets,
    "pre": _preset,
    "rows": _walk_rows,
    "row": _row,
    "cell": _cell,
    "same": _like_previous,
    "nrow": _next_row,
}
