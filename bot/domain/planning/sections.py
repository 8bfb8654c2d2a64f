"""The plan's sections and decisions: by the catalog's rules, or as in the questionnaire where there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.describing import fill
from bot.domain.planning.blocks import block_of, name_of, own_block, questions_of
from bot.domain.planning.pipelines import unclear
from bot.domain.planning.plan import Decision, Statement
from bot.domain.planning.plan_sections import PlanSection
from bot.domain.planning.references import named_in
from bot.domain.planning.view import line_of
from bot.domain.route import StepStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.domain.planning.catalog import Catalog, DecisionRule, Rule, SectionRule, StatementRule
    from bot.domain.planning.plan_sections import Line, Source
    from bot.domain.planning.view import Scope, View
    from bot.domain.route import SectionRun, Step


def repetitions(view: View, rule: Rule) -> Iterator[tuple[Scope, dict[str, str]]]:
    """Every place where the rule applies: its scope, and what ``{item}`` means there."""
    places: list[tuple[Scope, dict[str, str]]] = [((), {})]
    repeats = (rule.each,) if rule.each else ()
    if rule.each:
        places = [((element.id,), {"item": element.label}) for element in view.elements(rule.each)]
    yield from ((scope, texts) for scope, texts in places if view.route.holds(rule.when, scope, repeats))


def decisions_by(view: View, catalog: Catalog) -> Iterator[Decision]:
    for rule in catalog.decisions:
        for scope, texts in repetitions(view, rule):
            decision = _decision(view, rule, scope, texts)
            if decision.text:
                yield decision


def statements_by(view: View, rules: Iterable[StatementRule]) -> Iterator[Statement]:
    for rule in rules:
        for scope, texts in repetitions(view, rule):
            text = view.fill(rule.text, scope, texts)
            if text:
                yield Statement("@".join((rule.id, *scope)), text, _sources(view, rule, (rule.text,), scope))


def _sources(view: View, rule: Rule, texts: tuple[str, ...], scope: Scope) -> tuple[Source, ...]:
    in_texts = (name for text in texts for name in sorted(named_in(text) - {"item"}))
    return view.sources((*rule.questions, *in_texts), scope)


def _decision(view: View, rule: DecisionRule, scope: Scope, texts: dict[str, str]) -> Decision:
    return Decision(
        id=rule.id,
        text=view.fill(rule.text, scope, texts),
        short=view.fill(rule.short, scope, texts),
        because=view.fill(rule.because, scope, texts),
        sources=_sources(view, rule, (rule.text, rule.short, rule.because), scope),
    )


def sections_by(view: View, catalog: Catalog) -> Iterator[PlanSection]:
    """Sections with something to show, decided or open."""
    for rule in catalog.sections:
        for scope, texts in repetitions(view, rule):
            section = _section(view, catalog, rule, scope, texts)
            if section.blocks or section.open:
                yield section


def _section(view: View, catalog: Catalog, rule: SectionRule, scope: Scope, texts: dict[str, str]) -> PlanSection:
    blocks = tuple(found for block in rule.blocks if (found := block_of(view, catalog, block, scope)))
    asked = dict.fromkeys(question for block in rule.blocks for question in questions_of(block))
    steps = [step for question in asked for step in view.seen(question, scope)]
    return PlanSection(
        id="@".join((rule.id, *scope)),
        title=view.fill(rule.title, scope, texts),
        blocks=blocks,
        open=(*_open(steps), *unclear(blocks, catalog.criteria)),
    )


def sections_as_asked(view: View) -> Iterator[PlanSection]:
    """The questionnaire's own sections, every answer in the block natural to it."""
    for run in view.route.runs:
        blocks = (own_block(view, step) for step in run.steps)
        yield PlanSection(
            id=run.id,
            title=title_of(run),
            blocks=tuple(block for block in blocks if block),
            open=_open(run.steps),
        )


def title_of(run: SectionRun) -> str:
    return fill(run.section.title, {"item": run.item.label if run.item else ""})


def _open(steps: tuple[Step, ...] | list[Step]) -> tuple[Line, ...]:
    return tuple(line_of(step, name_of(step)) for step in steps if step.status is not StepStatus.ANSWERED)
