"""What nobody will ever see: questions and parts whose condition cannot hold, advice hidden behind earlier advice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.definitions.asking import Wanted, asked_when, ways_to
from bot.definitions.reach import can_hold
from bot.domain.conditions import Answered
from bot.domain.questionnaire import ChoiceQuestion, MultichoiceQuestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.definitions.faults import Fault
    from bot.definitions.outline import Asked, Outline
    from bot.domain.questionnaire import Advice, Proposal

NEVER_ASKED = '"when" can never hold, so this is never asked'


def check_reach(outline: Outline) -> Iterator[Fault]:
    """Only for a questionnaire whose references are sound: the search follows them."""
    for asked in outline.asked.values():
        yield from _never_asked(outline, asked)
        # What stands inside of a question that is never asked is not worth a line of its own.
        if can_hold(asked_when(asked), outline.answerable):
            yield from _inside(outline, asked)


def _never_asked(outline: Outline, asked: Asked) -> Iterator[Fault]:
    """What first makes it impossible to come to the question, unless that is a question which is never asked itself."""
    given: list[Wanted] = []
    for location, wanted in ways_to(asked):
        if can_hold([*given, wanted], outline.answerable):
            given.append(wanted)
            continue
        if location[-1] == "when":
            yield outline.fault(location, NEVER_ASKED)
        elif isinstance(wanted.condition, Answered) and can_hold([wanted], outline.answerable):
            message = f'"{wanted.condition.question}" has no answer where this would be asked, so it never is'
            yield outline.fault(location, message)
        return


def _inside(outline: Outline, asked: Asked) -> Iterator[Fault]:
    given = asked_when(asked)
    for part in outline.parts(asked):
        if not can_hold([*given, Wanted(part.condition, part.scope)], outline.answerable):
            yield outline.fault(part.location, '"when" can never hold, so this is never offered')
    match asked.question:
        case ChoiceQuestion() as question:
            yield from _shadowed(outline, asked, "advice", question.advice)
        case MultichoiceQuestion() as question:
            yield from _shadowed(outline, asked, "proposals", question.proposals)
        case _:
            pass


def _shadowed(outline: Outline, asked: Asked, name: str, parts: Sequence[Advice | Proposal]) -> Iterator[Fault]:
    """Only the first part whose condition holds is shown, so each needs a case that no earlier one takes."""
    given = asked_when(asked)
    taken: list[Wanted] = []
    for index, part in enumerate(parts):
        own = [Wanted(part.when, asked.scope)] if part.when else []
        alone = can_hold([*given, *own], outline.answerable)
        behind_all = any(earlier.when is None for earlier in parts[:index])
        if alone and (behind_all or not can_hold([*given, *own, *taken], outline.answerable)):
            message = "never shown, because an earlier one always comes first; move it up or narrow the earlier one"
            yield outline.fault((*asked.location, name, index), message)
        if part.when:
            taken.append(Wanted(part.when, asked.scope, truth=False))
