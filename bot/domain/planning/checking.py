"""Faults of a catalog that only show beside its questionnaire and its own facts, for ``bot check``."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.domain.misfits import Misfit, did_you_mean
from bot.domain.planning.catalog_blocks import Gathered
from bot.domain.planning.checking_detectors import idle_detectors
from bot.domain.planning.checking_fixes import unfit_fixes
from bot.domain.planning.checking_options import unknown_options, unknown_record_fields
from bot.domain.planning.checking_tables import faults_in_tables
from bot.domain.planning.detectors import DetectingRule
from bot.domain.planning.references import named_in, question_references, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.misfits import Place
    from bot.domain.planning.catalog import Catalog, Rule
    from bot.domain.questionnaire import Questionnaire


def used_questions(catalog: Catalog) -> frozenset[str]:
    """Questions whose answers some rule uses, or that the catalog says are asked for the conversation alone.

    Standing among the topics of the agenda is no use: every question has that.
    """
    rules = tuple(rule for _, rule in _all_rules(catalog))
    referred = (reference.question for rule in rules for reference in question_references(rule))
    told = (name for rule in rules for _, _, text in texts(rule) for name in named_in(text))
    return frozenset((*referred, *told, *catalog.aside))


def check_catalog(catalog: Catalog, questionnaire: Questionnaire) -> tuple[Misfit, ...]:
    """Every fault; none if the catalog fits the questionnaire."""
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


def _all_rules(catalog: Catalog) -> tuple[tuple[Place, Rule | DetectingRule], ...]:
    return (*catalog.ruling, *catalog.detecting)


def _unknown_questions(catalog: Catalog, questionnaire: Questionnaire) -> Iterator[Misfit]:
    for reference in question_references(catalog):
        question = questionnaire.questions.get(reference.question)
        if question is None:
            yield _unknown_question(reference.place, reference.question, questionnaire)
        elif reference.kinds and question.kind not in reference.kinds:
            wanted = " or ".join(reference.kinds)
            message = f"«{reference.question}» is a {question.kind}, here belongs a {wanted}"
            yield Misfit(reference.place, message)
    for name in catalog.topics:
        if name not in questionnaire.questions:
            yield _unknown_question(("topics", name), name, questionnaire)


def _unknown_question(place: Place, name: str, questionnaire: Questionnaire) -> Misfit:
    hint = did_you_mean(name, questionnaire.questions)
    return Misfit(place, f"the questionnaire has no question «{name}»{hint}")


def _unknown_names_in_texts(catalog: Catalog, questionnaire: Questionnaire) -> Iterator[Misfit]:
    questions = {*questionnaire.questions}
    for around, rule in _all_rules(catalog):
        known = questions | _told_by(rule)
        for part, place, text in texts(rule, around):
            yield from _unnamed(place, text, known | {"item"} if isinstance(part, Gathered) else known)
    for name, text, known in catalog.tariff.named_in_texts() if catalog.tariff else ():
        yield from _unnamed(("tariff", name), text, known | questions)
    for name, topic in catalog.topics.items():
        yield from _unnamed(("topics", name, "blocks"), topic.blocks, questions)


def _told_by(rule: Rule | DetectingRule) -> set[str]:
    """What texts of the rule may name besides questions."""
    if isinstance(rule, DetectingRule):
        return {"item", *rule.detect.tells}
    return {"item"} if rule.each else set()


def _unnamed(place: Place, text: str, known: set[str]) -> Iterator[Misfit]:
    for name in sorted(named_in(text) - known):
        yield Misfit(place, f"nothing is called «{name}»{did_you_mean(name, known)}")


def _unknown_facts(catalog: Catalog) -> Iterator[Misfit]:
    named: list[tuple[Place, str]] = []
    for place, rule in catalog.detecting:
        named += [((*place, "detect"), name) for name in rule.detect.norms()]
        named += [((*place, "norm"), rule.norm)] if rule.norm else []
    named += [(("purchases", index, "price"), purchase.price) for index, purchase in enumerate(catalog.purchases)]
    named += [(("works", index, "hours"), work.hours) for index, work in enumerate(catalog.works)]
    named += [(("meeting",), catalog.meeting)] if catalog.meeting else []
    for place, name in named:
        if name not in catalog.facts:
            yield Misfit(place, f"there is no fact «{name}»{did_you_mean(name, catalog.facts)}")
    used = {name for _, name in named}
    yield from (Misfit(("facts", name), "no rule uses it") for name in catalog.facts if name not in used)


def _unknown_phases_and_works(catalog: Catalog) -> Iterator[Misfit]:
    works = [work.id for work in catalog.works]
    for index, work in enumerate(catalog.works):
        place = ("works", index)
        if work.phase not in catalog.phases:
            hint = did_you_mean(work.phase, catalog.phases)
            yield Misfit((*place, "phase"), f"there is no phase «{work.phase}»{hint}")
        for name in work.after:
            if name not in works:
                yield Misfit((*place, "after"), f"there is no work «{name}»{did_you_mean(name, works)}")


def _doubled_ids(catalog: Catalog) -> Iterator[Misfit]:
    groups: defaultdict[Place, set[str]] = defaultdict(set)
    for place, rule in _all_rules(catalog):
        taken = groups[place[:-1]]
        if rule.id in taken:
            yield Misfit((*place, "id"), f"«{rule.id}» stands above already; one id, one rule")
        taken.add(rule.id)


def _rules_without_answers(catalog: Catalog) -> Iterator[Misfit]:
    """A line of the plan must say which answer it comes from."""
    for place, rule in catalog.ruling:
        told = {name for _, _, text in texts(rule) for name in named_in(text)} - {"item"}
        if not told and not any(question_references(rule)):
            yield Misfit(place, "the rule rests on no answer; name one in when, each or based_on")
