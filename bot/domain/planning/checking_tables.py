"""Faults of a catalog's tables: rules that no name reaches, entities and requirements that nobody describes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.domain.members import members
from bot.domain.misfits import Misfit
from bot.domain.planning.catalog import Catalog, PipelineRule, TableRule
from bot.domain.planning.catalog_blocks import CollectedFields, CollectedRules, ListingRule
from bot.domain.planning.checking_options import fields_not_in, missing
from bot.domain.planning.references import walk
from bot.domain.planning.texts import placeholders
from bot.domain.questionnaire import ChoiceField, ItemField, MultichoiceQuestion, RecordsQuestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.domain.misfits import Place
    from bot.domain.planning.catalog_tables import Patterned
    from bot.domain.questionnaire import Questionnaire


def faults_in_tables(catalog: Catalog, questionnaire: Questionnaire) -> Iterator[Misfit]:
    yield from _unreached(catalog)
    yield from _doubled_codes(catalog)
    yield from _undescribed_entities(catalog)
    yield from _requirements(catalog)
    for part, place in walk(catalog):
        if isinstance(part, CollectedRules):
            yield from _record_fields(part, place, questionnaire)
        if isinstance(part, ListingRule):
            yield from _options(part, place, questionnaire)
        if isinstance(part, TableRule) and part.fields:
            question = questionnaire.questions.get(part.records)
            yield from fields_not_in(question, part.fields.said, (*place, "fields", "said"))


def _unreached(catalog: Catalog) -> Iterator[Misfit]:
    """A pattern that stands above already takes every name."""
    tables: list[tuple[Place, Sequence[Patterned]]] = [
        (("criteria", "rules"), catalog.criteria.rules if catalog.criteria else ()),
        (("field_types", "rules"), catalog.field_types.rules if catalog.field_types else ()),
        *((("entity_fields", entity, "ready"), fields.ready) for entity, fields in catalog.entity_fields.items()),
    ]
    for place, rules in tables:
        seen: set[str] = set()
        for index, rule in enumerate(rules):
            if rule.pattern in seen:
                yield Misfit((*place, index), f"the pattern «{rule.pattern}» stands above already")
            seen.add(rule.pattern)


def _doubled_codes(catalog: Catalog) -> Iterator[Misfit]:
    for entity, codes in catalog.stage_codes.items():
        counted = Counter(codes.born_with)
        doubled = (code for code, times in counted.items() if times > 1)
        yield from (Misfit(("stage_codes", entity), f"the code «{code}» stands twice") for code in doubled)


def _undescribed_entities(catalog: Catalog) -> Iterator[Misfit]:
    for part, place in walk(catalog):
        if isinstance(part, PipelineRule) and part.entity and part.entity not in catalog.stage_codes:
            yield Misfit((*place, "entity"), f"there are no stage_codes of «{part.entity}»")
        if isinstance(part, CollectedFields) and part.entity not in catalog.entity_fields:
            yield Misfit((*place, "entity"), f"there are no entity_fields of «{part.entity}»")


def _requirements(catalog: Catalog) -> Iterator[Misfit]:
    used: set[str] = set()
    for part, place in walk(catalog):
        if isinstance(part, CollectedRules):
            for option, names in part.needs.items():
                used |= set(names)
                yield from missing((*place, "needs", option), "there is no requirement", names, catalog.requirements)
    yield from (Misfit(("requirements", name), "no rule uses it") for name in catalog.requirements if name not in used)


def _options(part: ListingRule, place: Place, questionnaire: Questionnaire) -> Iterator[Misfit]:
    question = questionnaire.questions.get(part.elements)
    if isinstance(question, MultichoiceQuestion):
        yield from missing((*place, "notes"), f"«{question.id}» has no option", part.notes, members(question))


def _record_fields(part: CollectedRules, place: Place, questionnaire: Questionnaire) -> Iterator[Misfit]:
    question = questionnaire.questions.get(part.records)
    if not isinstance(question, RecordsQuestion):
        return
    fields = {field.id: field for field in question.fields}
    yield from fields_not_in(question, (name.raw for name in placeholders(part.delay)), (*place, "delay"))
    if part.stage in fields and not isinstance(fields[part.stage], ItemField):
        yield Misfit((*place, "stage"), f"«{part.stage}» names no element of another answer")
    action = fields.get(part.action)
    if isinstance(action, ChoiceField):
        known = [option.id for option in action.options]
        named = (*part.conditional, *part.needs)
        yield from missing(place, f"the field «{action.id}» has no option", named, known)
        silent = [option for option in known if option not in part.needs] if part.needs else []
        yield from (Misfit((*place, "needs"), f"nothing is said of the option «{name}»") for name in sorted(silent))
