"""What a rule with a detector finds in one answer, as it stands or as it might be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.planning.detecting import Place
from bot.domain.planning.view import View, decided

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.planning.catalog import Catalog
    from bot.domain.planning.detectors import DetectingRule
    from bot.domain.route import Step
    from bot.domain.values import Value


def place_of(view: View, catalog: Catalog, rule: DetectingRule, step: Step) -> Place | None:
    """What the rule's detector looks at; None while there is no answer, or a figure that it needs is not known."""
    norms, value = _norms(catalog, rule), decided(step)
    return None if norms is None or value is None else Place(view, step, value, norms)


def supposing(at: Place, value: Value) -> Place:
    """The place with another answer. It is seen afresh: what a view remembers is of the answers that stand."""
    step = at.step.holding(replace(at.step.answer, value=value)) if at.step.answer else at.step
    return replace(at, view=View(at.view.route), step=step, value=value)


def hits_at(rule: DetectingRule, at: Place, supposed: Value | None = None) -> tuple[Mapping[str, str], ...]:
    """The placeholders of every finding in the answer; ``supposed``: in what it might become."""
    if supposed is not None:
        at = supposing(at, supposed)
    instead = at.step if supposed is not None else None
    if not at.view.route.holds(rule.when, at.step.key.scope, at.step.repeats, instead):
        return ()
    item = {"item": at.step.items[-1].label if at.step.items else ""}
    return tuple(item | hit for hit in rule.detect.hits(at))


def _norms(catalog: Catalog, rule: DetectingRule) -> Mapping[str, float] | None:
    """The figures that the detector needs; None if one of them is not known."""
    figures = {name: catalog.facts[name].value for name in rule.detect.norms()}
    known = {name: figure for name, figure in figures.items() if figure is not None}
    return known if len(known) == len(figures) else None
