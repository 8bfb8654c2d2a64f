"""Typed words as the beginning of a record: what they fill in of its form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.asides import more_in, refuse_changes
from bot.domain.choosing import own_name
from bot.domain.errors import Reason, Refused
from bot.domain.questionnaire import ChoiceField, ItemField
from bot.domain.understanding import understand_field

if TYPE_CHECKING:
    from bot.domain.questionnaire import RecordField, RecordsQuestion
    from bot.domain.route import Route, Step
    from bot.domain.values import FieldValue

#: A name, what parts it, and what is said of it: «3 — бухгалтерия».
_PARTED = re.compile(r"\s*(?P<name>[^:—–]{1,64}?)\s*(?:[:—–]|\s-\s)\s*(?P<rest>\S.*)")
#: «3. бухгалтерия», «3 бухгалтерия».
_NUMBERED = re.compile(r"\s*(?P<name>\d{1,2})[.)]?\s+(?P<rest>\S.*)")
_PIECES = re.compile(r"[;,]")


def understand_beginning(route: Route, step: Step, question: RecordsQuestion, text: str) -> dict[str, FieldValue]:
    """Values by field of what words typed on the question's own card fill in of a new record.

    «3 — бухгалтерия» also names an option, or an element, of the form's first field.

    Raises:
        Refused: the question takes no words, these tell of several records, or of none.
    """
    refuse_changes(route, step, text)
    words = more_in(text) or text
    field = next((field for field in question.fields if field.id == question.typed_into), None)
    if field is None:
        raise Refused(Reason.TAP_INSTEAD)
    own_name(words, welcome=True)
    if _are_several(route, step, question.fields[0], words):
        raise Refused(Reason.ONE_AT_A_TIME)
    values, rest = _named_in_front(route, step, question.fields[0], words)
    return values | {field.id: understand_field(route, step, field, rest)}


def _are_several(route: Route, step: Step, first: RecordField, words: str) -> bool:
    if len(words.strip().splitlines()) > 1:
        return True
    return sum(bool(_named_in_front(route, step, first, piece)[0]) for piece in _PIECES.split(words)) > 1


def _named_in_front(route: Route, step: Step, first: RecordField, words: str) -> tuple[dict[str, FieldValue], str]:
    """The value of the first field, if the words begin with it, and the rest of them."""
    if not isinstance(first, ChoiceField | ItemField):
        return {}, words
    parted = _PARTED.fullmatch(words) or (_NUMBERED.fullmatch(words) if _is_of_numbers(first) else None)
    if parted is None:
        return {}, words
    try:
        return {first.id: understand_field(route, step, first, parted["name"])}, parted["rest"]
    except Refused:
        return {}, words


def _is_of_numbers(field: RecordField) -> bool:
    """Of anything else a number in front would be the place in a list, or a part of what is said."""
    return isinstance(field, ChoiceField) and all(option.label.isdecimal() for option in field.options)
