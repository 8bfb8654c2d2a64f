"""Rules of blocks that gather what stands in many places of a brief into one table."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from bot.domain.conditions import Definition
from bot.domain.planning.catalog_tables import Entity
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

    ``text`` of the actions (options of ``action``) in ``conditional`` says under which condition. ``delay`` is filled
    with the fields of a record, and empty where it begins at once. ``needs``: by option, ids of ``requirements``.
    """

    records: Annotated[Identifier, Refers(("records",))]
    stage: Annotated[Identifier, FieldOf("records")]
    action: Annotated[Identifier, FieldOf("records")]
    recipient: Annotated[Identifier, FieldOf("records")]
    text: Annotated[Identifier, FieldOf("records")]
    delay: str = ""
    conditional: tuple[Identifier, ...] = ()
    needs: dict[Identifier, tuple[Identifier, ...]] = Field(default_factory=dict)


class AutomationRule(Definition):
    """Everything that starts by itself, in every pipeline."""

    kind: Literal["automation"]
    of: tuple[CollectedRules, ...] = Field(min_length=1)
    title: Text = ""
