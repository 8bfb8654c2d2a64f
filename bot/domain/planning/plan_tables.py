"""Tables of a plan that gather what stands in many places: fields, automation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.domain.planning.catalog_tables import Entity, FieldType
    from bot.domain.planning.plan_sections import Line


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """Where a field is mandatory."""

    pipeline: str
    stages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field. ``ready``: every portal has it under ``code``; otherwise ``type`` and ``code`` are proposals.

    ``check``: the type is the usual one for want of a rule.
    """

    line: Line
    entity: Entity
    places: tuple[FieldPlace, ...]
    type: FieldType | None = None
    code: str = ""
    ready: bool = False
    check: bool = False
    origin: str = ""


@dataclass(frozen=True, slots=True)
class DictionaryBlock:
    """Fields by entity, each once."""

    rows: tuple[FieldRow, ...]
    title: str = ""
    kind: Literal["dictionary"] = "dictionary"


@dataclass(frozen=True, slots=True)
class Need:
    """What has to be there first, and who says so."""

    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class AutomationRow:
    """Something that starts by itself. Empty: ``delay`` at once, ``condition`` none, ``trigger`` a stage that is gone.

    ``line``: the whole row as a sentence.
    """

    line: Line
    pipeline: str
    trigger: str
    delay: str
    condition: str
    action: str
    recipient: str
    text: str
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class AutomationBlock:
    """Everything that starts by itself, pipeline by pipeline."""

    rows: tuple[AutomationRow, ...]
    title: str = ""
    kind: Literal["automation"] = "automation"
