"""The plan as data: the JSON that is exported, and that every document is made from.

The names are a contract with whoever reads an export (``docs/plan.schema.json``): parts may be added, none renamed.
A new part of a plan that is named here as in the domain is published by that alone.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from bot.domain.answers import AttachmentKind
from bot.domain.planning.money import total
from bot.domain.planning.plan import Period, PlanAttachment, Severity, Why
from bot.domain.planning.plan_sections import Source
from bot.rendering.documents.changes_data import ChangesData
from bot.rendering.documents.published import AmountData, Key, Keys, Moment, Published, Text
from bot.rendering.documents.sections_data import SectionData

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from bot.domain.planning.plan import Plan, WorkItem

FORMAT: Literal["brief-plan/1"] = "brief-plan/1"


class PassportData(Published):
    """``version`` counts the submissions; ``minutes``: spent on answers; ``closed``: questions of ``total``."""

    company: Text
    contact: Text
    questionnaire: Text
    version: int
    created_at: Moment
    submitted_at: Moment | None
    minutes: int
    closed: int
    total: int
    meeting_at: Moment | None


class TotalsData(Published):
    """``hours`` of the integrator; ``once`` and ``monthly`` in roubles.

    ``meeting_minutes``: of the agenda without what is spare, which takes ``spare_minutes`` more.
    """

    hours: AmountData
    once: AmountData
    monthly: AmountData
    meeting_minutes: int
    spare_minutes: int


class DecisionData(Published):
    """``short`` and ``because`` may be empty."""

    id: Text
    text: Text
    short: Text
    because: Text
    sources: Keys


class PhaseData(Published):
    """Consecutive works: ``works`` of them, with the integrator's hours."""

    title: Text
    works: int
    hours: AmountData


class WorkData(Published):
    """``by``: through the REST interface or by a person. ``after``: ids of works that come before."""

    id: Text
    title: Text
    phase: Text
    hours: AmountData
    side: Literal["integrator", "client"]
    by: Literal["rest", "hand"]
    after: tuple[Text, ...]
    sources: Keys


class PurchaseData(Published):
    """``cost`` in roubles. ``basis``: how it was counted; ``origin``: whose price it is."""

    id: Text
    title: Text
    period: Period
    cost: AmountData
    basis: Text
    origin: Text
    sources: Keys


class FixData(Published):
    """What the client can do about a finding with one tap. ``key``: the answer that it changes."""

    key: Key
    label: Text


class FindingData(Published):
    """``key``: the question concerned. ``origin``: whose norm it is, if it is one."""

    id: Text
    severity: Severity
    text: Text
    reason: Text
    origin: Text
    key: Key
    sources: Keys
    fix: FixData | None


class AgendaItemData(Published):
    """``places``: what it is asked for, where the question repeats. ``said``: what is answered so far.

    ``group``: the section it belongs to. ``spare``: it waits for time that is left.
    """

    title: Text
    why: Why
    places: tuple[Text, ...]
    said: Text
    blocks: Text
    minutes: int
    sources: Keys
    group: Text
    spare: bool


class StatementData(Published):
    """A sentence that both sides agree to."""

    id: Text
    text: Text
    sources: Keys


class AttachmentData(Published):
    """A file of the client and what it was given to."""

    section: Text
    question: Text
    kind: AttachmentKind
    name: Text
    caption: Text
    source: Key


class AnswerData(Published):
    """The row of a brief's history that a line rests on: its number, who answered and when, to which version."""

    seq: int
    author: int | None
    at: Moment | None
    version: Text | None


class PlanData(Published):
    """A plan. ``answers``: those that its lines name as their sources, by key.

    ``changes``: since the version before; null where there was none.
    """

    format: Literal["brief-plan/1"]
    passport: PassportData
    totals: TotalsData
    decisions: tuple[DecisionData, ...]
    sections: tuple[SectionData, ...]
    phases: tuple[PhaseData, ...]
    works: tuple[WorkData, ...]
    purchases: tuple[PurchaseData, ...]
    findings: tuple[FindingData, ...]
    agenda: tuple[AgendaItemData, ...]
    attachments: tuple[AttachmentData, ...]
    out_of_scope: tuple[StatementData, ...]
    assumptions: tuple[StatementData, ...]
    acceptance: tuple[StatementData, ...]
    changes: ChangesData | None
    answers: dict[Text, AnswerData]


def plan_data(plan: Plan, zone: tzinfo) -> PlanData:
    """The plan for publication, its moments told in ``zone``."""
    named = {name: getattr(plan, name) for name in PlanData.model_fields if hasattr(plan, name)}
    counted = {
        "format": FORMAT,
        "totals": plan,
        "phases": [_phase(title, list(works)) for title, works in groupby(plan.works, lambda work: work.phase)],
        "answers": {str(source.key): source for source in _sources(plan) if source.seq is not None},
    }
    return PlanData.model_validate(named | counted, context={"zone": zone})


def _phase(title: str, works: list[WorkItem]) -> dict[str, object]:
    hours = total(work.hours for work in works if work.side == "integrator")
    return {"title": title, "works": len(works), "hours": hours}


def _sources(part: object) -> Iterator[Source]:
    """Every answer that a line of the plan names; files have numbers of their own."""
    match part:
        case PlanAttachment():
            return
        case Source():
            yield part
        case tuple():
            for each in part:
                yield from _sources(each)
        case _ if is_dataclass(part):
            for field in fields(part):
                yield from _sources(getattr(part, field.name))
