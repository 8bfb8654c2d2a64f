"""What is doubtful: every finding rule of the catalog, run over every decided answer that it looks at."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.planning.looking import hits_at, place_of
from bot.domain.planning.mending import mending
from bot.domain.planning.plan import AgendaItem, Finding, Fix, Severity, Why
from bot.domain.planning.references import question_references
from bot.domain.planning.view import View, source_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.domain.edits import Edit
    from bot.domain.planning.catalog import Catalog, FindingRule
    from bot.domain.route import Route, Step

_ORDER = list(Severity)


@dataclass(frozen=True, slots=True)
class Hint:
    """A finding in words for the client, with what one tap can do about it, if anything."""

    text: str
    fix: Fix | None


def findings_by(view: View, catalog: Catalog) -> list[tuple[Finding, AgendaItem | None]]:
    """Findings, the weightiest first, each with the agenda item it asks for, if it does."""
    found = [pair for rule in catalog.findings for pair in _found_by(view, catalog, rule)]
    return _asked_once(sorted(found, key=lambda pair: _ORDER.index(pair[0].severity)))


def _asked_once(found: list[tuple[Finding, AgendaItem | None]]) -> list[tuple[Finding, AgendaItem | None]]:
    """What several findings ask in the same words is one item, with all that they rest on."""
    asked: defaultdict[str, list[AgendaItem]] = defaultdict(list)
    for _, item in found:
        if item:
            asked[item.title].append(item)
    return [(finding, _joined(asked.pop(item.title, [])) if item else None) for finding, item in found]


def _joined(items: list[AgendaItem]) -> AgendaItem | None:
    if not items:
        return None
    said = " ".join(dict.fromkeys(item.said for item in items))
    sources = tuple(dict.fromkeys(source for item in items for source in item.sources))
    return replace(items[0], said=said, minutes=max(item.minutes for item in items), sources=sources)


def hints_for(route: Route, catalog: Catalog, step: Step) -> tuple[Hint, ...]:
    """What the client may hear of the answer while it can still be changed, the weightiest first."""
    view = View(route)
    heard = sorted(_heard(view, catalog, step), key=lambda each: _ORDER.index(each[0].severity))
    return tuple(Hint(text, _fix(view, catalog, rule, step)) for rule, text in heard)


def doubts(route: Route, catalog: Catalog) -> tuple[tuple[Step, str], ...]:
    """Every answer that the client may want to look at again, with the weightiest hint, the weightiest first."""
    view = View(route)
    found: list[tuple[int, Step, str]] = []
    for step in route.steps:
        heard = [(_ORDER.index(rule.severity), text) for rule, text in _heard(view, catalog, step)]
        if heard:
            rank, text = min(heard, key=lambda each: each[0])
            found.append((rank, step, text))
    return tuple((step, text) for _, step, text in sorted(found, key=lambda each: each[0]))


def fix_edits(route: Route, catalog: Catalog, step: Step, finding: str) -> tuple[Edit, ...]:
    """What the fix of this finding does to the answer; nothing where it does not apply (any more)."""
    rule = next((rule for rule in catalog.findings if rule.id == finding), None)
    if rule is None or rule.detect.question != step.key.question:
        return ()
    return mending(View(route), catalog, rule, step)


def _heard(view: View, catalog: Catalog, step: Step) -> Iterator[tuple[FindingRule, str]]:
    """What is found in the answer, in words for the client."""
    for rule in catalog.hinting.get(step.key.question, ()):
        at = place_of(view, catalog, rule, step)
        for texts in hits_at(rule, at) if at else ():
            yield rule, view.fill(rule.hint, step.key.scope, texts)


def _found_by(view: View, catalog: Catalog, rule: FindingRule) -> Iterator[tuple[Finding, AgendaItem | None]]:
    for step in view.everywhere(rule.detect.question):
        at = place_of(view, catalog, rule, step)
        if at is None:
            continue
        for texts in hits_at(rule, at):
            yield _tell(view, catalog, rule, step, texts, rule.detect.beside(at))


def _fix(view: View, catalog: Catalog, rule: FindingRule, step: Step) -> Fix | None:
    applies = rule.fix is not None and mending(view, catalog, rule, step)
    return Fix(step.key, rule.id, rule.fix.label) if rule.fix and applies else None


def _tell(
    view: View, catalog: Catalog, rule: FindingRule, step: Step, texts: Mapping[str, str], beside: tuple[Step, ...]
) -> tuple[Finding, AgendaItem | None]:
    scope = step.key.scope
    others = dict.fromkeys(reference.question for reference in question_references(rule))
    others.pop(step.key.question, None)
    further = (*map(source_of, beside), *view.sources(others, scope))
    sources = (source_of(step), *dict.fromkeys(source for source in further if source.seq is not None))
    text = view.fill(rule.text, scope, texts)
    finding = Finding(
        id=rule.id,
        severity=rule.severity,
        text=text,
        reason=view.fill(rule.reason, scope, texts),
        origin=catalog.facts[rule.norm].origin if rule.norm else "",
        key=step.key,
        sources=sources,
        fix=_fix(view, catalog, rule, step),
    )
    if not rule.ask:
        return finding, None
    ask, blocks = view.fill(rule.ask, scope, texts), view.fill(rule.blocks, scope, texts)
    return finding, AgendaItem(ask, Why.FINDING, (), text, blocks, rule.minutes, sources)
