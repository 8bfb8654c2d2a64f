"""Rules of a catalog that can never fire beside its questionnaire, and fixes that leave their finding where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.definitions.asking import Wanted, asked_when
from bot.definitions.outline import out_of_sight
from bot.definitions.reach import can_hold
from bot.domain.conditions import Answered, Includes, Is, references
from bot.domain.misfits import Misfit
from bot.domain.planning.catalog import FindingRule
from bot.domain.planning.fixes import PickOption, TakeOut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.definitions.outline import Outline
    from bot.domain.conditions import Condition
    from bot.domain.misfits import Place
    from bot.domain.planning.catalog import Catalog, Rule
    from bot.domain.planning.catalog_tariffs import TariffReason


def check_rules(catalog: Catalog, outline: Outline) -> Iterator[Misfit]:
    """Every such fault. Only where the references of both files are sound."""
    for place, rule in catalog.ruling:
        yield from _at_large(place, rule, outline)
    for place, detecting in catalog.detecting:
        yield from _detecting(place, detecting, outline)


def _at_large(place: Place, rule: Rule, outline: Outline) -> Iterator[Misfit]:
    scope = (rule.each,) if rule.each else ()
    unseen = [
        *(Misfit((*place, "each"), message) for message in _unseen(scope, (), outline)),
        *(Misfit((*place, "when"), message) for message in _unseen(references(rule.when), scope, outline)),
    ]
    yield from unseen
    wanted = [*(Wanted(Answered(question=name)) for name in scope), *_condition(rule.when, scope)]
    if not unseen and not can_hold(wanted, outline.answerable):
        yield Misfit((*place, "when"), "can never hold, so the rule never fires")


def _unseen(names: Iterator[str] | Sequence[str], scope: tuple[str, ...], outline: Outline) -> Iterator[str]:
    """Why the questions cannot be seen from within ``scope``, of those that cannot."""
    for name in dict.fromkeys(names):
        if why := out_of_sight(outline.asked[name], scope):
            yield f"«{name}» {why}"


def _detecting(place: Place, rule: FindingRule | TariffReason, outline: Outline) -> Iterator[Misfit]:
    name = rule.detect.question
    asked = outline.asked[name]
    unseen = [Misfit((*place, "when"), message) for message in _unseen(references(rule.when), asked.scope, outline)]
    yield from unseen
    answered = [*asked_when(asked), Wanted(Answered(question=name), asked.scope)]
    wanted = [*answered, *_condition(rule.when, asked.scope)]
    if unseen:
        return
    if not can_hold(wanted, outline.answerable):
        yield Misfit((*place, "when"), f"can never hold while «{name}» is answered, so the rule never fires")
    elif isinstance(rule, FindingRule):
        yield from _fix(place, rule, wanted, outline)


def _fix(place: Place, rule: FindingRule, wanted: Sequence[Wanted], outline: Outline) -> Iterator[Misfit]:
    name = rule.detect.question
    # What must be so for the finding to stay although the fix has been applied.
    mended: Wanted | None = None
    scope = outline.asked[name].scope
    match rule.fix:
        case PickOption(option=option):
            mended = Wanted(Is(choices={name: (option,)}), scope)
        case TakeOut(options=options):
            mended = Wanted(Includes(members={name: options}), scope, truth=False)
        case _:
            pass
    if mended is not None and can_hold([*wanted, mended], outline.answerable):
        yield Misfit((*place, "fix"), "the finding can stay after it; let its when ask for what the fix changes")


def _condition(condition: Condition | None, scope: tuple[str, ...]) -> list[Wanted]:
    return [Wanted(condition, scope)] if condition else []
