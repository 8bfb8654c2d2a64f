"""From one block rule, or one question without a rule, to a block of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.domain.describing import fill, lines_of
from bot.domain.descriptions import Form, Forms, Table
from bot.domain.elements import nearest
from bot.domain.planning.automation import automation
from bot.domain.planning.catalog import FactsRule, MatrixRule, PipelineRule, TableRule
from bot.domain.planning.catalog_blocks import AutomationRule, DictionaryRule, ListingRule
from bot.domain.planning.dictionary import dictionary
from bot.domain.planning.listings import listing
from bot.domain.planning.named_fields import with_named_fields
from bot.domain.planning.pipelines import pipeline
from bot.domain.planning.plan_sections import (
    Block,
    Fact,
    FactsBlock,
    MatrixBlock,
    MatrixRow,
    TableBlock,
)
from bot.domain.planning.plan_sections import TableRow as PlanRow
from bot.domain.planning.view import line_of
from bot.domain.questionnaire import RecordsQuestion

if TYPE_CHECKING:
    from bot.domain.planning.catalog import BlockRule, Catalog
    from bot.domain.planning.view import Scope, View
    from bot.domain.route import Step


def questions_of(rule: BlockRule) -> tuple[str, ...]:
    """Ids of the questions that the block shows, in order; none of a block that gathers what others show."""
    match rule:
        case FactsRule():
            return rule.questions
        case PipelineRule():
            return tuple(filter(None, (rule.stages, rule.fields, rule.automation)))
        case MatrixRule():
            return (rule.grid,)
        case TableRule():
            return (rule.records,)
        case ListingRule():
            return (rule.elements, rule.marks.grid) if rule.marks else (rule.elements,)
        case DictionaryRule() | AutomationRule():
            return ()
        case unknown:
            assert_never(unknown)


def block_of(view: View, catalog: Catalog, rule: BlockRule, scope: Scope) -> Block | None:
    """The block as seen from ``scope``; None while nothing in it has a value."""
    match rule:
        case FactsRule():
            steps = [step for question in rule.questions for step in view.seen(question, scope)]
            return facts_block(view, steps, title=view.fill(rule.title, scope))
        case PipelineRule():
            return pipeline(view, catalog, rule, scope)
        case MatrixRule():
            return _first(view, rule.grid, scope, view.fill(rule.title, scope))
        case TableRule():
            return _records(view, rule, scope)
        case ListingRule():
            return listing(view, rule, scope)
        case DictionaryRule():
            return dictionary(view, catalog, rule)
        case AutomationRule():
            return automation(view, catalog, rule)
        case unknown:
            assert_never(unknown)


def own_block(view: View, step: Step) -> Block | None:
    """The natural block of a question for which there is no rule."""
    description = view.describe(step)
    if isinstance(description, Table):
        return _matrix(step, description, name_of(step))
    if isinstance(description, Forms) and description.forms:
        return _table(step, description, name_of(step))
    return facts_block(view, [step])


def name_of(step: Step) -> str:
    """The question's short name, with its element where it repeats."""
    place = step.items[-1].label if step.items else ""
    if "{item}" in step.question.short:
        return fill(step.question.short, {"item": place})
    return f"{step.question.short}: {place}" if step.question.for_each else step.question.short


def facts_block(view: View, steps: list[Step], *, title: str = "") -> FactsBlock | None:
    facts = tuple(
        Fact(name_of(step), tuple(line_of(step, text) for text in lines_of(description)))
        for step in steps
        if (description := view.describe(step)) is not None and lines_of(description)
    )
    return FactsBlock(facts, title) if facts else None


def _first(view: View, question: str, scope: Scope, title: str) -> Block | None:
    step = nearest(view.route, question, scope)
    description = view.describe(step) if step else None
    if step and isinstance(description, Table):
        return _matrix(step, description, title)
    if step and isinstance(description, Forms):
        return _table(step, description, title) if description.forms else facts_block(view, [step], title=title)
    return None


def _records(view: View, rule: TableRule, scope: Scope) -> Block | None:
    block = _first(view, rule.records, scope, view.fill(rule.title, scope))
    step = nearest(view.route, rule.records, scope)
    forms = view.describe(step) if step else None
    if rule.fields and isinstance(block, TableBlock) and isinstance(forms, Forms):
        return with_named_fields(view, rule.fields, forms, block)
    return block


def _matrix(step: Step, table: Table, title: str) -> MatrixBlock | None:
    rows = tuple(
        MatrixRow(line_of(step, row.label), tuple(column.id in row.cells for column in table.columns))
        for row in table.rows
    )
    return MatrixBlock(tuple(column.label for column in table.columns), rows, title) if rows else None


def _table(step: Step, forms: Forms, title: str) -> TableBlock:
    fields = step.question.fields if isinstance(step.question, RecordsQuestion) else ()
    rows = tuple(
        PlanRow(line_of(step, form.summary, form.depth), tuple(_cell(form, field.id) for field in fields))
        for form in forms.forms
    )
    return TableBlock(tuple(field.short or field.ask for field in fields), rows, title, forms.tree)


def _cell(form: Form, field: str) -> str:
    return next((filled.text for filled in form.fields if filled.id == field), "")
