"""Makes the new value of an answer out of the present one and an edit, or says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.domain import editing_grids, editing_lists, editing_records
from bot.domain.constraints import checked_number, checked_text, clean_label, new_labels
from bot.domain.editing_lists import renamed
from bot.domain.edits import (
    AddItems,
    AddText,
    Keep,
    Pick,
    PickOwn,
    RemoveItem,
    RenameItem,
    SetNumber,
    SetText,
    TakeProposal,
    Toggle,
)
from bot.domain.errors import Reason, Refused
from bot.domain.fit import misfit
from bot.domain.known_items import KnownItems
from bot.domain.offers import options_of, proposed_options
from bot.domain.questionnaire import (
    ChoiceQuestion,
    GridQuestion,
    ListQuestion,
    MultichoiceQuestion,
    NumberQuestion,
    RecordsQuestion,
    TextQuestion,
)
from bot.domain.steps import is_empty
from bot.domain.values import ChoiceValue, MultichoiceValue, NumberValue, TextValue

if TYPE_CHECKING:
    from bot.domain.edits import Edit, Ids
    from bot.domain.route import Route, Step
    from bot.domain.values import Value

_OWN_LIMIT = 20


def edit(route: Route, step: Step, change: Edit, ids: Ids) -> Value:
    """The step's new value after ``change``.

    Works on the step's value as it was given (also a stale one or one kept with «обсудим»), or on an empty one: what
    does not apply now is kept, and is back when it applies again.

    Raises:
        Refused: the change breaks a constraint, or is none for this kind of question; nothing has changed.
    """
    if isinstance(change, Keep):
        return _kept(route, step)
    match step.question:
        case ChoiceQuestion() as question:
            return _choice(route, step, question, change)
        case MultichoiceQuestion() as question:
            return _multichoice(route, step, question, change, ids)
        case NumberQuestion() as question:
            return _number(question, change)
        case TextQuestion() as question:
            return _text(step, question, change)
        case ListQuestion() as question:
            return editing_lists.edit(route, step, question, change, ids)
        case GridQuestion() as question:
            return editing_grids.edit(route, step, question, change, ids)
        case RecordsQuestion() as question:
            return editing_records.edit(route, step, question, change, ids)
        case unknown:
            assert_never(unknown)


def _kept(route: Route, step: Step) -> Value:
    if isinstance(step.question, GridQuestion):
        return editing_grids.confirmed(route, step)
    if step.answer is not None and (refusal := misfit(step.question, step.answer.value)) is not None:
        raise refusal
    if isinstance(step.question, RecordsQuestion):
        return editing_records.standing(step)
    if step.answer is None or step.given is None or step.given.value is None or is_empty(step.answer.value):
        raise Refused(Reason.EMPTY)
    return step.given.value


def _choice(route: Route, step: Step, question: ChoiceQuestion, change: Edit) -> ChoiceValue:
    match change:
        case Pick() if change.option in {option.id for option in options_of(route, step)}:
            return ChoiceValue(option=change.option)
        case PickOwn() if question.own:
            return ChoiceValue(own=clean_label(change.text))
        case _:
            raise Refused(Reason.NO_SUCH_OPTION)


def _multichoice(route: Route, step: Step, question: MultichoiceQuestion, change: Edit, ids: Ids) -> MultichoiceValue:
    value = step.given.value if step.given else None
    stands = value if isinstance(value, MultichoiceValue) else MultichoiceValue()
    match change:
        case Toggle():
            return _toggled(route, step, question, stands, change.option)
        case AddItems() if question.own:
            there = [*(option.label for option in question.options), *(item.label for item in stands.own)]
            labels = new_labels(change.labels, there, room=_OWN_LIMIT - len(stands.own), limit=_OWN_LIMIT)
            kept = _in_order(question, stands.options)
            known = KnownItems(route, step, ids, stands.own)
            return MultichoiceValue(kept, (*stands.own, *(known.named(label) for label in labels)))
        case RenameItem() if change.item in {item.id for item in stands.own}:
            others = [option.label for option in question.options]
            return MultichoiceValue(stands.options, renamed(stands.own, change, others))
        case RemoveItem() if change.item in {item.id for item in stands.own}:
            return MultichoiceValue(stands.options, tuple(item for item in stands.own if item.id != change.item))
        case TakeProposal():
            return _as_proposed(route, step, question, stands)
        case _:
            raise Refused(Reason.NO_SUCH_OPTION)


def _toggled(
    route: Route, step: Step, question: MultichoiceQuestion, stands: MultichoiceValue, option: str
) -> MultichoiceValue:
    """On or off, in the order of the definition; an exclusive option and the others take one another back."""
    if option in {item.id for item in stands.own}:
        return MultichoiceValue(stands.options, tuple(item for item in stands.own if item.id != option))
    offered = {offer.id: offer for offer in options_of(route, step)}
    if option not in offered:
        raise Refused(Reason.NO_SUCH_OPTION)
    if option in stands.options:
        return MultichoiceValue(tuple(chosen for chosen in stands.options if chosen != option), stands.own)
    if offered[option].exclusive:
        return MultichoiceValue((option,))
    return MultichoiceValue(_in_order(question, (*stands.options, option)), stands.own)


def _as_proposed(route: Route, step: Step, question: MultichoiceQuestion, stands: MultichoiceValue) -> MultichoiceValue:
    """What is proposed, in place of the options offered now."""
    proposed = proposed_options(route, step)
    if not proposed:
        raise Refused(Reason.EMPTY)
    offered = {option.id: option for option in options_of(route, step)}
    if any(offered[option].exclusive for option in proposed):
        return MultichoiceValue(proposed, stands.own)
    unseen = tuple(option for option in stands.options if option not in offered)
    return MultichoiceValue(_in_order(question, (*proposed, *unseen)), stands.own)


def _in_order(question: MultichoiceQuestion, taken: tuple[str, ...]) -> tuple[str, ...]:
    """In the order of the definition, without the exclusive ones, which go with no other."""
    return tuple(option.id for option in question.options if option.id in taken and not option.exclusive)


def _number(question: NumberQuestion, change: Edit) -> NumberValue:
    if not isinstance(change, SetNumber):
        raise Refused(Reason.NOT_A_NUMBER)
    return checked_number(question, NumberValue(change.amount, change.upper, change.approximate))


def _text(step: Step, question: TextQuestion, change: Edit) -> TextValue:
    if not isinstance(change, SetText | AddText):
        raise Refused(Reason.NO_SUCH_OPTION)
    text = checked_text(change.text, question.max_length)
    stands = step.answer.value if step.answer else None
    if isinstance(change, AddText) and isinstance(stands, TextValue) and stands.text not in question.suggestions:
        text = checked_text(f"{stands.text}\n\n{text}", question.max_length)
    return TextValue(text)
