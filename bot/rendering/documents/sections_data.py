"""The published sections of a plan: blocks of several kinds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from bot.domain.elements import Outcome
from bot.domain.planning.catalog_tables import Entity, FieldType
from bot.domain.steps import StepStatus
from bot.rendering.documents.published import Keys, Published, Text


class LineData(Published):
    """``depth``: the indentation in a tree. ``sources``: keys of the answers that the line rests on."""

    text: Text
    status: StepStatus
    depth: int
    sources: Keys


class FactData(Published):
    """A question's name and what was answered, one line or several."""

    name: Text
    lines: tuple[LineData, ...]


class FactsData(Published):
    """Questions with their answers."""

    kind: Literal["facts"]
    title: Text
    facts: tuple[FactData, ...]


class CriterionData(Published):
    """When to go on. ``origin``: whose rule it is; empty where it follows from the mandatory fields."""

    line: LineData
    origin: Text


class StageData(Published):
    """``fields`` must be filled to leave the stage; ``automation`` starts on it; ``outcome``: a stage that ends.

    ``unclear``: nobody knows when to go on. ``code`` is a proposal; ``ready`` if every new pipeline has it.
    """

    name: LineData
    outcome: Outcome | None
    semantics: Literal["process", "success", "failure"]
    criteria: tuple[CriterionData, ...]
    unclear: bool
    fields: tuple[LineData, ...]
    automation: tuple[LineData, ...]
    code: Text
    ready: bool


class DirectoryData(Published):
    """Where the portal keeps the stages; it puts ``prefix`` before their codes ({n}: the number of the pipeline).

    ``spare``: codes of stages that a new pipeline has and this one does not need.
    """

    id: Text
    prefix: Text
    spare: tuple[Text, ...]
    origin: Text


class PipelineData(Published):
    """A pipeline. ``elsewhere``: automation bound to none of its stages."""

    kind: Literal["pipeline"]
    title: Text
    entity: Entity | None
    directory: DirectoryData | None
    stages: tuple[StageData, ...]
    elsewhere: tuple[LineData, ...]


class MatrixRowData(Published):
    """``cells`` in the order of the columns."""

    name: LineData
    cells: tuple[bool, ...]


class MatrixData(Published):
    """What applies to what."""

    kind: Literal["matrix"]
    title: Text
    columns: tuple[Text, ...]
    rows: tuple[MatrixRowData, ...]


class TableRowData(Published):
    """``line``: the row as a sentence. ``cells`` in the order of the columns, empty where nothing was given."""

    line: LineData
    cells: tuple[Text, ...]


class TableData(Published):
    """Records. ``tree``: rows are indented by the depth of their line."""

    kind: Literal["table"]
    title: Text
    columns: tuple[Text, ...]
    rows: tuple[TableRowData, ...]
    tree: bool


class FieldPlaceData(Published):
    """Where a field is mandatory."""

    pipeline: Text
    stages: tuple[Text, ...]


class FieldRowData(Published):
    """A field. ``ready``: every portal has it under ``code``; otherwise ``type`` and ``code`` are proposals.

    ``check``: the type is the usual one for want of a rule. ``origin``: whose proposal it is.
    """

    line: LineData
    entity: Entity
    type: FieldType | None
    code: Text
    ready: bool
    check: bool
    places: tuple[FieldPlaceData, ...]
    origin: Text


class DictionaryData(Published):
    """Every field that is collected anywhere, once for its entity."""

    kind: Literal["dictionary"]
    title: Text
    rows: tuple[FieldRowData, ...]


class NeedData(Published):
    """What has to be there first, and who says so."""

    text: Text
    origin: Text


class AutomationRowData(Published):
    """Something that starts by itself. Empty: ``delay`` at once, ``condition`` none, ``trigger`` a stage that is gone.

    ``line``: the row as a sentence.
    """

    line: LineData
    pipeline: Text
    trigger: Text
    delay: Text
    condition: Text
    action: Text
    recipient: Text
    text: Text
    needs: tuple[NeedData, ...]


class AutomationData(Published):
    """Everything that starts by itself, pipeline by pipeline."""

    kind: Literal["automation"]
    title: Text
    rows: tuple[AutomationRowData, ...]


BlockData = Annotated[
    FactsData | PipelineData | MatrixData | TableData | DictionaryData | AutomationData,
    Field(discriminator="kind"),
]


class SectionData(Published):
    """``open``: its questions that are not decided, and what is to be settled, each with its status."""

    id: Text
    title: Text
    blocks: tuple[BlockData, ...]
    open: tuple[LineData, ...]
