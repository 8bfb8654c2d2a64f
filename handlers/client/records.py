"""Buttons of records cards: a small form is filled field by field as a draft, then saved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.app.place import Mode, View
from bot.domain import filling, forms
from bot.domain.beginning import understand_beginning
from bot.domain.edits import Keep, SaveRecord, TakePreset
from bot.domain.errors import Reason, Refused
from bot.domain.questionnaire import NumberField, RecordsQuestion, TextField
from bot.domain.understanding_fields import understand_fields
from bot.domain.values import NumberValue, Record, RecordsValue, TextValue
from handlers.client.rows import adopting
from handlers.client.suggestions import suggested

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.app.place import Place
    from bot.domain.questionnaire import RecordField
    from bot.domain.values import FieldValue
    from handlers.client.turn import Turn


#: Sides of the card that are about no record in particular.
_OF_THE_WHOLE = (Mode.MAIN, Mode.DETAILS, Mode.ADD)


def _question(turn: Turn) -> RecordsQuestion:
    if not isinstance(turn.step.question, RecordsQuestion):
        raise Refused(Reason.GONE)
    return turn.step.question


def _draft(turn: Turn) -> Record:
    if turn.place.draft is None:
        raise Refused(Reason.GONE)
    return turn.place.draft


def _focused(turn: Turn) -> Record:
    value = turn.step.answer.value if turn.step.answer else None
    records = value.records if isinstance(value, RecordsValue) else ()
    record = next((record for record in records if record.id == turn.place.focus), None)
    if record is None:
        raise Refused(Reason.GONE)
    return record


def present_field(turn: Turn) -> RecordField:
    """The field that the card asks now.

    Raises:
        Refused: no form is being filled.
    """
    field = next((field for field in _question(turn).fields if field.id == turn.place.field), None)
    if field is None or turn.place.draft is None:
        raise Refused(Reason.GONE)
    return field


def understood(turn: Turn, text: str) -> dict[str, FieldValue]:
    """What the words say of the field on the card, and of those behind it.

    Raises:
        Refused: they mean nothing here, or break a constraint.
    """
    field, question = present_field(turn), _question(turn)
    return understand_fields(turn.interview.route, turn.step, question, _draft(turn), field, text)


def begin(turn: Turn, text: str) -> None:
    """Fill a new form with the words, as far as they go.

    Raises:
        Refused: a record cannot begin with them, or not on this side of the card.
    """
    if turn.place.mode not in _OF_THE_WHOLE:
        raise Refused(Reason.TAP_INSTEAD)
    values = understand_beginning(turn.interview.route, turn.step, _question(turn), text)
    _ask(turn, Record(turn.desk.ids.new(), values))


def fill(turn: Turn, values: Mapping[str, FieldValue]) -> None:
    """Put the values into the draft and ask the field behind them."""
    draft = _draft(turn)
    for name, value in values.items():
        draft = forms.with_field(_question(turn), draft, name, value)
    _ask(turn, draft, [*values][-1])


def _ask(turn: Turn, draft: Record, after: str | None = None) -> None:
    """Ask what the draft lacks behind the field ``after``; a draft that lacks nothing is shown to be saved."""
    field = forms.next_field(_question(turn), draft, after)
    mode = Mode.FIELD if field else Mode.DRAFT
    turn.place = replace(turn.place.on(mode), draft=draft, field=field.id if field else "")


def _new(turn: Turn, _: str) -> None:
    _ask(turn, Record(turn.desk.ids.new()))


def _nest(turn: Turn, _: str) -> None:
    focused = _focused(turn)
    if not filling.may_hold_others(_question(turn), focused):
        raise Refused(Reason.GONE)
    _ask(turn, Record(turn.desk.ids.new(), parent=focused.id))


def _edit(turn: Turn, _: str) -> None:
    _ask(turn, forms.to_fill_again(turn.interview.route, turn.step, _question(turn), _focused(turn)))


def _mend(turn: Turn, record: str) -> None:
    """Ask anew what the record points at in vain."""
    turn.place = replace(turn.place, focus=record)
    _edit(turn, "")


def _duplicate(turn: Turn, _: str) -> None:
    focused = forms.to_fill_again(turn.interview.route, turn.step, _question(turn), _focused(turn))
    _ask(turn, replace(focused, id=turn.desk.ids.new()))


def _change_field(turn: Turn, field: str) -> None:
    draft = _draft(turn)
    if field not in {asked.id for asked in filling.fields_of(_question(turn), draft)}:
        raise Refused(Reason.GONE)
    turn.place = replace(turn.place.on(Mode.FIELD), draft=draft, field=field)


def _new_from_preset(turn: Turn, preset: str) -> None:
    turn.stay(*adopting(turn), TakePreset(preset))


def _pick_field(turn: Turn, argument: str) -> None:
    field = present_field(turn)
    fill(turn, {field.id: _tapped(turn, field, argument)})


def _tapped(turn: Turn, field: RecordField, argument: str) -> FieldValue:
    match field:
        case TextField():
            return TextValue(suggested(filling.suggestions_of(_draft(turn), field), argument))
        case NumberField(suggestions=offered):
            return NumberValue(suggested(offered, argument))
        case _:
            return forms.pick_of(field, argument)


def _skip_field(turn: Turn, _: str) -> None:
    field = present_field(turn)
    if not field.optional and field.id not in _draft(turn).values:
        raise Refused(Reason.EMPTY)
    _ask(turn, _draft(turn), field.id)


def _field_back(turn: Turn, _: str) -> None:
    """To the field before; while a complete draft is changed, to the draft; from the first field out of the form."""
    question, draft = _question(turn), _draft(turn)
    asked = [field.id for field in filling.fields_of(question, draft)]
    index = asked.index(turn.place.field) if turn.place.field in asked else 0
    if not filling.missing_fields(question, draft):
        turn.place = replace(turn.place.on(Mode.DRAFT), draft=draft)
    elif index == 0:
        turn.place = turn.place.on(Mode.MAIN)
    else:
        turn.place = replace(turn.place.on(Mode.FIELD), draft=draft, field=asked[index - 1])


def _save(turn: Turn, more: str) -> None:
    draft = forms.to_fill_again(turn.interview.route, turn.step, _question(turn), _draft(turn))
    if filling.missing_fields(_question(turn), draft):
        _ask(turn, draft)
        return
    turn.stay(*adopting(turn), SaveRecord(draft), place=_after_saving(turn, draft))
    if more and turn.place.view is View.QUESTION:
        _ask(turn, replace(draft, id=turn.desk.ids.new()))


def _after_saving(turn: Turn, saved: Record) -> Place:
    """In a tree to the record that others can be put into, for that comes next; else back to the question."""
    question = _question(turn)
    if question.tree and question.holds_others:
        into = saved.id if filling.may_hold_others(question, saved) else saved.parent
        if into:
            return turn.place.on(Mode.ITEM, focus=into)
    return turn.place.on(Mode.MAIN)


def _none(turn: Turn, _: str) -> None:
    turn.close(Keep())


ACTIONS: dict[str, Callable[[Turn, str], None]] = {
    "new": _new,
    "newp": _new_from_preset,
    "nest": _nest,
    "edit": _edit,
    "ask": _change_field,
    "mend": _mend,
    "dup": _duplicate,
    "f": _pick_field,
    "skip": _skip_field,
    "fback": _field_back,
    "save": _save,
    "none": _none,
}
