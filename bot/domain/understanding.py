"""The parse layer: what typed words mean as edits of the question on the card."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from bot.domain.answers import AnswerStatus
from bot.domain.constraints import checked_number, checked_text, clean_label
from bot.domain.edits import AddItems, Edit, Pick, PickOwn, SetNumber, SetText, Toggle
from bot.domain.errors import Reason, Refused
from bot.domain.forms import field_options, pick_of
from bot.domain.numbers_in_words import number_in
from bot.domain.offers import options_of
from bot.domain.questionnaire import (
    ChoiceField,
    ChoiceQuestion,
    GridQuestion,
    ItemField,
    ListQuestion,
    MultichoiceQuestion,
    NumberField,
    NumberQuestion,
    RecordsQuestion,
    TextField,
    TextQuestion,
)
from bot.domain.values import ChoiceValue, MultichoiceValue, TextValue
from bot.domain.vocabulary import DISCUSS, NO, UNKNOWN, YES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.questionnaire import RecordField
    from bot.domain.route import Route, Step
    from bot.domain.values import FieldValue

_BULLET = re.compile(r"^\s*(?:[-–—•*·▪]+|\d{1,2}[.)])\s+")
_SHORTEST_BEGINNING = 3


def said_status(text: str) -> AnswerStatus | None:
    """«не знаю» and «обсудим» typed instead of tapped."""
    words = _plain(text)
    if words in UNKNOWN:
        return AnswerStatus.UNKNOWN
    return AnswerStatus.DISCUSS if words in DISCUSS else None


def understand(route: Route, step: Step, text: str) -> tuple[Edit, ...]:
    """What to do to the step's answer.

    Raises:
        Refused: the words mean nothing for this question.
    """
    match step.question:
        case ChoiceQuestion() as question:
            return (_choice(route, step, question, text),)
        case MultichoiceQuestion() as question:
            return _multichoice(route, step, question, text)
        case NumberQuestion():
            number = number_in(text)
            return (SetNumber(number.amount, number.upper, number.approximate),)
        case TextQuestion():
            return (SetText(text),)
        case ListQuestion():
            return (AddItems(split(text)),)
        case GridQuestion() as question:
            if not question.own_columns:
                raise Refused(Reason.TAP_INSTEAD)
            return (AddItems(split(text)),)
        case RecordsQuestion():
            raise Refused(Reason.TAP_INSTEAD)
        case unknown:
            assert_never(unknown)


def understand_field(route: Route, step: Step, field: RecordField, text: str) -> FieldValue:
    """The value of a record's field.

    Raises:
        Refused: the words mean nothing for this field, or break its bounds.
    """
    match field:
        case NumberField():
            return checked_number(field, number_in(text))
        case TextField():
            return TextValue(checked_text(text, field.max_length))
        case ChoiceField() | ItemField():
            options = [(option.id, option.label) for option in field_options(route, step, field)]
            found = _named(options, text)
            if found is not None:
                return pick_of(field, found)
            if isinstance(field, ChoiceField) and field.own:
                return ChoiceValue(own=clean_label(text))
            raise Refused(Reason.TAP_INSTEAD)
        case unknown:
            assert_never(unknown)


def split(text: str) -> tuple[str, ...]:
    """Elements typed one a line, else by semicolons or commas; bullets and numbers in front are left out."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) == 1:
        lines = re.split(r";" if ";" in text else r",(?![^()«»]*[)»])", lines[0])
    parts = (_BULLET.sub("", line).strip(" \t,;") for line in lines)
    return tuple(part for part in parts if part)


def _choice(route: Route, step: Step, question: ChoiceQuestion, text: str) -> Edit:
    options = [(option.id, option.label) for option in options_of(route, step)]
    found = _named(options, text)
    if found is not None:
        return Pick(found)
    if question.own:
        return PickOwn(text)
    raise Refused(Reason.TAP_INSTEAD)


def _multichoice(route: Route, step: Step, question: MultichoiceQuestion, text: str) -> tuple[Edit, ...]:
    """Named options go on; what is no option is added as own words, where these are welcome."""
    options = [(option.id, option.label) for option in options_of(route, step)]
    value = step.answer.value if step.answer else None
    chosen = set(value.options) if isinstance(value, MultichoiceValue) else set()
    whole = _named(options, text)
    parts = (text,) if whole is not None else split(text)
    toggles: list[Edit] = []
    own: list[str] = []
    for part in parts:
        found = _named(options, part)
        if found is None:
            own.append(part)
        elif found not in chosen:
            chosen.add(found)
            toggles.append(Toggle(found))
    if own and not question.own:
        raise Refused(Reason.TAP_INSTEAD)
    if not own and not toggles:
        raise Refused(Reason.ALREADY_THERE)
    return (*toggles, *([AddItems(tuple(own))] if own else []))


def _named(options: Sequence[tuple[str, str]], text: str) -> str | None:
    """The option meant: by label, by number, «да» and «нет» by the label's first word, by an unambiguous beginning."""
    words = _plain(text)
    labels = {id_: _plain(label) for id_, label in options}
    exact = [id_ for id_, label in labels.items() if label == words]
    if exact:
        return exact[0]
    if words.isdecimal() and 1 <= int(words) <= len(options):
        return options[int(words) - 1][0]
    for said, first in ((YES, "да"), (NO, "нет")):
        meant = [id_ for id_, label in labels.items() if re.match(rf"{first}\b", label)]
        if words in said and len(meant) == 1:
            return meant[0]
    beginning = [id_ for id_, label in labels.items() if label.startswith(words)]
    return beginning[0] if len(words) >= _SHORTEST_BEGINNING and len(beginning) == 1 else None


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").split()).strip(" .!?,")
