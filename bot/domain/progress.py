"""How far a brief has come, and what may still be asked. It never falls while one question after another is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.steps import CLOSED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.domain.program import AskedSection
    from bot.domain.steps import Step


@dataclass(frozen=True, slots=True)
class Progress:
    """Steps closed of all on the route; what is left usually takes ``seconds_left``.

    ``seconds_left`` and ``percent`` count also what answers to come may open, so that opening it sets nobody back.
    """

    closed: int
    total: int
    seconds_left: int
    percent: int


def progress_of(
    steps: Sequence[Step],
    standing: Mapping[str, Sequence[Step]],
    program: Iterable[AskedSection],
    ahead: frozenset[str],
) -> Progress:
    """``standing``: the steps by the ids of their questions; ``ahead``: as ``questions_ahead`` finds them."""
    done, whole, left, closed = 0.0, 0, 0, 0
    for section in program:
        whole += len(section.questions)
        for asked in section.questions:
            question = asked.question
            mine = standing.get(question.id, ())
            still_open = _open_in(mine)
            closed += len(mine) - still_open
            if question.id in ahead:
                left += question.seconds * max(still_open, 1)
            else:
                left += question.seconds * still_open
                done += 1 - still_open / len(mine) if mine else 1
    # Thirds do not add up to a whole by themselves.
    percent = 100 if closed == len(steps) else min(99, int(100 * done / whole + 1e-9))
    return Progress(closed, len(steps), left, percent)


def questions_ahead(standing: Mapping[str, Sequence[Step]], program: Iterable[AskedSection]) -> frozenset[str]:
    """Ids of the questions of which nobody knows yet how often they will be asked, if at all."""
    ahead: set[str] = set()
    undecided: set[str] = set()
    for section in program:
        for asked in section.questions:
            question = asked.question.id
            if not undecided.isdisjoint(asked.leans_on):
                ahead.add(question)
                undecided.add(question)
            elif _open_in(standing.get(question, ())):
                undecided.add(question)
    return frozenset(ahead)


def _open_in(steps: Sequence[Step]) -> int:
    return len([None for step in steps if step.status not in CLOSED])
