"""One-tap fixes that a catalog may name: a closed set, each a handful of ordinary edits of the answer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from bot.domain.conditions import Definition, OneOrMore
from bot.domain.edits import Pick, RemoveItem, SaveRecord, Toggle, ToggleCell
from bot.domain.elements import Element, elements, elements_in_reach
from bot.domain.hanging import hanging_on
from bot.domain.planning.detecting import DetectorBase, alike
from bot.domain.planning.detecting_grids import NobodyHas, OwnColumnsEmpty, RowsEmpty
from bot.domain.planning.detecting_lists import Doubled, Holds
from bot.domain.planning.detecting_records import KeysDoubled, RecordDetector, picked
from bot.domain.questionnaire import ChoiceField, GridQuestion, RecordsQuestion
from bot.domain.values import ChoiceValue, GridValue, MultichoiceValue, Record, RecordsValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.domain.edits import Edit
    from bot.domain.planning.detecting import Place

#: A full-width button shows no more on a phone.
LABEL_CHARACTERS = 34


class FixBase(Definition):
    """``mends``: what a detector must be for the fix to do away with all it finds. ``label``: the words on the button.

    ``kinds``: of the questions that it can change.
    """

    kinds: ClassVar[tuple[str, ...]] = ()
    mends: ClassVar[type[DetectorBase]] = DetectorBase

    label: str = Field(min_length=1, max_length=LABEL_CHARACTERS)

    def edits(self, at: Place, detect: DetectorBase) -> Iterator[Edit]:
        """What to do to the answer that ``detect`` has found something in; nothing where the fix is of no help."""
        raise NotImplementedError


class PickOption(FixBase):
    """Another option of a choice."""

    kinds: ClassVar = ("choice",)
    mends: ClassVar = Holds
    kind: Literal["pick"]
    option: str

    def edits(self, at: Place, detect: DetectorBase) -> Iterator[Edit]:
        del at, detect
        yield Pick(self.option)


class TakeOut(FixBase):
    """A multiple choice without these options."""

    kinds: ClassVar = ("multichoice",)
    mends: ClassVar = Holds
    kind: Literal["take_out"]
    options: OneOrMore

    def edits(self, at: Place, detect: DetectorBase) -> Iterator[Edit]:
        del detect
        if isinstance(at.value, MultichoiceValue):
            yield from (Toggle(option) for option in at.value.options if option in self.options)


class DropDoubled(FixBase):
    """Of the elements with one name only one stays: the one that something hangs on, else a ready one, else the first.

    Where something hangs on several of them, nobody but the client can say which one goes.
    """

    kinds: ClassVar = ("list", "multichoice")
    mends: ClassVar = Doubled
    kind: Literal["drop_doubled"]

    def edits(self, at: Place, detect: DetectorBase) -> Iterator[Edit]:
        del detect
        groups: defaultdict[str, list[Element]] = defaultdict(list)
        for element in elements(at.step.question, at.value):
            groups[alike(element.label)].append(element)
        for group in groups.values():
            kept = min(group, key=lambda element: _rank(at, element))
            yield from (RemoveItem(element.id) for element in group if element is not kept and _may_go(at, element))


def _rank(at: Place, element: Element) -> int:
    """The lower, the rather it stays."""
    if element.outcome is not None or not _may_go(at, element):
        return 0
    return 1 if element.name else 2


def _may_go(at: Place, element: Element) -> bool:
    """Nothing hangs on it, and it is the client's to remove."""
    own = element.outcome is None and not (isinstance(at.value, MultichoiceValue) and element.name)
    return own and not _hangs(at, element)


def _hangs(at: Place, element: Element) -> bool:
    key, route = at.step.key, at.view.route
    within = (*key.scope, element.id)
    repeated = any(step.answer and step.key.scope[: len(within)] == within for step in route.steps)
    return repeated or bool(hanging_on(route, key, element.id))


class RecordFix(FixBase):
    """Changes the records that the detector has found."""

    kinds: ClassVar = ("records",)
    mends: ClassVar[type[DetectorBase]] = RecordDetector

    def edits(self, at: Place, detect: DetectorBase) -> Iterator[Edit]:
        if isinstance(at.value, RecordsValue) and isinstance(detect, RecordDetector):
            yield from self.changes(at, tuple(detect.doubtful(at, at.value.records)), at.value.records)

    def changes(self, at: Place, found: tuple[Record, ...], records: tuple[Record, ...]) -> Iterator[Edit]:
        raise NotImplementedError


class DropRecords(RecordFix):
    """Without them, and without what stands in them."""

    kind: Literal["drop_records"]

    def changes(self, at: Place, found: tuple[Record, ...], records: tuple[Record, ...]) -> Iterator[Edit]:
        del at, records
        gone = {record.id for record in found}
        yield from (RemoveItem(record.id) for record in found if record.parent not in gone)


class SetFields(RecordFix):
    """With other options in these fields."""

    kind: Literal["set_fields"]
    values: dict[str, str] = Field(min_length=1)

    def changes(self, at: Place, found: tuple[Record, ...], records: tuple[Record, ...]) -> Iterator[Edit]:
        del at, records
        picks = {field: ChoiceValue(option=option) for field, option in self.values.items()}
        yield from (SaveRecord(replace(record, values={**record.values, **picks})) for record in found)


class FreeOption(RecordFix):
    """With an option in this field that no neighbour in the tree has."""

    mends: ClassVar = KeysDoubled
    kind: Literal["free_option"]
    field: str

    def changes(self, at: Place, found: tuple[Record, ...], records: tuple[Record, ...]) -> Iterator[Edit]:
        taken: defaultdict[str | None, set[str | None]] = defaultdict(set)
        for record in records:
            taken[record.parent].add(picked(record, self.field))
        options = [option.id for option in _field(at, self.field).options]
        for record in found:
            free = next((option for option in options if option not in taken[record.parent]), None)
            if free:
                taken[record.parent].add(free)
                yield SaveRecord(replace(record, values={**record.values, self.field: ChoiceValue(option=free)}))


def _field(at: Place, name: str) -> ChoiceField:
    fields = at.step.question.fields if isinstance(at.step.question, RecordsQuestion) else ()
    return next(field for field in fields if field.id == name and isinstance(field, ChoiceField))


class DropEmptyColumns(FixBase):
    """Without the client's own columns that no row has."""

    kinds: ClassVar = ("grid",)
    mends: ClassVar = OwnColumnsEmpty
    kind: Literal["drop_empty_columns"]

    def edits(self, at: Place, detect: DetectorBase) -> Iterator[Edit]:
        del detect
        if isinstance(at.value, GridValue):
            used = {column for _, column in at.value.cells}
            yield from (RemoveItem(item.id) for item in at.value.own_columns if item.id not in used)


class FillRows(FixBase):
    """With a mark in this column in every row that has none."""

    kinds: ClassVar = ("grid",)
    mends: ClassVar = RowsEmpty
    kind: Literal["fill_rows"]
    column: str

    def edits(self, at: Place, detect: DetectorBase) -> Iterator[Edit]:
        del detect
        marked = {row for row, _ in at.value.cells} if isinstance(at.value, GridValue) else set()
        yield from (ToggleCell(row.id, self.column) for row in _rows(at) if row.id not in marked)


class Mark(FixBase):
    """With a mark in this column in the first of these rows (ids of ready elements) that is there."""

    kinds: ClassVar = ("grid",)
    mends: ClassVar = NobodyHas
    kind: Literal["mark"]
    rows: OneOrMore
    column: str

    def edits(self, at: Place, detect: DetectorBase) -> Iterator[Edit]:
        del detect
        here: Mapping[str | None, str] = {row.name: row.id for row in _rows(at)}
        yield from [ToggleCell(here[name], self.column) for name in self.rows if name in here][:1]


def _rows(at: Place) -> Iterable[Element]:
    question = at.step.question
    source = question.rows if isinstance(question, GridQuestion) else ""
    return elements_in_reach(at.view.route, source, at.step.key.scope)


FixRule = Annotated[
    PickOption | TakeOut | DropDoubled | DropRecords | SetFields | FreeOption | DropEmptyColumns | FillRows | Mark,
    Field(discriminator="kind"),
]
