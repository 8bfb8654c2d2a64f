"""The first moment that every rule allows, and what the others were refused for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

from bot.domain.reminders.outcome import Moved, Why

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WEEK = timedelta(days=7)
_MINUTE = timedelta(minutes=1)
_DAYS_OFF = (Why.WEEKEND, Why.HOLIDAY)

#: Why a moment is not allowed, and until when; None if it is, as far as this rule goes.
Rule: TypeAlias = Callable[[datetime], Moved | None]


@dataclass(frozen=True, slots=True)
class Placed:
    """``at``: allowed, or, where nothing ``fits``, the first moment that was too late to look at."""

    at: datetime
    moved: tuple[Moved, ...]
    fits: bool


def place(earliest: datetime, rules: Sequence[Rule], before: datetime) -> Placed:
    """The first whole minute from ``earliest`` on, and before ``before``, that no rule refuses."""
    at = whole_minute(earliest)
    moved: tuple[Moved, ...] = ()
    while at < before:
        refused = next((refusal for rule in rules if (refusal := rule(at))), None)
        if refused is None:
            return Placed(at, moved, fits=True)
        at = max(whole_minute(refused.until), at + _MINUTE)
        moved = _with(moved, replace(refused, until=at))
    return Placed(at, moved, fits=False)


def whole_minute(moment: datetime) -> datetime:
    """The moment itself, or the minute that begins next."""
    begun = moment.replace(second=0, microsecond=0)
    return begun if begun == moment else begun + _MINUTE


def minute_after(moment: datetime) -> datetime:
    return whole_minute(moment + timedelta.resolution)


def until(why: Why, end: datetime | None) -> Rule:
    """Refuses everything before ``end``."""
    return lambda at: Moved(why, end) if end is not None and at < end else None


def under_cap(cap: int, others: Sequence[datetime], kept: Callable[[datetime], Sequence[datetime]]) -> Rule:
    """No more than ``cap`` within seven days: of those that went, and of those that a place is ``kept`` for."""

    def rule(at: datetime) -> Moved | None:
        if not _is_under(cap, at, others):
            ends = sorted(end for other in others if (end := other + WEEK) > at)
            return Moved(Why.CAP, next(end for end in ends if _is_under(cap, end, others)))
        places = kept(at)
        if not _is_under(cap, at, (*others, *places)):
            return Moved(Why.KEPT_FOR_MEETING, min(place for place in places if place >= at))
        return None

    return rule


def _is_under(cap: int, at: datetime, others: Iterable[datetime]) -> bool:
    """Whether one more at ``at`` keeps to the cap in every seven days that it lies in."""
    near = sorted(other for other in others if abs(other - at) < WEEK)
    before = [other for other in near if other <= at]
    times = [*before, at, *near[len(before) :]]
    first = max(0, len(before) - cap)
    return all(
        times[index + cap] - times[index] >= WEEK for index in range(first, len(before) + 1) if index + cap < len(times)
    )


def _with(moved: tuple[Moved, ...], new: Moved) -> tuple[Moved, ...]:
    """A reason that goes on is told once; the night behind a day off belongs to it."""
    if not moved:
        return (new,)
    last = moved[-1]
    if new.why is last.why or (new.why is Why.QUIET and last.why in _DAYS_OFF):
        return (*moved[:-1], replace(last, until=new.until))
    return (*moved, new)
