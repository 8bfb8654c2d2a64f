"""The parse layer: what typed words mean as edits of the question on the card."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from bot.domain.adding import is_about_people, total_in
from bot.domain.answers import AnswerStatus
from bot.domain.asides import more_in, refuse_changes
from bot.domain.choosing import element_of, names_of, one_of, only_in, own_name, parts_of, several_of
from bot.domain.columns import columns_named
from bot.domain.constraints import checked_number, checked_text, clean_label, fresh_labels
from bot.domain.edits import AddItems, Edit, Keep, Pick, PickOwn, SetNumber, SetText, TakeProposal, Toggle
from bot.domain.errors import Reason, Refused
from bot.domain.forms import field_options, pick_of, proposed_records
from bot.domain.matching import plain, said
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
from bot.domain.vocabulary import ACCEPT, ALL, DISCUSS, NO, PLAIN_ANSWERS, TIMES, UNKNOWN

if TYPE_CHECKING:
    from bot.domain.questionnaire import Option, Question, RecordField
    from bot.domain.route import Route, Step
    from bot.domain.values import FieldValue, NumberValue, Value


def said_status(question: Question, text: str) -> AnswerStatus | None:
    """«не знаю» and «обсудим» typed instead of tapped, where the question offers to; None for anything else."""
    words = said(text)
    if words in UNKNOWN and question.unknown:
        return AnswerStatus.UNKNOWN
    return AnswerStatus.DISCUSS if words in DISCUSS and question.discuss else None


def is_plain_answer(question: RecordsQuestion, text: str) -> bool:
    """Whether the words answer for all records at once: a yes, a no, or what the card calls it that none is needed."""
    return said(text) in PLAIN_ANSWERS or plain(text) == plain(question.none_label)


def understand(route: Route, step: Step, text: str, *, row: str = "") -> tuple[Edit, ...]:
    """What to do to the step's answer, in this order. The edits may still be refused, each for its constraint.

    ``row``: that of a grid which the card shows.

    «Да» to a list, grid, records or multiple choice takes what stands or else what is proposed.

    Raises:
        Refused: the words mean nothing for this question.
    """
    if isinstance(step.question, MultichoiceQuestion | ListQuestion | GridQuestion):
        refuse_changes(route, step, text)
        text = more_in(text) or text
    match step.question:
        case ChoiceQuestion() as question:
            found = one_of(options_of(route, step), text, own=question.own)
            return (Pick(found) if found is not None else PickOwn(text),)
        case MultichoiceQuestion() as question:
            return _several(route, step, question, text)
        case NumberQuestion() as question:
            number = _counted(question, text)
            return (SetNumber(number.amount, number.upper, number.approximate),)
        case TextQuestion():
            return (SetText(text),)
        case ListQuestion():
            return _accepted(route, step, text) or (_added(text),)
        case GridQuestion() as question:
            return _accepted(route, step, text) or columns_named(route, step, question, text, row)
        case RecordsQuestion() as question:
            return _accepted(route, step, text) or _no_records(step, question, text)
        case unknown:
            assert_never(unknown)


def understand_field(route: Route, step: Step, field: RecordField, text: str) -> FieldValue:
    """The value of a record's field.

    Raises:
        Refused: the words mean nothing for this field, or break its bounds.
    """
    match field:
        case NumberField():
            return checked_number(field, _counted(field, text))
        case TextField():
            return TextValue(checked_text(text, field.max_length))
        case ChoiceField():
            found = one_of(field.options, text, own=field.own)
            return ChoiceValue(own=clean_label(text)) if found is None else pick_of(field, found)
        case ItemField():
            elements = {option.id: option.label for option in field_options(route, step, field)}
            return pick_of(field, element_of(elements, text))
        case unknown:
            assert_never(unknown)


def _counted(asked: NumberQuestion | NumberField, text: str) -> NumberValue:
    """The number stated; «2 часа» and «100 в день» are none where minutes a month are asked for."""
    number = total_in(text, whole=asked.whole, people=is_about_people(asked.unit))
    unit = TIMES.get(plain(asked.unit))
    said_units = {word for word in re.findall(r"[^\W\d]+", plain(text)) if word in TIMES}
    if unit and any(TIMES[word] != unit for word in said_units - {*plain(asked.ask).split()}):
        raise Refused(Reason.OTHER_UNIT)
    return number


def _accepted(route: Route, step: Step, text: str) -> tuple[Edit, ...]:
    """Empty if the words are no agreement; refused if there is nothing to agree to."""
    if said(text) not in ACCEPT | ALL:
        return ()
    value = step.answer.value if step.answer else None
    if not is_empty(value) and not _says_none(step.question, value):
        return (Keep(),)
    if not is_anything_proposed(route, step):
        raise Refused(Reason.TAP_INSTEAD)
    return (TakeProposal(),)


def _says_none(question: Question, value: Value | None) -> bool:
    """Whether what stands is «nothing of this», which nobody means who says yes."""
    if not isinstance(question, MultichoiceQuestion) or not isinstance(value, MultichoiceValue) or value.own:
        return False
    return question.nothing_of_it.issuperset(value.options)


def is_anything_proposed(route: Route, step: Step) -> bool:
    """Whether one tap could take an answer (multichoice, list, grid, records)."""
    match step.question:
        case MultichoiceQuestion():
            return bool(proposed_options(route, step))
        case ListQuestion():
            return proposed_preset(route, step) is not None
        case GridQuestion():
            return bool(proposed_grid(route, step).cells)
        case RecordsQuestion():
            return bool(proposed_records(route, step))
        case _:
            return False


def _added(text: str) -> Edit:
    parts = split(own_name(text, welcome=True))
    if not parts:
        raise Refused(Reason.EMPTY)
    return AddItems(parts)


def _no_records(step: Step, question: RecordsQuestion, text: str) -> tuple[Edit, ...]:
    """«Нет», or what the card calls it, says while there are none that nothing is needed."""
    says_no = said(text) in NO or plain(text) == plain(question.none_label)
    if says_no and (step.answer is None or step.answer.value is None):
        return (Keep(),)
    raise Refused(Reason.TAP_INSTEAD)


def _several(route: Route, step: Step, question: MultichoiceQuestion, text: str) -> tuple[Edit, ...]:
    """Named options go on; what is no option is added as own words, where these are welcome."""
    offered = options_of(route, step)
    only = _only_these(question, offered, text)
    parts = only or several_of(offered, text, own=question.own)
    if not parts and (accepted := _accepted(route, step, text)):
        return accepted
    value = step.answer.value if step.answer and isinstance(step.answer.value, MultichoiceValue) else MultichoiceValue()
    named = dict.fromkeys(option for option, _ in parts if option) if parts else (_nothing_of_it(question, offered),)
    off = tuple(option for option in value.options if only and option not in named)
    toggles = tuple(Toggle(option) for option in (*off, *(option for option in named if option not in value.options)))
    own = tuple(words for option, words in parts if option is None)
    fresh = fresh_labels(own, (item.label for item in value.own))
    if fresh or (own and not toggles):
        return (*toggles, AddItems(fresh or own))
    return toggles or (Keep(),)


def _only_these(
    question: MultichoiceQuestion, offered: tuple[Option, ...], text: str
) -> tuple[tuple[str | None, str], ...]:
    """The options behind «только»; empty if it says something else, like «только по выходным»."""
    labels, also = names_of(offered)
    named = parts_of(labels, words, also=also, own=question.own) if (words := only_in(text)) else ()
    return named if all(option for option, _ in named) else ()


def _nothing_of_it(question: MultichoiceQuestion, offered: tuple[Option, ...]) -> str:
    """«Нет» is the one option that excludes the others."""
    exclusive = [option.id for option in offered if option.exclusive]
    if len(exclusive) != 1:
        raise Refused(Reason.NONE_OFFERED if question.discuss else Reason.TAP_INSTEAD)
    return exclusive[0]
