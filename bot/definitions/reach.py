"""Whether a condition can hold at all: a small search over the answers that it looks at.

Sound: «cannot hold» is never said of a condition that can. An answer counts only while its question is asked, so to
find one, its question's own conditions (and the option's) must hold as well. Numbers and texts are not looked into.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.definitions.outline import asked_when
from bot.domain.conditions import AllOf, Answered, AnyOf, Condition, Includes, Is, Not
from bot.domain.questionnaire import ChoiceQuestion, MultichoiceQuestion, Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.definitions.outline import Asked

#: Steps of a search; a condition that needs more is taken for one that can hold.
_PATIENCE = 20_000


@dataclass(frozen=True, slots=True)
class Known:
    """What is supposed of one answer. ``given``: there is one (None: nothing supposed)."""

    given: bool | None = None
    inside: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()


Supposed = Mapping[str, Known]


class _OutOfPatience(Exception):  # noqa: N818 - no error: the search ends without a result
    pass


def can_hold(conditions: Sequence[tuple[Condition, bool]], asked: Mapping[str, Asked]) -> bool:
    """Whether answers exist with which every condition is as wanted. References must be sound."""
    search = _Search(asked)
    try:
        return any(next(search.settled(found), None) is not None for found in search.all_of(conditions, {}))
    except _OutOfPatience:
        return True


@dataclass(slots=True)
class _Search:
    asked: Mapping[str, Asked]
    steps: int = 0

    def all_of(self, wanted: Sequence[tuple[Condition, bool]], supposed: Supposed) -> Iterator[Supposed]:
        if not wanted:
            yield supposed
            return
        (condition, truth), *rest = wanted
        for further in self.one(condition, truth, supposed):
            yield from self.all_of(rest, further)

    def settled(self, supposed: Supposed) -> Iterator[Supposed]:
        """With an option for every answer that is supposed to be there and can be nothing else."""
        for name, known in supposed.items():
            if known.given and not known.inside and (ids := self._only_options(name)):
                for further in self._holding(name, ids, True, supposed):  # noqa: FBT003 - a truth value
                    yield from self.settled(further)
                return
        yield supposed

    def any_of(self, wanted: Sequence[tuple[Condition, bool]], supposed: Supposed) -> Iterator[Supposed]:
        for condition, truth in wanted:
            yield from self.one(condition, truth, supposed)

    def one(self, condition: Condition, truth: bool, supposed: Supposed) -> Iterator[Supposed]:  # noqa: FBT001 - a truth value
        """Every way to make the condition as wanted, on top of what is supposed."""
        self.steps += 1
        if self.steps > _PATIENCE:
            raise _OutOfPatience
        match condition:
            case Not():
                yield from self.one(condition.condition, not truth, supposed)
            case AllOf() | AnyOf():
                parts = [(part, truth) for part in condition.conditions]
                together = isinstance(condition, AllOf) == truth
                yield from self.all_of(parts, supposed) if together else self.any_of(parts, supposed)
            case Is() if len(condition.choices) > 1:
                every = AllOf(conditions=tuple(Is(choices={name: ids}) for name, ids in condition.choices.items()))
                yield from self.one(every, truth, supposed)
            case Includes() if len(condition.members) > 1:
                each = AllOf(conditions=tuple(Includes(members={name: ids}) for name, ids in condition.members.items()))
                yield from self.one(each, truth, supposed)
            case Is(choices=looked_at) | Includes(members=looked_at):
                ((name, ids),) = looked_at.items()
                yield from self._holding(name, ids, truth, supposed)
            case Answered():
                yield from self._given(condition.question, truth, supposed)

    def _given(self, name: str, truth: bool, supposed: Supposed) -> Iterator[Supposed]:  # noqa: FBT001 - as above
        known = supposed.get(name, Known())
        if known.given is not None:
            if known.given == truth:
                yield supposed
            return
        further = {**supposed, name: replace(known, given=truth)}
        yield from self.all_of(self._asked_when(name), further) if truth else iter((further,))

    def _holding(self, name: str, ids: Sequence[str], truth: bool, supposed: Supposed) -> Iterator[Supposed]:  # noqa: FBT001 - as above
        if not truth:
            known = supposed.get(name, Known())
            if not known.inside & {*ids}:
                yield {**supposed, name: replace(known, outside=known.outside | {*ids})}
            return
        for one in ids:
            for further in self._given(name, True, supposed):  # noqa: FBT003 - as above
                known = further[name]
                if one in known.outside or not self._together(name, {*known.inside, one}):
                    continue
                grown = {**further, name: replace(known, inside=known.inside | {one})}
                yield from self.all_of(self._offered_when(name, one), grown)

    def _only_options(self, name: str) -> tuple[str, ...]:
        """The options of a question that takes no words of one's own."""
        question = self.asked[name].question
        if isinstance(question, ChoiceQuestion | MultichoiceQuestion) and not question.own:
            return tuple(option.id for option in question.options)
        return ()

    def _together(self, name: str, ids: set[str]) -> bool:
        """Whether one answer can hold all these ids."""
        question = self.asked[name].question
        if isinstance(question, ChoiceQuestion):
            return len(ids) == 1
        if isinstance(question, MultichoiceQuestion) and len(ids) > 1:
            return not any(option.exclusive for option in question.options if option.id in ids)
        return True

    def _asked_when(self, name: str) -> list[tuple[Condition, bool]]:
        return [(condition, True) for condition in asked_when(self.asked[name])]

    def _offered_when(self, name: str, one: str) -> list[tuple[Condition, bool]]:
        options: Sequence[Option] = getattr(self.asked[name].question, "options", ())
        return [(option.when, True) for option in options if option.id == one and option.when]
