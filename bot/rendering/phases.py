"""Works by phase, with what each phase comes to."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from bot.domain.planning.money import total

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.planning.money import Range
    from bot.domain.planning.plan import WorkItem


@dataclass(frozen=True, slots=True)
class Phase:
    """Consecutive works; ``hours`` are the integrator's."""

    title: str
    works: tuple[WorkItem, ...]
    hours: Range


def phases(works: Iterable[WorkItem]) -> tuple[Phase, ...]:
    """In the order of the works."""
    return tuple(_phase(title, tuple(those)) for title, those in groupby(works, lambda work: work.phase))


def _phase(title: str, works: tuple[WorkItem, ...]) -> Phase:
    return Phase(title, works, total(work.hours for work in works if work.side == "integrator"))
