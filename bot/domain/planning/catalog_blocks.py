"""Rules of blocks that gather what stands in many places of a brief into one table."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from bot.domain.conditions import Definition
from bot.domain.planning.catalog_tables import Entity, Sourced
from bot.domain.planning.references import FieldOf, Refers
from bot.domain.planning.texts import Text
from bot.domain.questionnaire import Identifier


class Gathered(Definition):
    """A question in every place where it is asked. ``pipeline`` names the place, in which {item} is its element."""

    pipeline: Text


class CollectedFields(Gathered):
    """A grid whose columns are fields."""

    grid: Annotated[Identifier, Refers(("grid",))]
    entity: Entity


class DictionaryRule(Definition):
    """Every field that is collected anywhere, once for its entity."""

    kind: Literal["dictionary"]
    of: tuple[CollectedFields, ...] = Field(min_length=1)
    title: Text = ""


class CollectedRules(Gathered):
    """Records of automation. The names of their fields: ``stage`` starts it, ``action`` says what it does.

    ``text`` of the actions (options of ``action``) in ``conditional`` says under which condition; ``condition_word``
    begins it in people's words, and stands before it anyway. ``delay`` is filled with the fields of a record, and empty
    where it begins at once. ``needs``: by option, ids of ``requirements``.
    """

    records: Annotated[Identifier, Refers(("records",))]
    stage: Annotated[Identifier, FieldOf("records")]
    action: Annotated[Identifier, FieldOf("records")]
    recipient: Annotated[Identifier, FieldOf("records")]
    text: Annotated[Identifier, FieldOf("records")]
    delay: str = ""
    conditional: tuple[Identifier, ...] = ()
    condition_word: str = ""
    needs: dict[Identifier, tuple[Identifier, ...]] = Field(default_factory=dict)


class AutomationRule(Definition):
    """Everything that starts by itself, in every pipeline."""

    kind: Literal["automation"]
    of: tuple[CollectedRules, ...] = Field(min_length=1)
    title: Text = ""


class Marks(Definition):
    """A grid with the elements as rows; ``none``: in words, of a row without a mark."""

    grid: Annotated[Identifier, Refers(("grid",))]
    column: str = Field(min_length=1)
    none: str = Field(min_length=1)


class ElementNote(Sourced):
    """What there is to know of an element; ``cells`` in the order of the columns."""

    cells: tuple[str, ...]


class ListingRule(Definition):
    """Elements of an answer with what the catalog knows of them.

    ``name`` heads the elements, ``origin`` the sources of the notes. ``notes``: by option; ``otherwise``: of the
    client's own, and of options without a note.
    """

    kind: Literal["listing"]
    elements: Annotated[Identifier, Refers(("multichoice",))]
    name: str = Field(min_length=1)
    marks: Marks | None = None
    columns: tuple[str, ...] = Field(min_length=1)
    origin: str = Field(min_length=1)
    notes: dict[Identifier, ElementNote] = Field(default_factory=dict)
    otherwise: ElementNote
    title: Text = ""

    @model_validator(mode="after")
    def _a_cell_for_every_column(self) -> Self:
        for name, note in {**self.notes, "otherwise": self.otherwise}.items():
            if len(note.cells) != len(self.columns):
                message = f"{name}: give {len(self.columns)} cells, one for each column"
                raise ValueError(message)
        return self


class NamedFields(Definition):
    """Fields that texts of a record name, in a column of their own; ``none`` in words, where they name none.

    ``said``: the record's fields with the texts; ``grids``: whose columns are the fields, in every place.
    """

    column: str = Field(min_length=1)
    said: tuple[Identifier, ...] = Field(min_length=1)
    grids: Annotated[tuple[Identifier, ...], Refers(("grid",))] = Field(min_length=1)
    none: str = Field(min_length=1)
