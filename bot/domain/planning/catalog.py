"""The catalog: facts with their sources, and the rules that turn answers into a plan. Immutable, made from a file."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, model_validator

from bot.domain.conditions import Condition, Definition
from bot.domain.planning.catalog_blocks import AutomationRule, DictionaryRule, ListingRule, NamedFields
from bot.domain.planning.catalog_facts import CatalogFact
from bot.domain.planning.catalog_tables import (
    CriterionTable,
    Entity,
    EntityFields,
    FieldTypes,
    Requirement,
    StageCodes,
)
from bot.domain.planning.catalog_tariffs import TariffReason, TariffRule
from bot.domain.planning.detectors import DetectingRule
from bot.domain.planning.fixes import FixRule
from bot.domain.planning.plan import Period, Severity
from bot.domain.planning.references import FieldOf, Refers, question_references
from bot.domain.planning.texts import Text
from bot.domain.questionnaire import Identifier

if TYPE_CHECKING:
    from bot.domain.misfits import Place

_ELEMENTS = Refers(("list", "multichoice"))


class Rule(Definition):
    """Applies where ``when`` holds; with ``each`` once for every element of that answer, which ``{item}`` names."""

    id: Identifier
    when: Condition | None = None
    each: Annotated[Identifier | None, _ELEMENTS] = None

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """Every question that the rule names outside of its texts."""
        return tuple(reference.question for reference in question_references(self))


class DecisionRule(Rule):
    """``short`` goes to the first screen. A text that comes out empty is no decision.

    ``based_on``: the answers that prove it, besides those named in the texts.
    """

    text: Text
    short: Text = ""
    because: Text = ""
    based_on: Annotated[tuple[Identifier, ...], Refers()] = ()


class FactsRule(Definition):
    """Questions and their answers, line by line."""

    kind: Literal["facts"]
    questions: Annotated[tuple[Identifier, ...], Refers()] = Field(min_length=1)
    title: Text = ""


class PipelineRule(Definition):
    """Stages with their mandatory fields and automation. ``stage_field`` of the automation's records names the stage.

    ``line`` is an automation record in words under its stage, with ``{field}`` placeholders; by default the
    questionnaire's own summary. With ``entity`` stages get the codes of its ``stage_codes``.
    """

    kind: Literal["pipeline"]
    entity: Entity | None = None
    stages: Annotated[Identifier, Refers(("list",))]
    fields: Annotated[Identifier | None, Refers(("grid",))] = None
    automation: Annotated[Identifier | None, Refers(("records",))] = None
    stage_field: Annotated[str, FieldOf("automation")] = ""
    line: str = ""
    title: Text = ""


class MatrixRule(Definition):
    """A grid as it is."""

    kind: Literal["matrix"]
    grid: Annotated[Identifier, Refers(("grid",))]
    title: Text = ""


class TableRule(Definition):
    """Records as a table, or as a tree where the questionnaire says so. ``fields`` adds the fields that they need."""

    kind: Literal["table"]
    records: Annotated[Identifier, Refers(("records",))]
    fields: NamedFields | None = None
    title: Text = ""


BlockRule = Annotated[
    FactsRule | PipelineRule | MatrixRule | TableRule | DictionaryRule | AutomationRule | ListingRule,
    Field(discriminator="kind"),
]


class SectionRule(Rule):
    title: Text
    blocks: tuple[BlockRule, ...] = Field(min_length=1)


class Multiplier(Definition):
    """How many: the answer to a number question, or how many elements, marks or records an answer has.

    The elements that a list always ends with are left out, and «nothing of this» is none.
    """

    number: Annotated[Identifier | None, Refers(("number",))] = None
    count: Annotated[Identifier | None, Refers(("list", "multichoice", "records", "grid"))] = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if (self.number is None) == (self.count is None):
            message = "give either number or count"
            raise ValueError(message)
        return self


class PurchaseRule(Rule):
    """``price`` names a fact in roubles, taken once for each of ``times`` multiplied together."""

    title: Text
    period: Period
    price: str
    times: tuple[Multiplier, ...] = ()
    basis: Text = ""


class WorkRule(Rule):
    """``hours`` names a fact in hours, taken once for each of ``times``. ``after``: ids of works that come before."""

    title: Text
    phase: str
    hours: str
    times: tuple[Multiplier, ...] = ()
    side: Literal["integrator", "client"] = "integrator"
    by: Literal["rest", "hand"] = "hand"
    after: tuple[Identifier, ...] = ()
    based_on: Annotated[tuple[Identifier, ...], Refers()] = ()


class StatementRule(Rule):
    """A text that comes out empty is no statement. ``based_on`` as for a decision."""

    text: Text
    based_on: Annotated[tuple[Identifier, ...], Refers()] = ()


class FindingRule(DetectingRule):
    """What is doubtful: ``detect`` finds it where ``when`` holds. ``ask`` also puts it on the meeting's agenda.

    ``norm`` names the fact that the finding rests on, shown with its source. ``hint`` tells the client, on the card of
    the answer that it is found in; without one only the manager learns of it. ``fix``: what a button under it does.
    """

    severity: Severity
    text: Text
    reason: Text = ""
    hint: Text = ""
    fix: FixRule | None = None
    ask: Text = ""
    blocks: Text = ""
    minutes: int = Field(default=3, ge=1)
    norm: str = ""


class Topic(Definition):
    """A question on the agenda: what waits for it, how long it takes to talk over, and how much hangs on it."""

    blocks: Text = ""
    minutes: int | None = Field(default=None, ge=1)
    weight: int = Field(default=0, ge=0, le=100)
    #: Left unanswered, it is not asked again at the meeting.
    may_stay_open: bool = False


class Catalog(Definition):
    """One catalog file. ``questionnaire``: the one whose ids it names."""

    id: Identifier
    version: str
    questionnaire: Identifier
    facts: dict[Identifier, CatalogFact] = Field(default_factory=dict)
    phases: dict[Identifier, str] = Field(default_factory=dict)
    decisions: tuple[DecisionRule, ...] = ()
    sections: tuple[SectionRule, ...] = ()
    works: tuple[WorkRule, ...] = ()
    purchases: tuple[PurchaseRule, ...] = ()
    findings: tuple[FindingRule, ...] = ()
    out_of_scope: tuple[StatementRule, ...] = ()
    assumptions: tuple[StatementRule, ...] = ()
    acceptance: tuple[StatementRule, ...] = ()
    #: The fact that says how many minutes of the meeting there are for open questions; without one all have a place.
    meeting: str = ""
    criteria: CriterionTable | None = None
    stage_codes: dict[Entity, StageCodes] = Field(default_factory=dict)
    field_types: FieldTypes | None = None
    entity_fields: dict[Entity, EntityFields] = Field(default_factory=dict)
    requirements: dict[Identifier, Requirement] = Field(default_factory=dict)
    tariff: TariffRule | None = None
    #: By question id.
    topics: dict[Identifier, Topic] = Field(default_factory=dict)
    #: Questions that are asked for the conversation alone (they drive conditions of the questionnaire).
    aside: Annotated[tuple[Identifier, ...], Refers()] = ()

    @cached_property
    def hinting(self) -> dict[str, tuple[FindingRule, ...]]:
        """The findings that the client hears of, by the question that they look at."""
        found: dict[str, tuple[FindingRule, ...]] = {}
        for rule in self.findings:
            if rule.hint:
                found[rule.detect.question] = (*found.get(rule.detect.question, ()), rule)
        return found

    @property
    def ruling(self) -> tuple[tuple[Place, Rule], ...]:
        """Every rule that looks at the answers at large, with its place."""
        groups: dict[str, tuple[Rule, ...]] = {
            "decisions": self.decisions,
            "sections": self.sections,
            "works": self.works,
            "purchases": self.purchases,
            "out_of_scope": self.out_of_scope,
            "assumptions": self.assumptions,
            "acceptance": self.acceptance,
        }
        return tuple(((name, index), rule) for name, rules in groups.items() for index, rule in enumerate(rules))

    @property
    def detecting(self) -> tuple[tuple[Place, FindingRule | TariffReason], ...]:
        """Every rule that looks into single answers, with its place."""
        reasons = self.tariff.reasons if self.tariff else ()
        return (
            *((("findings", index), rule) for index, rule in enumerate(self.findings)),
            *((("tariff", "reasons", index), rule) for index, rule in enumerate(reasons)),
        )
