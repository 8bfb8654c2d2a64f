"""The parse layer: what typed words mean as edits of the question on the card."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from bot.domain.answers import AnswerStatus
from bot.domain.constraints import checked_number, checked_text, clean_label
from bot.domain.edits import AddItems, Edit, Keep, Pick, PickOwn, SetNumber, SetText, TakeProposal, Toggle
from bot.domain.errors import Reason, Refused
from bot.domain.forms import field_options, pick_of, proposed_records
from bot.domain.matching import meant, plain
from bot.domain.numbers_in_words import number_in
from bot.domain.offers import options_of, proposed_grid, proposed_options, proposed_preset
from bot.domain.parting import split
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
from bot.domain.steps import is_empty
from bot.domain.values import ChoiceValue, MultichoiceValue, TextValue
from bot.domain.vocabulary import ACCEPT, ALL, DISCUSS, NO, UNKNOWN, YES

if TYPE_CHECKING:
    from bot.domain.questionnaire import Option, RecordField
    from bot.domain.route import Route, Step
    from bot.domain.values import FieldValue

_NUMBERS = re.compile(r"\d{1,3}(?:(?:\s*[,;]\s*|\s+и\s+|\s+)\d{1,3})+", re.ASCII)
#: Where own words are welcome, fewer letters may be an answer of their own.
_BEGINNING = 3


def said_status(text: str) -> AnswerStatus | None:
    """«не знаю» and «обсудим» typed instead of tapped; None for anything else."""
    words = plain(text)
    if words in UNKNOWN:
        return AnswerStatus.UNKNOWN
    return AnswerStatus.DISCUSS if words in DISCUSS else None


def understand(route: Route, step: Step, text: str) -> tuple[Edit, ...]:
    """What to do to the step's answer, in this order. The edits may still be refused, each for its constraint.

    «Да» to a list, grid, records or multiple choice takes what stands or else what is proposed.

    Raises:
        Refused: the words mean nothing for this question.
    """
    match step.question:
        case ChoiceQuestion() as question:
            return (_choice(route, step, question, text),)
        case MultichoiceQuestion() as question:
            return _multichoice(route, step, question, text)
        case NumberQuestion() as question:
            number = number_in(text, whole=question.whole)
            return (SetNumber(number.amount, number.upper, number.approximate),)
        case TextQuestion():
            return (SetText(text),)
        case ListQuestion():
            return _accepted(route, step, text) or (_added(text),)
        case GridQuestion() as question:
            return _accepted(route, step, text) or (_added(text, welcome=question.own_columns),)
        case RecordsQuestion():
            return _accepted(route, step, text) or _no_records(step, text)
        case unknown:
            assert_never(unknown)


def understand_field(route: Route, step: Step, field: RecordField, text: str) -> FieldValue:
    """The value of a record's field.

    Raises:
        Refused: the words mean nothing for this field, or break its bounds.
    """
    match field:
        case NumberField():
            return checked_number(field, number_in(text, whole=field.whole))
        case TextField():
            return TextValue(checked_text(text, field.max_length))
        case ChoiceField() | ItemField():
            own = isinstance(field, ChoiceField) and field.own
            options = {option.id: option.label for option in field_options(route, step, field)}
            found = meant(options, text, shortest=_BEGINNING if own else 2)
            if found is not None:
                return pick_of(field, found)
            return ChoiceValue(own=clean_label(_own_words(text, welcome=own)))
        case unknown:
            assert_never(unknown)


def _accepted(route: Route, step: Step, text: str) -> tuple[Edit, ...]:
    """Empty if the words are no agreement; refused if there is nothing to agree to."""
    if plain(text) not in ACCEPT:
        return ()
    value = step.answer.value if step.answer else None
    if not is_empty(value):
        return (Keep(),)
    if not is_anything_proposed(route, step):
        raise Refused(Reason.TAP_INSTEAD)
    return (TakeProposal(),)


def is_anything_proposed(route: Route, step: Step) -> bool:
    """Whether one tap could take an answer (multichoice, list, grid, records)."""
    return (
        bool(proposed_options(route, step))
        or proposed_preset(route, step) is not None
        or bool(proposed_grid(route, step).cells)
        or bool(proposed_records(route, step))
    )


def _added(text: str, *, welcome: bool = True) -> Edit:
    parts = split(_own_words(text, welcome=welcome))
    if not parts:
        raise Refused(Reason.EMPTY)
    return AddItems(parts)


def _no_records(step: Step, text: str) -> tuple[Edit, ...]:
    """«Нет» while there are none says that nothing is needed."""
    if plain(text) in NO and (step.answer is None or step.answer.value is None):
        return (Keep(),)
    raise Refused(Reason.TAP_INSTEAD)


def _own_words(text: str, *, welcome: bool) -> str:
    """The text, if it can be an answer in the client's own words, which a mere «да» or «нет» is not."""
    if not welcome or plain(text) in YES | NO:
        raise Refused(Reason.TAP_INSTEAD)
    return text


def _choice(route: Route, step: Step, question: ChoiceQuestion, text: str) -> Edit:
    options = {option.id: option.label for option in options_of(route, step)}
    found = meant(options, text, shortest=_BEGINNING if question.own else 2)
    return Pick(found) if found is not None else PickOwn(_own_words(text, welcome=question.own))


def _multichoice(route: Route, step: Step, question: MultichoiceQuestion, text: str) -> tuple[Edit, ...]:
    """Named options go on; what is no option is added as own words, where these are welcome."""
    offered = options_of(route, step)
    parts = _parts(offered, text, own=question.own)
    if not parts and (accepted := _accepted(route, step, text)):
        return accepted
    value = step.answer.value if step.answer else None
    chosen = value.options if isinstance(value, MultichoiceValue) else ()
    named = dict.fromkeys(option for option, _ in parts if option) if parts else (_nothing_of_it(offered),)
    own = tuple(words for option, words in parts if option is None)
    toggles = tuple(Toggle(option) for option in named if option not in chosen)
    if own:
        return (*toggles, AddItems(own))
    return toggles or (Keep(),)


def _parts(offered: tuple[Option, ...], text: str, *, own: bool) -> tuple[tuple[str | None, str], ...]:
    """Each part of the text with the option that it means; empty where the whole is a plain yes or no.

    Raises:
        Refused: a part means no option, and own words are not welcome.
    """
    labels = {option.id: option.label for option in offered}
    shortest = _BEGINNING if own else 2
    words = plain(text)
    if words in ALL:
        return tuple((option.id, text) for option in offered if not option.exclusive)
    whole = meant(labels, text, shortest=shortest)
    if whole is not None:
        return ((whole, text),)
    if words in ACCEPT or words in NO:
        return ()
    pieces = re.findall(r"\d+", text) if _NUMBERS.fullmatch(text.strip()) else split(text)
    found = tuple((meant(labels, piece, shortest=shortest), piece) for piece in pieces)
    for option, piece in found:
        if option is None:
            _own_words(piece, welcome=own)
    if not found:
        raise Refused(Reason.EMPTY)
    return found


def _nothing_of_it(offered: tuple[Option, ...]) -> str:
    """«Нет» is the one option that excludes the others."""
    exclusive = [option.id for option in offered if option.exclusive]
    if len(exclusive) != 1:
        raise Refused(Reason.TAP_INSTEAD)
    return exclusive[0]
