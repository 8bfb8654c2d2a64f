"""Faults of a catalog that only show beside its questionnaire and its own facts, for ``bot check``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.domain.planning.catalog_blocks import Gathered
from bot.domain.planning.checking_detectors import idle_detectors
from bot.domain.planning.checking_fixes import unfit_fixes
from bot.domain.planning.checking_options import unknown_options, unknown_record_fields
from bot.domain.planning.checking_tables import faults_in_tables
from bot.domain.planning.detectors import DetectingRule
from bot.domain.planning.references import named_in, question_references, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.planning.catalog import Catalog, Rule
    from bot.domain.questionnaire import Questionnaire


def used_questions(catalog: Catalog) -> frozenset[str]:
    """Questions whose answers some rule uses, or that the catalog says are asked for the conversation alone.

    Standing among the topics of the agenda is no use: every question has that.
    """
    detecting = (rule for _, rule in catalog.detecting)
    rules = (*catalog.told, *catalog.sections, *catalog.works, *catalog.purchases, *detecting)
    referred = (reference.question for rule in rules for reference in question_references(rule))
    told = (name for rule in rules for _, _, text in texts(rule) for name in named_in(text))
    return frozenset((*referred, *told, *catalog.aside))


def check_catalog(catalog: Catalog, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Every fault in words that name the place; none if the catalog fits the questionnaire."""
    return tuple(
        dict.fromkeys(
            (
                *_unknown_questions(catalog, questionnaire),
                *unknown_options(catalog, questionnaire),
                *unknown_record_fields(catalog, questionnaire),
                *_unknown_names_in_texts(catalog, questionnaire),
                *_unknown_facts(catalog),
                *_unknown_phases_and_works(catalog),
                *_doubled_ids(catalog),
                *_rules_without_answers(catalog),
                *idle_detectors(catalog, questionnaire),
                *unfit_fixes(catalog, questionnaire),
                *faults_in_tables(catalog, questionnaire),
            )
        )
    )


def _unknown_questions(catalog: Catalog, questionnaire: Questionnaire) -> Iterator[str]:
    for reference in question_references(catalog):
        question = questionnaire.questions.get(reference.question)
        if question is None:
            yield f"{reference.path}: the questionnaire has no question «{reference.question}»"
        elif reference.kinds and question.kind not in reference.kinds:
            wanted = " or ".join(reference.kinds)
            yield f"{reference.path}: «{reference.question}» is a {question.kind}, here belongs a {wanted}"
    for name in catalog.topics:
        if name not in questionnaire.questions:
            yield f"topics.{name}: the questionnaire has no question «{name}»"


def _unknown_names_in_texts(catalog: Catalog, questionnaire: Questionnaire) -> Iterator[str]:
    detecting = tuple(rule for _, rule in catalog.detecting)
    for rules in (catalog.told, catalog.sections, catalog.works, catalog.purchases, detecting):
        for rule in rules:
            known = {*questionnaire.questions}
            if isinstance(rule, DetectingRule):
                known |= {"item", *rule.detect.tells}
            elif rule.each:
                known |= {"item"}
            for part, path, text in texts(rule):
                here = known | {"item"} if isinstance(part, Gathered) else known
                yield from (f"{rule.id}.{path}: nothing is called «{name}»" for name in sorted(named_in(text) - here))
    for text, known in catalog.tariff.named_in_texts() if catalog.tariff else ():
        unknown = named_in(text) - known - {*questionnaire.questions}
        yield from (f"tariff: nothing is called «{name}»" for name in sorted(unknown))
    for name, topic in catalog.topics.items():
        unknown = named_in(topic.blocks) - {*questionnaire.questions}
        yield from (f"topics.{name}.blocks: nothing is called «{other}»" for other in sorted(unknown))


def _unknown_facts(catalog: Catalog) -> Iterator[str]:
    named: list[tuple[str, str]] = []
    for path, rule in catalog.detecting:
        named += [(path, name) for name in (*rule.detect.norms(), rule.norm) if name]
    named += [(f"purchases[{purchase.id}].price", purchase.price) for purchase in catalog.purchases]
    named += [(f"works[{work.id}].hours", work.hours) for work in catalog.works]
    named += [("meeting", catalog.meeting)] if catalog.meeting else []
    yield from (f"{path}: there is no fact «{name}»" for path, name in named if name not in catalog.facts)
    used = {name for _, name in named}
    yield from (f"facts.{name}: no rule uses it" for name in catalog.facts if name not in used)


def _unknown_phases_and_works(catalog: Catalog) -> Iterator[str]:
    works = {work.id for work in catalog.works}
    for work in catalog.works:
        if work.phase not in catalog.phases:
            yield f"works[{work.id}].phase: there is no phase «{work.phase}»"
        yield from (f"works[{work.id}].after: there is no work «{name}»" for name in work.after if name not in works)


def _doubled_ids(catalog: Catalog) -> Iterator[str]:
    groups: dict[str, tuple[Rule | DetectingRule, ...]] = {
        "decisions": catalog.decisions,
        "out_of_scope": catalog.out_of_scope,
        "assumptions": catalog.assumptions,
        "acceptance": catalog.acceptance,
        "sections": catalog.sections,
        "works": catalog.works,
        "purchases": catalog.purchases,
        "findings": catalog.findings,
        "tariff.reasons": catalog.tariff.reasons if catalog.tariff else (),
    }
    for name, rules in groups.items():
        counted = Counter(rule.id for rule in rules)
        yield from (f"{name}: «{id_}» stands {times} times" for id_, times in counted.items() if times > 1)


def _rules_without_answers(catalog: Catalog) -> Iterator[str]:
    """A line of the plan must say which answer it comes from."""
    for rules in (catalog.told, catalog.works, catalog.purchases):
        for rule in rules:
            told = {name for _, _, text in texts(rule) for name in named_in(text)} - {"item"}
            if not told and not any(question_references(rule)):
                yield f"{rule.id}: the rule rests on no answer; name one in when, each or based_on"
