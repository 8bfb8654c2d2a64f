"""Faults of a catalog's tables: rules that no name reaches, entities and requirements that nobody describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.planning.catalog import Catalog, PipelineRule, TableRule
from bot.domain.planning.catalog_blocks import CollectedFields, CollectedRules, ListingRule, NamedFields
from bot.domain.planning.references import walk
from bot.domain.planning.texts import placeholders
from bot.domain.questionnaire import ChoiceField, ItemField, MultichoiceQuestion, RecordsQuestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.domain.planning.catalog_tables import Patterned
    from bot.domain.questionnaire import Questionnaire


def faults_in_tables(catalog: Catalog, questionnaire: Questionnaire) -> Iterator[str]:
    yield from _unreached(catalog)
    yield from _doubled_codes(catalog)
    yield from _undescribed_entities(catalog)
    yield from _requirements(catalog)
    for part, path in walk(catalog):
        if isinstance(part, CollectedRules):
            yield from _record_fields(part, path, questionnaire)
        if isinstance(part, ListingRule):
            yield from _options(part, path, questionnaire)
        if isinstance(part, TableRule) and part.fields:
            yield from _said(part.records, part.fields, path, questionnaire)


def _unreached(catalog: Catalog) -> Iterator[str]:
    """A pattern that stands above already takes every name."""
    tables: list[tuple[str, Sequence[Patterned]]] = [
        ("criteria.rules", catalog.criteria.rules if catalog.criteria else ()),
        ("field_types.rules", catalog.field_types.rules if catalog.field_types else ()),
        *((f"entity_fields.{entity}.ready", fields.ready) for entity, fields in catalog.entity_fields.items()),
    ]
    for path, rules in tables:
        seen: set[str] = set()
        for index, rule in enumerate(rules):
            if rule.pattern in seen:
                yield f"{path}[{index}]: the pattern «{rule.pattern}» stands above already"
            seen.add(rule.pattern)


def _doubled_codes(catalog: Catalog) -> Iterator[str]:
    for entity, codes in catalog.stage_codes.items():
        born = codes.born_with
        yield from (
            f"stage_codes.{entity}: the code «{code}» stands twice" for code in set(born) if born.count(code) > 1
        )


def _undescribed_entities(catalog: Catalog) -> Iterator[str]:
    for part, path in walk(catalog):
        if isinstance(part, PipelineRule) and part.entity and part.entity not in catalog.stage_codes:
            yield f"{path}.entity: there are no stage_codes of «{part.entity}»"
        if isinstance(part, CollectedFields) and part.entity not in catalog.entity_fields:
            yield f"{path}.entity: there are no entity_fields of «{part.entity}»"


def _requirements(catalog: Catalog) -> Iterator[str]:
    used: set[str] = set()
    for part, path in walk(catalog):
        if isinstance(part, CollectedRules):
            for option, names in part.needs.items():
                used |= set(names)
                unknown = (name for name in names if name not in catalog.requirements)
                yield from (f"{path}.needs.{option}: there is no requirement «{name}»" for name in unknown)
    yield from (f"requirements.{name}: no rule uses it" for name in catalog.requirements if name not in used)


def _options(part: ListingRule, path: str, questionnaire: Questionnaire) -> Iterator[str]:
    question = questionnaire.questions.get(part.elements)
    if isinstance(question, MultichoiceQuestion):
        known = {option.id for option in question.options}
        yield from (f"{path}.notes: «{question.id}» has no option «{name}»" for name in part.notes if name not in known)


def _said(records: str, fields: NamedFields, path: str, questionnaire: Questionnaire) -> Iterator[str]:
    question = questionnaire.questions.get(records)
    if isinstance(question, RecordsQuestion):
        known = {field.id for field in question.fields}
        unknown = (name for name in fields.said if name not in known)
        yield from (f"{path}.fields.said: the records of «{records}» have no field «{name}»" for name in unknown)


def _record_fields(part: CollectedRules, path: str, questionnaire: Questionnaire) -> Iterator[str]:
    question = questionnaire.questions.get(part.records)
    if not isinstance(question, RecordsQuestion):
        return
    fields = {field.id: field for field in question.fields}
    unknown = (placeholder.raw for placeholder in placeholders(part.delay) if placeholder.raw not in fields)
    yield from (f"{path}.delay: the records of «{question.id}» have no field «{name}»" for name in unknown)
    if part.stage in fields and not isinstance(fields[part.stage], ItemField):
        yield f"{path}.stage: «{part.stage}» names no element of another answer"
    action = fields.get(part.action)
    if isinstance(action, ChoiceField):
        known = {option.id for option in action.options}
        named = (*part.conditional, *part.needs)
        yield from (f"{path}: the field «{action.id}» has no option «{name}»" for name in named if name not in known)
        silent = [option for option in known if option not in part.needs] if part.needs else []
        yield from (f"{path}.needs: nothing is said of the option «{name}»" for name in sorted(silent))
