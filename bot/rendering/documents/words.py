"""The words of documents, from ``templates/documents/labels.yaml``: a missing or unknown one is an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from bot.domain.answers import AttachmentKind
from bot.domain.conditions import Definition
from bot.domain.planning.catalog_tables import Entity, FieldType
from bot.domain.planning.plan import Period, Severity, Why

Forms = Annotated[tuple[str, ...], Field(min_length=3, max_length=3)]


class DocumentTitles(Definition):
    title: str
    version: str
    draft: str
    contact: str
    minutes_spent: str
    meeting: str
    page: str
    more: str
    file: str
    file_draft: str
    picture: str


class Headings(Definition):
    changes: str
    decisions: str
    works: str
    purchases: str
    findings: str
    agenda: str
    attachments: str
    out_of_scope: str
    assumptions: str
    acceptance: str


class ChangeWords(Definition):
    came: str
    went: str
    became: str
    reordered: str
    dropped: str
    decided: str
    decisions: str
    hours: str
    once: str
    monthly: str


class FirstPage(Definition):
    hours: str
    hours_note: str
    once: str
    monthly: str
    findings: str
    findings_note: str
    agenda: str
    agenda_note: str
    agenda_spare: str


class AmountWords(Definition):
    unknown: str
    #: «от 500»: with ``{low}``.
    from_: str = Field(alias="from")
    #: In the cell of an upper end that there is not.
    open: str
    hours: str
    rubles: str
    minutes: str
    unknown_prices: str
    unknown_hours: str


class Columns(Definition):
    number: str
    stage: str
    code: str
    semantics: str
    criterion: str
    fields: str
    automation: str
    work: str
    side: str
    hours: str
    hours_from: str
    hours_to: str
    phase: str
    by: str
    purchase: str
    basis: str
    origin: str
    known_from: str
    period: str
    cost: str
    cost_from: str
    cost_to: str
    section: str
    pipeline: str
    field: str
    entity: str
    type: str
    rest_type: str
    mandatory: str
    trigger: str
    delay: str
    condition: str
    action: str
    recipient: str
    text: str
    needs: str
    status: str
    question: str
    why: str
    said: str
    blocks: str
    places: str
    minutes: str
    when: str
    file: str
    name: str
    comment: str


class TotalWords(Definition):
    works: str
    once: str
    monthly: str
    rate: str
    cost: str
    meeting: str
    spare: str


class Notes(Definition):
    elsewhere: str
    open: str
    works: str
    rest: str
    nothing_open: str
    if_time: str
    offered: str
    filled: str
    check: str
    at_once: str
    gone: str
    directory: str
    prefix: str
    ready: str
    spare: str
    ready_field: str
    nowhere: str
    places: str
    said: str
    blocks: str


class Sheets(Definition):
    cover: str
    works: str
    purchases: str
    stages: str
    fields: str
    dictionary: str
    automation: str
    agenda: str


class Statuses(Definition):
    """``unfinished``: of an answer that is begun and not finished."""

    answered: str
    discuss: str
    unknown: str
    stale: str
    unanswered: str
    unfinished: str


class Counted(Definition):
    """Forms after 1, 2 and 5."""

    questions: Forms


class Words(Definition):
    document: DocumentTitles
    headings: Headings
    first: FirstPage
    amounts: AmountWords
    columns: Columns
    totals: TotalWords
    notes: Notes
    sheets: Sheets
    changes: ChangeWords
    statuses: Statuses
    why: Mapping[Why, str]
    severities: Mapping[Severity, str]
    semantics: Mapping[Literal["process", "success", "failure"], str]
    entities: Mapping[Entity, str]
    types: Mapping[FieldType, str]
    sides: Mapping[Literal["integrator", "client"], str]
    ways: Mapping[Literal["rest", "hand"], str]
    periods: Mapping[Period, str]
    attachments: Mapping[AttachmentKind, str]
    counted: Counted
    months: Annotated[tuple[str, ...], Field(min_length=12, max_length=12)]
