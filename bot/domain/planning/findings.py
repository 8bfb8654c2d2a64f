"""What is doubtful: every finding rule of the catalog, run over every decided answer that it looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.planning.detecting import Place
from bot.domain.planning.plan import AgendaItem, Finding, Severity, Why
from bot.domain.planning.references import question_references
from bot.domain.planning.view import View, decided, source_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.domain.planning.catalog import Catalog, FindingRule
    from bot.domain.route import Route, Step

_ORDER = list(Severity)


def findings_by(view: View, catalog: Catalog) -> list[tuple[Finding, AgendaItem | None]]:
    """Findings, the weightiest first, each with the agenda item it asks for, if it does."""
    found = [pair for rule in catalog.findings for pair in _found_by(view, catalog, rule)]
    return sorted(found, key=lambda pair: _ORDER.index(pair[0].severity))


def hints_for(route: Route, catalog: Catalog, step: Step) -> tuple[str, ...]:
    """What the client may hear of the answer while it can still be changed, the weightiest first."""
    view = View(route)
    rules = (rule for rule in catalog.findings if rule.hint and rule.detect.question == step.key.question)
    return tuple(
        view.fill(rule.hint, step.key.scope, texts)
        for rule in sorted(rules, key=lambda rule: _ORDER.index(rule.severity))
        for texts in _found_in(view, catalog, rule, step)
    )


def _found_by(view: View, catalog: Catalog, rule: FindingRule) -> Iterator[tuple[Finding, AgendaItem | None]]:
    for step in view.everywhere(rule.detect.question):
        for texts in _found_in(view, catalog, rule, step):
            yield _tell(view, catalog, rule, step, texts)


def _found_in(view: View, catalog: Catalog, rule: FindingRule, step: Step) -> Iterator[Mapping[str, str]]:
    """The placeholders of every finding in one answer."""
    norms, value = _norms(catalog, rule), decided(step)
    if norms is None or value is None or not view.holds(rule.when, step.key.scope):
        return
    item = {"item": step.items[-1].label if step.items else ""}
    for hit in rule.detect.hits(Place(view, step, value, norms)):
        yield item | hit


def _norms(catalog: Catalog, rule: FindingRule) -> Mapping[str, float] | None:
    """The figures that the detector needs; None if one of them is not known."""
    figures = {name: catalog.facts[name].value for name in rule.detect.norms()}
    known = {name: figure for name, figure in figures.items() if figure is not None}
    return known if len(known) == len(figures) else None


def _tell(
    view: View, catalog: Catalog, rule: FindingRule, step: Step, texts: Mapping[str, str]
) -> tuple[Finding, AgendaItem | None]:
    scope = step.key.scope
    others = dict.fromkeys(reference.question for reference in question_references(rule))
    others.pop(step.key.question, None)
    sources = (source_of(step), *(source for source in view.sources(others, scope) if source.seq is not None))
    text = view.fill(rule.text, scope, texts)
    finding = Finding(
        id=rule.id,
        severity=rule.severity,
        text=text,
        reason=view.fill(rule.reason, scope, texts),
        origin=catalog.facts[rule.norm].origin if rule.norm else "",
        key=step.key,
        sources=sources,
    )
    if not rule.ask:
        return finding, None
    ask, blocks = view.fill(rule.ask, scope, texts), view.fill(rule.blocks, scope, texts)
    return finding, AgendaItem(ask, Why.FINDING, (), text, blocks, rule.minutes, sources)
