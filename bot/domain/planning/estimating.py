"""What it takes and what it costs: work items and purchases, each a catalog fact times what was answered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.planning.plan import Purchase, WorkItem
from bot.domain.planning.references import named_in
from bot.domain.planning.sections import repetitions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.domain.planning.catalog import Catalog, Multiplier, PurchaseRule, WorkRule
    from bot.domain.planning.money import Range
    from bot.domain.planning.plan_sections import Source
    from bot.domain.planning.view import Scope, View


_HALF_HOUR = 0.5


def purchases_by(view: View, catalog: Catalog) -> Iterator[Purchase]:
    """What has to be bought; what comes to nothing (no minutes, no devices) is left out."""
    for rule in catalog.purchases:
        fact = catalog.facts[rule.price]
        for scope, texts in repetitions(view, rule):
            cost = _multiplied(view, fact.range, rule.times, scope)
            if not cost.nothing:
                yield Purchase(
                    id="@".join((rule.id, *scope)),
                    title=view.fill(rule.title, scope, texts),
                    period=rule.period,
                    cost=cost,
                    basis=view.fill(rule.basis, scope, texts),
                    origin=fact.origin,
                    sources=_sources(view, rule, scope),
                )


def works_by(view: View, catalog: Catalog) -> Iterator[WorkItem]:
    """What has to be done, by phase, in half hours; what comes to nothing is left out."""
    works = tuple(_works(view, catalog))
    there: defaultdict[str, list[str]] = defaultdict(list)
    for work in works:
        there[work.id.partition("@")[0]].append(work.id)
    before = {rule.id: rule.after for rule in catalog.works}
    for work in works:
        _, _, scope = work.id.partition("@")
        yield replace(work, after=tuple(dict.fromkeys(_earlier(work.after, scope, there, before, frozenset()))))


def _earlier(
    names: Iterable[str],
    scope: str,
    there: Mapping[str, list[str]],
    before: Mapping[str, tuple[str, ...]],
    passed: frozenset[str],
) -> Iterator[str]:
    """The works behind the names of rules: that of the same place, else all of them.

    For a work that the plan leaves out, those that it would come after.
    """
    for name in names:
        same = f"{name}@{scope}"
        if name in passed:
            continue
        if name not in there:
            yield from _earlier(before.get(name, ()), scope, there, before, passed | {name})
        else:
            yield from (same,) if same in there[name] else there[name]


def _works(view: View, catalog: Catalog) -> Iterator[WorkItem]:
    phases = list(catalog.phases)
    for rule in sorted(catalog.works, key=lambda rule: phases.index(rule.phase)):
        for scope, texts in repetitions(view, rule):
            hours = _multiplied(view, catalog.facts[rule.hours].range, rule.times, scope)
            if not hours.nothing:
                yield WorkItem(
                    id="@".join((rule.id, *scope)),
                    title=view.fill(rule.title, scope, texts),
                    phase=catalog.phases[rule.phase],
                    hours=hours.rounded_up(_HALF_HOUR),
                    side=rule.side,
                    by=rule.by,
                    after=rule.after,
                    sources=_sources(view, rule, scope),
                )


def _multiplied(view: View, each: Range, times: tuple[Multiplier, ...], scope: Scope) -> Range:
    product = each
    for multiplier in times:
        if multiplier.number:
            product = product.times(view.amount(multiplier.number, scope))
        elif multiplier.count:
            product = product.times(view.count(multiplier.count, scope))
    return product


def _sources(view: View, rule: PurchaseRule | WorkRule, scope: Scope) -> tuple[Source, ...]:
    return view.sources((*rule.questions, *sorted(named_in(rule.title) - {"item"})), scope)
