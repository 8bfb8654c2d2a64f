"""The published sections of a plan: blocks of four kinds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from bot.domain.elements import Outcome
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


class StageData(Published):
    """``fields`` must be filled to leave the stage; ``automation`` starts on it; ``outcome``: a stage that ends."""

    name: LineData
    outcome: Outcome | None
    fields: tuple[LineData, ...]
    automation: tuple[LineData, ...]


class PipelineData(Published):
    """A pipeline. ``elsewhere``: automation bound to none of its stages."""

    kind: Literal["pipeline"]
    title: Text
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


BlockData = Annotated[FactsData | PipelineData | MatrixData | TableData, Field(discriminator="kind")]


class SectionData(Published):
    """``open``: its questions that are not decided, each with its status."""

    id: Text
    title: Text
    blocks: tuple[BlockData, ...]
    open: tuple[LineData, ...]
