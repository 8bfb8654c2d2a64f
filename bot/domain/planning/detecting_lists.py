"""Detectors that look at answers with elements: too many, doubled, badly named, alike."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from bot.domain.elements import Outcome, elements
from bot.domain.planning.detecting import DetectorBase, Hit, Pattern, Place, alike, quoted
from bot.domain.planning.references import Refers
from bot.domain.planning.view import decided, size_of
from bot.domain.questionnaire import Identifier
from bot.domain.russian import number
from bot.domain.values import NumberValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.route import Step
    from bot.domain.values import Value


class Holds(DetectorBase):
    """Nothing but the rule's own ``when``, in every place where the question is decided."""

    kind: Literal["holds"]

    def hits(self, at: Place) -> Iterator[Hit]:
        del at
        yield {}


class MoreThan(DetectorBase):
    """More elements, marks or records than the norm."""

    kind: Literal["more_than"]
    tells: ClassVar = ("number", "limit")
    limit: str

    def norms(self) -> tuple[str, ...]:
        return (self.limit,)

    def hits(self, at: Place) -> Iterator[Hit]:
        size, limit = size_of(at.step.question, at.value), at.norms[self.limit]
        if size > limit:
            yield {"number": str(size), "limit": number(limit)}


class FewerThan(DetectorBase):
    """Fewer elements, marks or records than the norm."""

    kind: Literal["fewer_than"]
    tells: ClassVar = ("number", "limit")
    limit: str

    def norms(self) -> tuple[str, ...]:
        return (self.limit,)

    def hits(self, at: Place) -> Iterator[Hit]:
        size, limit = size_of(at.step.question, at.value), at.norms[self.limit]
        if size < limit:
            yield {"number": str(size), "limit": number(limit)}


class NumberOver(DetectorBase):
    """A number (of a range its upper end) above the norm, and, with ``up_to``, not above that one."""

    kind: Literal["number_over"]
    tells: ClassVar = ("number", "limit")
    question: Annotated[Identifier, Refers(("number",))]
    limit: str
    up_to: str = ""

    def norms(self) -> tuple[str, ...]:
        return (self.limit, self.up_to) if self.up_to else (self.limit,)

    def hits(self, at: Place) -> Iterator[Hit]:
        if not isinstance(at.value, NumberValue):
            return
        amount, limit = at.value.upper or at.value.amount, at.norms[self.limit]
        if amount > limit and (not self.up_to or amount <= at.norms[self.up_to]):
            yield {"number": number(amount), "limit": number(limit)}


class Named(DetectorBase):
    """Elements whose name matches a regular expression (searched in the name, small letters, «ё» as «е»)."""

    kind: Literal["named"]
    tells: ClassVar = ("labels",)
    question: Annotated[Identifier, Refers(("list", "multichoice"))]
    pattern: Pattern

    def hits(self, at: Place) -> Iterator[Hit]:
        found = [label for label in _own_labels(at.step, at.value) if re.search(self.pattern, alike(label))]
        if found:
            yield {"labels": quoted(found)}


class Doubled(DetectorBase):
    """Elements with the same name."""

    kind: Literal["doubled"]
    tells: ClassVar = ("labels",)
    question: Annotated[Identifier, Refers(("list", "multichoice"))]

    def hits(self, at: Place) -> Iterator[Hit]:
        labels = [element.label for element in elements(at.step.question, at.value)]
        times = Counter(map(alike, labels))
        found = dict.fromkeys(label for label in labels if times[alike(label)] > 1)
        if found:
            yield {"labels": quoted(found)}


class NoEnd(DetectorBase):
    """A list in which nothing ends so: no fixed element has the outcome, and no name matches the regular expression."""

    kind: Literal["no_end"]
    question: Annotated[Identifier, Refers(("list",))]
    outcome: Outcome
    pattern: Pattern

    def hits(self, at: Place) -> Iterator[Hit]:
        present = elements(at.step.question, at.value)
        if not any(each.outcome == self.outcome or re.search(self.pattern, alike(each.label)) for each in present):
            yield {}


class Alike(DetectorBase):
    """A list of a repeated question that shares most elements with an earlier one; ``share`` (0–1) is the norm."""

    kind: Literal["alike"]
    tells: ClassVar = ("other",)
    question: Annotated[Identifier, Refers(("list",))]
    share: str

    def norms(self) -> tuple[str, ...]:
        return (self.share,)

    def hits(self, at: Place) -> Iterator[Hit]:
        yield from ({"other": twin.items[-1].label} for twin in self.beside(at))

    def beside(self, at: Place) -> tuple[Step, ...]:
        """The earliest list that it is like."""
        mine = set(map(alike, _own_labels(at.step, at.value)))
        for earlier in at.view.everywhere(self.question):
            if earlier.key == at.step.key:
                break
            value = decided(earlier)
            theirs = set(map(alike, _own_labels(earlier, value))) if value else set()
            if earlier.items and mine and len(mine & theirs) >= at.norms[self.share] * len(mine | theirs):
                return (earlier,)
        return ()


def _own_labels(step: Step, value: Value) -> list[str]:
    return [element.label for element in elements(step.question, value) if element.outcome is None]
