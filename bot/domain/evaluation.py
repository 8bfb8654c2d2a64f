"""Conditions held against answers. They are compiled once, for a route is found anew with every tap."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias, assert_never

from bot.domain.conditions import AllOf, Answered, AnyOf, Includes, Is, Not

if TYPE_CHECKING:
    from bot.domain.conditions import Condition

#: All that a condition may learn of an answer: the ids that it holds; None while there is no value.
Seen: TypeAlias = frozenset[str] | None
#: What a condition looks through: the id of a question (or of a record's field) to what is seen of its answer.
Sight: TypeAlias = Callable[[str], Seen]
Test: TypeAlias = Callable[[Sight], bool]


def holds(condition: Condition | None, sees: Sight) -> bool:
    """Whether the condition holds. No condition always does."""
    return condition is None or compiled(condition)(sees)


def compiled(condition: Condition) -> Test:
    """The condition as a function."""
    match condition:
        case Is():
            return _holding(condition.choices)
        case Includes():
            return _holding(condition.members)
        case Answered():
            return _answered(condition.question)
        case AnyOf():
            return _any(tuple(compiled(part) for part in condition.conditions))
        case AllOf():
            return _all(tuple(compiled(part) for part in condition.conditions))
        case Not():
            return _not(compiled(condition.condition))
        case unknown:
            assert_never(unknown)


def _holding(wanted: dict[str, tuple[str, ...]]) -> Test:
    """Every named answer holds one of the ids: what ``is`` asks of a choice and ``includes`` of the other kinds."""
    if len(wanted) == 1:
        ((only, ids),) = wanted.items()

        def holds_one(sees: Sight) -> bool:
            seen = sees(only)
            return seen is not None and not seen.isdisjoint(ids)

        return holds_one
    return _all(tuple(_holding({question: ids}) for question, ids in wanted.items()))


def _answered(question: str) -> Test:
    return lambda sees: sees(question) is not None


def _any(tests: tuple[Test, ...]) -> Test:
    return lambda sees: any(test(sees) for test in tests)


def _all(tests: tuple[Test, ...]) -> Test:
    return lambda sees: all(test(sees) for test in tests)


def _not(test: Test) -> Test:
    return lambda sees: not test(sees)
