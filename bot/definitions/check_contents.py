"""What a question is made of: advice, proposals and presets name what there is and can be taken as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.definitions.wording import quoted, shown
from bot.domain.members import element_ids
from bot.domain.misfits import did_you_mean
from bot.domain.questionnaire import (
    ChoiceQuestion,
    GridQuestion,
    ListQuestion,
    MultichoiceQuestion,
    NumberField,
    NumberQuestion,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.definitions.faults import Fault
    from bot.definitions.outline import Outline
    from bot.definitions.source import Location
    from bot.domain.questionnaire import FixedItem, PresetItem

#: Words for rows in a proposal of cells.
_ANY_ROWS = frozenset({"first", "last", "every"})


def check_contents(outline: Outline) -> Iterator[Fault]:
    for asked in outline.asked.values():
        match asked.question:
            case ChoiceQuestion() as question:
                yield from _choice(outline, question, asked.location)
            case MultichoiceQuestion() as question:
                yield from _multichoice(outline, question, asked.location)
            case NumberQuestion() as question:
                yield from numbers(outline, question, asked.location)
            case ListQuestion() as question:
                yield from _list(outline, question, asked.location)
            case GridQuestion() as question:
                yield from _grid(outline, question, asked.location)
            case _:
                pass


def unknown_ids(
    outline: Outline, names: Iterable[str], known: Iterable[str], what: str, location: Location
) -> Iterator[Fault]:
    known = list(known)
    for name in names:
        if name not in known:
            yield outline.fault(location, f'there is no {what} "{shown(name)}"{did_you_mean(name, known)}')


def _choice(outline: Outline, question: ChoiceQuestion, place: Location) -> Iterator[Fault]:
    known = [option.id for option in question.options]
    for index, advice in enumerate(question.advice):
        yield from unknown_ids(outline, [advice.option], known, "option", (*place, "advice", index, "option"))
    for index, option in enumerate(question.options):
        if option.exclusive:
            message = '"exclusive" means nothing in a choice, where only one option can be taken'
            yield outline.fault((*place, "options", index, "exclusive"), message)


def _multichoice(outline: Outline, question: MultichoiceQuestion, place: Location) -> Iterator[Fault]:
    known = [option.id for option in question.options]
    alone = {option.id for option in question.options if option.exclusive}
    for index, proposal in enumerate(question.proposals):
        location = (*place, "proposals", index, "options")
        yield from unknown_ids(outline, proposal.options, known, "option", location)
        if len(proposal.options) > 1 and (both := sorted(alone & {*proposal.options})):
            yield outline.fault(location, f"{quoted(both)} excludes the other proposed options")


def numbers(outline: Outline, asked: NumberQuestion | NumberField, place: Location) -> Iterator[Fault]:
    """Bounds and suggestions of a number, asked by itself or in a record."""
    if asked.minimum > asked.maximum:
        yield outline.fault((*place, "minimum"), f'"minimum" {asked.minimum:g} is above "maximum" {asked.maximum:g}')
    for index, amount in enumerate(asked.suggestions):
        if reason := unfit(asked, amount):
            yield outline.fault((*place, "suggestions", index), f"the suggestion {amount:g} {reason}")


def unfit(asked: NumberQuestion | NumberField, amount: float) -> str:
    """Why the amount would be refused as an answer; empty if it would not."""
    if asked.whole and amount != int(amount):
        return "is not whole"
    if not asked.minimum <= amount <= asked.maximum:
        return f"is not between {asked.minimum:g} and {asked.maximum:g}"
    return ""


def _list(outline: Outline, question: ListQuestion, place: Location) -> Iterator[Fault]:
    named: dict[str, str] = {}
    groups: list[tuple[Location, Sequence[PresetItem | FixedItem]]] = [
        ((*place, "presets", index, "items"), preset.items) for index, preset in enumerate(question.presets)
    ]
    groups += [((*place, "extras"), question.extras), ((*place, "fixed"), question.fixed)]
    for location, items in groups:
        if len(items) > question.maximum:
            yield outline.fault(location, f"{len(items)} elements, but the list may have {question.maximum}")
        for index, item in enumerate(items):
            earlier = named.setdefault(item.id, item.label)
            if earlier != item.label:
                message = f'"{item.id}" is called «{earlier}» above; one id means one thing, so give this another'
                yield outline.fault((*location, index), message)


def _grid(outline: Outline, question: GridQuestion, place: Location) -> Iterator[Fault]:
    known = [column.id for column in question.columns]
    groups = {column.id: column.group for column in question.columns if column.group}
    rows = outline.asked.get(question.rows)
    for index, proposal in enumerate(question.proposals):
        location = (*place, "proposals", index)
        yield from unknown_ids(outline, proposal.columns, known, "column", (*location, "columns"))
        taken = [groups[column] for column in proposal.columns if column in groups]
        for group in sorted({group for group in taken if taken.count(group) > 1}):
            yield outline.fault((*location, "columns"), f'two columns of the group "{group}" exclude one another')
        if rows:
            ready = element_ids(rows.question) | _ANY_ROWS
            yield from unknown_ids(outline, [proposal.row], ready, f'row of "{question.rows}"', (*location, "row"))
