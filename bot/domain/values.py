"""Values of answers, one class per kind of question. Immutable; as JSON through ``dump`` and ``load``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field, PlainSerializer, TypeAdapter


@dataclass(frozen=True, slots=True)
class Item:
    """One element of a repeated group. The id is opaque and stays when the element is renamed or moved."""

    id: str
    label: str
    #: Id of the preset item it was made from, if any.
    preset: str | None = None


@dataclass(frozen=True, slots=True)
class ChoiceValue:
    """Either ``option`` (an id of the definition) or ``own`` (the client's words) is set."""

    option: str | None = None
    own: str | None = None
    kind: Literal["choice"] = "choice"


@dataclass(frozen=True, slots=True)
class MultichoiceValue:
    options: tuple[str, ...] = ()
    own: tuple[Item, ...] = ()
    kind: Literal["multichoice"] = "multichoice"


@dataclass(frozen=True, slots=True)
class NumberValue:
    """``upper`` is set for a range («10–15»), ``approximate`` for «около 15»."""

    amount: float
    upper: float | None = None
    approximate: bool = False
    kind: Literal["number"] = "number"


@dataclass(frozen=True, slots=True)
class TextValue:
    text: str
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class ItemValue:
    """A record's field that points at an element of another answer (or at a fixed item) by its id."""

    item: str
    kind: Literal["item"] = "item"


@dataclass(frozen=True, slots=True)
class ListValue:
    items: tuple[Item, ...] = ()
    kind: Literal["list"] = "list"


#: Sets are written in order, so that equal values are equal texts.
Cells = Annotated[frozenset[tuple[str, str]], PlainSerializer(sorted, return_type=list[tuple[str, str]])]
Ids = Annotated[frozenset[str], PlainSerializer(sorted, return_type=list[str])]


@dataclass(frozen=True, slots=True)
class GridValue:
    """``cells``: (row item id, column id). ``confirmed``: rows that the client has passed."""

    cells: Cells = frozenset()
    own_columns: tuple[Item, ...] = ()
    confirmed: Ids = frozenset()
    kind: Literal["grid"] = "grid"


FieldValue = Annotated[ChoiceValue | NumberValue | TextValue | ItemValue, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class Record:
    """A filled small form: field id → value; fields that do not apply are absent."""

    id: str
    values: dict[str, FieldValue] = field(default_factory=dict)
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class RecordsValue:
    """An empty tuple is an answer: nothing needed."""

    records: tuple[Record, ...] = ()
    kind: Literal["records"] = "records"


Value = Annotated[
    ChoiceValue | MultichoiceValue | NumberValue | TextValue | ListValue | GridValue | RecordsValue,
    Field(discriminator="kind"),
]

_values: TypeAdapter[Value] = TypeAdapter(Value)
_records: TypeAdapter[Record] = TypeAdapter(Record)


def dump(value: Value) -> str:
    """The value as compact JSON text."""
    return _values.dump_json(value, exclude_defaults=False).decode()


def load(text: str) -> Value:
    """The value from JSON text made by ``dump``."""
    return _values.validate_json(text)


def dump_record(record: Record) -> str:
    return _records.dump_json(record).decode()
