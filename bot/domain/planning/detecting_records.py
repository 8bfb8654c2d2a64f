"""Detectors that look at records: automation rules, reports, entries of a voice menu."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from bot.domain.conditions import OneOrMore
from bot.domain.describing import in_tree_order, record_summary
from bot.domain.elements import elements_in_reach
from bot.domain.planning.detecting import DetectorBase, Hit, Place, alike
from bot.domain.planning.references import FieldOf, Refers
from bot.domain.questionnaire import Identifier, ItemField, RecordsQuestion
from bot.domain.russian import number
from bot.domain.values import ChoiceValue, ItemValue, NumberValue, RecordsValue, TextValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.domain.route import Step
    from bot.domain.values import FieldValue, Record


class RecordDetector(DetectorBase):
    """Yields the records that are doubtful; together they become one finding with their lines in words."""

    tells: ClassVar[tuple[str, ...]] = ("records", "number")
    question: Annotated[Identifier, Refers(("records",))]

    def hits(self, at: Place) -> Iterator[Hit]:
        if isinstance(at.value, RecordsValue):
            found = [record_summary(at.view.route, at.step, record) for record in self.doubtful(at, at.value.records)]
            if found:
                yield {"records": "; ".join(found), "number": str(len(found))}

    def doubtful(self, at: Place, records: Sequence[Record]) -> Iterator[Record]:
        raise NotImplementedError


class RecordsWith(RecordDetector):
    """Records whose field has one of the options."""

    kind: Literal["records_with"]
    field: Annotated[str, FieldOf("question")]
    options: OneOrMore

    def doubtful(self, at: Place, records: Sequence[Record]) -> Iterator[Record]:
        del at
        return (record for record in records if picked(record, self.field) in self.options)


class RecordsWithout(RecordDetector):
    """Records that leave the field empty, among those whose other fields have the given options."""

    kind: Literal["records_without"]
    field: Annotated[str, FieldOf("question")]
    among: Annotated[dict[str, OneOrMore], FieldOf("question")] = Field(default_factory=dict)

    def doubtful(self, at: Place, records: Sequence[Record]) -> Iterator[Record]:
        del at
        for record in records:
            concerned = all(picked(record, field) in options for field, options in self.among.items())
            if concerned and blank(record.values.get(self.field)):
                yield record


class ReferenceGone(RecordDetector):
    """Records that point at an element which is no longer there."""

    kind: Literal["reference_gone"]
    field: Annotated[str, FieldOf("question")]

    def doubtful(self, at: Place, records: Sequence[Record]) -> Iterator[Record]:
        source = source_of_field(at.step, self.field)
        present = {element.id for element in elements_in_reach(at.view.route, source, at.step.key.scope)}
        for record in records:
            target = record.values.get(self.field)
            if isinstance(target, ItemValue) and target.item not in present:
                yield record

    def beside(self, at: Place) -> tuple[Step, ...]:
        return at.view.seen(source_of_field(at.step, self.field), at.step.key.scope)


class RecordsDoubled(RecordDetector):
    """Records that say the same as an earlier one."""

    kind: Literal["records_doubled"]

    def doubtful(self, at: Place, records: Sequence[Record]) -> Iterator[Record]:
        del at
        said: set[tuple[str | None, frozenset[tuple[str, FieldValue]]]] = set()
        for record in records:
            says = (record.parent, frozenset(record.values.items()))
            if says in said:
                yield record
            said.add(says)


class KeysDoubled(RecordDetector):
    """Records of a tree with the same value in the field as an earlier one under the same parent."""

    kind: Literal["keys_doubled"]
    field: Annotated[str, FieldOf("question")]

    def doubtful(self, at: Place, records: Sequence[Record]) -> Iterator[Record]:
        del at
        taken: defaultdict[str | None, set[str]] = defaultdict(set)
        for record in records:
            key = comparable(record.values.get(self.field))
            if key and key in taken[record.parent]:
                yield record
            taken[record.parent].add(key)


class Childless(RecordDetector):
    """Records of a tree that promise something below them (the field has one of the options) and have nothing there."""

    kind: Literal["childless"]
    field: Annotated[str, FieldOf("question")]
    options: OneOrMore

    def doubtful(self, at: Place, records: Sequence[Record]) -> Iterator[Record]:
        del at
        parents = {record.parent for record in records}
        return (record for record in records if picked(record, self.field) in self.options and record.id not in parents)


class Deeper(DetectorBase):
    """A tree with more levels than the norm."""

    kind: Literal["deeper"]
    tells: ClassVar = ("number", "limit")
    question: Annotated[Identifier, Refers(("records",))]
    limit: str

    def norms(self) -> tuple[str, ...]:
        return (self.limit,)

    def hits(self, at: Place) -> Iterator[Hit]:
        if isinstance(at.value, RecordsValue):
            levels = 1 + max((depth for _, depth in in_tree_order(at.value.records)), default=0)
            if levels > at.norms[self.limit]:
                yield {"number": str(levels), "limit": number(at.norms[self.limit])}


def picked(record: Record, field: str) -> str | None:
    value = record.values.get(field)
    return value.option if isinstance(value, ChoiceValue) else None


def blank(value: FieldValue | None) -> bool:
    return value is None or (isinstance(value, TextValue) and not value.text.strip())


def comparable(value: FieldValue | None) -> str:
    match value:
        case ChoiceValue():
            return value.option or alike(value.own or "")
        case TextValue():
            return alike(value.text)
        case NumberValue():
            return number(value.amount)
        case ItemValue():
            return value.item
        case _:
            return ""


def source_of_field(step: Step, field: str) -> str:
    """Id of the question whose elements an item field points at."""
    if isinstance(step.question, RecordsQuestion):
        for candidate in step.question.fields:
            if candidate.id == field and isinstance(candidate, ItemField):
                return candidate.source
    return ""
