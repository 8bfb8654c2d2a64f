"""What nobody will ever see: questions and parts whose condition cannot hold, advice hidden behind earlier advice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.definitions.outline import asked_when
from bot.definitions.reach import can_hold
from bot.domain.questionnaire import ChoiceQuestion, MultichoiceQuestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.definitions.faults import Fault
    from bot.definitions.outline import Asked, Outline
    from bot.domain.conditions import Condition
    from bot.domain.questionnaire import Advice, Proposal


def check_reach(outline: Outline) -> Iterator[Fault]:
    """Only for a questionnaire whose references are sound: the search follows them."""
    for placed in outline.conditions:
        given = [(condition, True) for condition in placed.given]
        # What stands inside of a question that is never asked is not worth a line of its own.
        if can_hold(given, outline.asked) and not can_hold([*given, (placed.condition, True)], outline.asked):
            yield outline.fault(placed.location, f'"when" can never hold, so this is {_subject(placed.location)}')
    for asked in outline.asked.values():
        match asked.question:
            case ChoiceQuestion() as question:
                yield from _shadowed(outline, asked, "advice", question.advice)
            case MultichoiceQuestion() as question:
                yield from _shadowed(outline, asked, "proposals", question.proposals)
            case _:
                pass


def _subject(location: tuple[str | int, ...]) -> str:
    return "never asked" if location[-3] in ("sections", "questions") else "never offered"


def _shadowed(outline: Outline, asked: Asked, name: str, parts: Sequence[Advice | Proposal]) -> Iterator[Fault]:
    """Only the first part whose condition holds is shown, so each needs a case that no earlier one takes."""
    given = [(condition, True) for condition in asked_when(asked)]
    taken: list[tuple[Condition, bool]] = []
    for index, part in enumerate(parts):
        own = [(part.when, True)] if part.when else []
        alone = can_hold([*given, *own], outline.asked)
        behind_all = any(earlier.when is None for earlier in parts[:index])
        if alone and (behind_all or not can_hold([*given, *own, *taken], outline.asked)):
            message = "never shown, because an earlier one always comes first; move it up or narrow the earlier one"
            yield outline.fault((*asked.location, name, index), message)
        if part.when:
            taken.append((part.when, False))
