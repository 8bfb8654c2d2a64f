"""Rules of a catalog that can never fire beside its questionnaire, and fixes that leave their finding where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.definitions.outline import asked_when
from bot.definitions.reach import can_hold
from bot.domain.conditions import Answered, Includes, Is
from bot.domain.planning.catalog import FindingRule
from bot.domain.planning.fixes import PickOption, TakeOut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.definitions.outline import Outline
    from bot.domain.conditions import Condition
    from bot.domain.planning.catalog import Catalog
    from bot.domain.planning.catalog_tariffs import TariffReason

Wanted = list[tuple["Condition", bool]]


def check_rules(catalog: Catalog, outline: Outline) -> Iterator[str]:
    """Every such fault in words that name the place. Only where the references of both files are sound."""
    groups = {
        "decisions": catalog.decisions,
        "sections": catalog.sections,
        "works": catalog.works,
        "purchases": catalog.purchases,
    }
    for name, rules in groups.items():
        for rule in rules:
            wanted = [*_for_each(rule.each), *_condition(rule.when)]
            if not can_hold(wanted, outline.asked):
                yield f"{name}[{rule.id}].when: can never hold, so the rule never fires"
    for path, detecting in catalog.detecting:
        yield from _detecting(path, detecting, outline)


def _detecting(path: str, rule: FindingRule | TariffReason, outline: Outline) -> Iterator[str]:
    name = rule.detect.question
    answered: Wanted = [(condition, True) for condition in asked_when(outline.asked[name])]
    answered.append((Answered(question=name), True))
    wanted = [*answered, *_condition(rule.when)]
    if not can_hold(wanted, outline.asked):
        yield f"{path}.when: can never hold while «{name}» is answered, so the rule never fires"
    elif isinstance(rule, FindingRule):
        yield from _fix(path, rule, wanted, outline)


def _fix(path: str, rule: FindingRule, wanted: Wanted, outline: Outline) -> Iterator[str]:
    name = rule.detect.question
    # What must be so for the finding to stay although the fix has been applied.
    mended: Wanted | None = None
    match rule.fix:
        case PickOption(option=option):
            mended = [(Is(choices={name: (option,)}), True)]
        case TakeOut(options=options):
            mended = [(Includes(members={name: options}), False)]
        case _:
            pass
    if mended is not None and can_hold([*wanted, *mended], outline.asked):
        yield f"{path}.fix: the finding can stay after it; let its when ask for what the fix changes"


def _for_each(question: str | None) -> Wanted:
    return [(Answered(question=question), True)] if question else []


def _condition(condition: Condition | None) -> Wanted:
    return [(condition, True)] if condition else []
