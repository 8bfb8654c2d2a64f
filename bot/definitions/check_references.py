"""References: every named question exists, is asked earlier, is in reach and of a fitting kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.definitions.outline import out_of_sight
from bot.definitions.wording import quoted, shown
from bot.domain.conditions import AllOf, Answered, AnyOf, Includes, Is, Not
from bot.domain.members import has_elements, members
from bot.domain.misfits import did_you_mean
from bot.domain.questionnaire import ChoiceQuestion, GridQuestion, ListQuestion, MultichoiceQuestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.definitions.faults import Fault
    from bot.definitions.outline import Asked, Outline, Reference
    from bot.definitions.source import Location
    from bot.domain.conditions import Condition
    from bot.domain.questionnaire import Question

Leaf = tuple[Is | Includes | Answered, str, tuple[str, ...], "Location"]


def check_references(outline: Outline) -> Iterator[Fault]:
    for placed in outline.conditions:
        for leaf, target, ids, location in leaves(placed.condition, placed.location):
            asked, faults = _target(outline, target, "when", location, placed.order, placed.scope, placed.question)
            yield from faults
            if asked and (message := mismatch(leaf, asked.question, ids)):
                yield outline.fault(location, message)
    for reference in outline.references():
        yield from _named(outline, reference)
    for asked in outline.asked.values():
        if asked.section.for_each and asked.question.for_each == asked.section.for_each:
            message = f'the section repeats for "{asked.question.for_each}" already'
            yield outline.fault((*asked.location, "for_each"), message)


def leaves(condition: Condition, location: Location) -> Iterator[Leaf]:
    """Every single look at a question: the condition, the question, the ids asked for, and where it is written."""
    match condition:
        case Is():
            for target, ids in condition.choices.items():
                yield condition, target, ids, (*location, "is", target)
        case Includes():
            for target, ids in condition.members.items():
                yield condition, target, ids, (*location, "includes", target)
        case Answered():
            yield condition, condition.question, (), (*location, "answered")
        case AnyOf() | AllOf():
            operator = "any" if isinstance(condition, AnyOf) else "all"
            for index, part in enumerate(condition.conditions):
                yield from leaves(part, (*location, operator, index))
        case Not():
            yield from leaves(condition.condition, (*location, "not"))


def mismatch(leaf: Is | Includes | Answered, question: Question, ids: tuple[str, ...]) -> str | None:
    """Why the look cannot find what it looks for; None if it can."""
    if isinstance(leaf, Answered):
        return None
    operator = "is" if isinstance(leaf, Is) else "includes"
    fitting = ChoiceQuestion if isinstance(leaf, Is) else MultichoiceQuestion | ListQuestion | GridQuestion
    if not isinstance(question, fitting):
        return f'"{operator}" cannot look at "{question.id}" ({question.kind}); use "{_fitting_operator(question)}"'
    known = members(question)
    unknown = [name for name in ids if name not in known]
    if unknown:
        return f'"{question.id}" has no {quoted(unknown)}{did_you_mean(unknown[0], known)}'
    return None


def _fitting_operator(question: Question) -> str:
    if isinstance(question, ChoiceQuestion):
        return "is"
    return "includes" if isinstance(question, MultichoiceQuestion | ListQuestion | GridQuestion) else "answered"


def _named(outline: Outline, reference: Reference) -> Iterator[Fault]:
    asked, faults = _target(
        outline,
        reference.target,
        reference.use,
        reference.location,
        reference.order,
        reference.scope,
        reference.question,
    )
    yield from faults
    if asked and reference.use != "depends_on" and not has_elements(asked.question):
        message = f'"{reference.target}" ({asked.question.kind}) has no elements; name a list or a multichoice'
        yield outline.fault(reference.location, message)


def _target(
    outline: Outline, target: str, use: str, location: Location, order: int, scope: tuple[str, ...], owner: str | None
) -> tuple[Asked | None, tuple[Fault, ...]]:
    """The question if it may be named here, else the fault."""
    asked = outline.asked.get(target)
    if asked is None:
        message = f'unknown question "{shown(target)}" in "{use}"{did_you_mean(target, outline.asked)}'
    elif target == owner:
        message = f'"{use}" names the question itself'
    elif asked.order >= order:
        circle = _circle(outline, owner, target)
        message = f'"{target}" in "{use}" is asked later; only earlier questions can be named'
        message += f" (they go in a circle: {' → '.join(circle)})" if circle else ""
    elif why := out_of_sight(asked, scope):
        message = f'"{target}" in "{use}" {why}'
    else:
        return asked, ()
    return None, (outline.fault(location, message),)


def _circle(outline: Outline, owner: str | None, target: str) -> tuple[str, ...]:
    """The shortest way from the owner over the target back to the owner, if there is one."""
    if owner is None:
        return ()
    waiting: list[tuple[str, ...]] = [(owner, target)]
    seen = {target}
    for path in waiting:
        for further in sorted(outline.looks_at.get(path[-1], ())):
            if further == owner:
                return (*path, owner)
            if further not in seen:
                seen.add(further)
                waiting.append((*path, further))
    return ()
