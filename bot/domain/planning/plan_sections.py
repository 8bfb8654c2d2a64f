"""What the sections of a plan are made of. Every line says which answer it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.domain.planning.plan_tables import AutomationBlock, DictionaryBlock

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.answers import QuestionKey
    from bot.domain.elements import Outcome
    from bot.domain.planning.catalog_tables import Entity
    from bot.domain.route import StepStatus


@dataclass(frozen=True, slots=True)
class Source:
    """Where a line comes from. Without ``seq`` the question has no answer yet."""

    key: QuestionKey
    seq: int | None = None
    author: int | None = None
    at: datetime | None = None
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """``depth`` is the indentation in a tree; ``status`` tells a decided line from one still to be confirmed."""

    text: str
    sources: tuple[Source, ...]
    status: StepStatus
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """A question's name and what was answered, one line or several."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FactsBlock:
    facts: tuple[Fact, ...]
    title: str = ""
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Criterion:
    """When an entity may go on. ``origin``: whose rule it is; empty where it follows from the mandatory fields."""

    line: Line
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """``fields`` must be filled to leave the stage; ``automation`` starts on it.

    ``code`` is a proposal, ``ready`` if every new pipeline has it; ``unclear``: nobody knows when to go on.
    """

    name: Line
    outcome: Outcome | None
    fields: tuple[Line, ...]
    automation: tuple[Line, ...]
    criteria: tuple[Criterion, ...] = ()
    unclear: bool = False
    code: str = ""
    ready: bool = False

    @property
    def semantics(self) -> Literal["process", "success", "failure"]:
        return self.outcome or "process"


@dataclass(frozen=True, slots=True)
class Directory:
    """Where the stages of a pipeline are kept on the portal, which puts ``prefix`` before their codes.

    ``spare``: codes of stages that a new pipeline has and this one does not need.
    """

    id: str
    prefix: str
    spare: tuple[str, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class PipelineBlock:
    """``elsewhere``: automation bound to no stage that stands. ``directory``: of the proposed codes, if there are."""

    stages: tuple[Stage, ...]
    elsewhere: tuple[Line, ...] = ()
    title: str = ""
    entity: Entity | None = None
    directory: Directory | None = None
    kind: Literal["pipeline"] = "pipeline"


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """``cells`` in the order of the columns."""

    name: Line
    cells: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class MatrixBlock:
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    title: str = ""
    kind: Literal["matrix"] = "matrix"


@dataclass(frozen=True, slots=True)
class TableRow:
    """``line``: the whole row as a sentence; ``cells`` in the order of the columns, empty where nothing was given."""

    line: Line
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """``tree``: rows are indented by the depth of their line."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    title: str = ""
    tree: bool = False
    kind: Literal["table"] = "table"


Block = FactsBlock | PipelineBlock | MatrixBlock | TableBlock | DictionaryBlock | AutomationBlock


@dataclass(frozen=True, slots=True)
class PlanSection:
    """``open``: names of its questions that are not decided, and of what is to be settled, each with its status."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    open: tuple[Line, ...]
