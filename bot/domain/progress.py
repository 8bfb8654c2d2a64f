"""How far a brief has come, and what may still be asked. It never falls while one question after another is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.domain.program import Asked, AskedSection
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
    done, whole, left = 0.0, 0, 0
    for asked in _questions(program):
        mine = standing.get(asked.question.id, ())
        still_open = sum(step.is_open for step in mine)
        to_come = asked.question.id in ahead
        whole += 1
        if not to_come:
            done += 1 - still_open / len(mine) if mine else 1
        left += asked.question.seconds * max(still_open, int(to_come))
    closed = sum(not step.is_open for step in steps)
    # Thirds do not add up to a whole by themselves.
    percent = 100 if closed == len(steps) else min(99, int(100 * done / whole + 1e-9))
    return Progress(closed, len(steps), left, percent)


def questions_ahead(standing: Mapping[str, Sequence[Step]], program: Iterable[AskedSection]) -> frozenset[str]:
    """Ids of the questions of which nobody knows yet how often they will be asked, if at all."""
    ahead: set[str] = set()
    undecided: set[str] = set()
    for asked in _questions(program):
        question = asked.question.id
        if undecided.intersection(asked.leans_on):
            ahead.add(question)
        if question in ahead or any(step.is_open for step in standing.get(question, ())):
            undecided.add(question)
    return frozenset(ahead)


def _questions(program: Iterable[AskedSection]) -> Iterable[Asked]:
    return (asked for section in program for asked in section.questions)
