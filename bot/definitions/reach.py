"""Whether a condition can hold at all: a small search over the answers that it looks at.

Sound: «cannot hold» is never said of a condition that can. An answer counts only while its question is asked, so to
find one, its question's own conditions (and the option's) must hold as well. Numbers and texts are not looked into.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.conditions import AllOf, Answered, AnyOf, Includes, Is, Not

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.definitions.asking import Answerable, Wanted

#: Steps of a search; a condition that needs more is taken for one that can hold.
_PATIENCE = 20_000


@dataclass(frozen=True, slots=True)
class Subject:
    """What is supposed of something: an answer as a whole, or (``own``) the element of it that a repetition is for."""

    question: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What is supposed of one subject. ``given``: there is one (None: nothing supposed)."""

    given: bool | None = None
    inside: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()


Supposed = Mapping[Subject, Known]


class _OutOfPatience(Exception):  # noqa: N818 - no error: the search ends without a result
    pass


def can_hold(conditions: Sequence[Wanted], answerable: Mapping[str, Answerable]) -> bool:
    """Whether answers exist with which every condition is as wanted. References must be sound."""
    search = _Search(answerable)
    try:
        return any(next(search.settled(found), None) is not None for found in search.all_of(conditions, {}))
    except _OutOfPatience:
        return True


@dataclass(slots=True)
class _Search:
    answerable: Mapping[str, Answerable]
    steps: int = 0

    def all_of(self, wanted: Sequence[Wanted], supposed: Supposed) -> Iterator[Supposed]:
        if not wanted:
            yield supposed
            return
        first, *rest = wanted
        for further in self.one(first, supposed):
            yield from self.all_of(rest, further)

    def any_of(self, wanted: Sequence[Wanted], supposed: Supposed) -> Iterator[Supposed]:
        for each in wanted:
            yield from self.one(each, supposed)

    def settled(self, supposed: Supposed) -> Iterator[Supposed]:
        """With an option for everything that is supposed to be there and can be nothing else."""
        for subject, known in supposed.items():
            there = known.given or subject.own
            if there and not known.inside and (ids := self._only_options(subject)):
                for further in self._with_one_of(subject, ids, supposed):
                    yield from self.settled(further)
                return
        yield supposed

    def one(self, wanted: Wanted, supposed: Supposed) -> Iterator[Supposed]:
        """Every way to make the condition as wanted, on top of what is supposed."""
        self.steps += 1
        if self.steps > _PATIENCE:
            raise _OutOfPatience
        condition, truth = wanted.condition, wanted.truth
        match condition:
            case Not():
                yield from self.one(replace(wanted, condition=condition.condition, truth=not truth), supposed)
            case AllOf() | AnyOf():
                parts = [replace(wanted, condition=part) for part in condition.conditions]
                together = isinstance(condition, AllOf) == truth
                yield from self.all_of(parts, supposed) if together else self.any_of(parts, supposed)
            case Is() if len(condition.choices) > 1:
                every = AllOf(conditions=tuple(Is(choices={name: ids}) for name, ids in condition.choices.items()))
                yield from self.one(replace(wanted, condition=every), supposed)
            case Includes() if len(condition.members) > 1:
                each = AllOf(conditions=tuple(Includes(members={name: ids}) for name, ids in condition.members.items()))
                yield from self.one(replace(wanted, condition=each), supposed)
            case Is(choices=looked_at) | Includes(members=looked_at):
                ((name, ids),) = looked_at.items()
                subject = Subject(name, name in wanted.scope)
                look = self._with_one_of if truth else self._with_none_of
                yield from look(subject, ids, supposed)
            case Answered():
                yield from self._given(Subject(condition.question, condition.question in wanted.scope), truth, supposed)

    def _given(self, subject: Subject, truth: bool, supposed: Supposed) -> Iterator[Supposed]:  # noqa: FBT001 - a truth value
        if subject.own:
            # A repetition always has its element, and the element is of an answer.
            yield from self._given(Subject(subject.question), True, supposed) if truth else ()  # noqa: FBT003 - as above
            return
        known = supposed.get(subject, Known())
        if known.given is not None:
            if known.given == truth:
                yield supposed
            return
        further = {**supposed, subject: replace(known, given=truth)}
        yield from self.all_of(self.answerable[subject.question].when, further) if truth else iter((further,))

    def _with_none_of(self, subject: Subject, ids: Sequence[str], supposed: Supposed) -> Iterator[Supposed]:
        known = supposed.get(subject, Known())
        if not known.inside & {*ids}:
            yield {**supposed, subject: replace(known, outside=known.outside | {*ids})}

    def _with_one_of(self, subject: Subject, ids: Sequence[str], supposed: Supposed) -> Iterator[Supposed]:
        for one in ids:
            whole = self._with_one_of(Subject(subject.question), (one,), supposed)
            for further in whole if subject.own else self._given(subject, True, supposed):  # noqa: FBT003 - as above
                known = further.get(subject, Known())
                if one in known.outside or not self._together(subject, {*known.inside, one}):
                    continue
                grown = {**further, subject: replace(known, inside=known.inside | {one})}
                yield from self.all_of(self.answerable[subject.question].options.get(one, ()), grown)

    def _only_options(self, subject: Subject) -> tuple[str, ...]:
        """The options of a question that takes no words of one's own."""
        answerable = self.answerable[subject.question]
        return () if answerable.own else tuple(answerable.options)

    def _together(self, subject: Subject, ids: set[str]) -> bool:
        """Whether one answer can hold all these ids."""
        answerable = self.answerable[subject.question]
        return len(ids) == 1 or not (subject.own or answerable.single or ids & answerable.exclusive)
