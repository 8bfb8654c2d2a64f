"""The tariff that a brief asks for, with every reason that forces it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.planning.looking import hits_at, place_of
from bot.domain.planning.plan import Decision
from bot.domain.planning.view import decided, source_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.domain.planning.catalog import Catalog
    from bot.domain.planning.catalog_tariffs import TariffReason, TariffRule
    from bot.domain.planning.plan_sections import Source
    from bot.domain.planning.view import View


@dataclass(frozen=True, slots=True)
class _Need:
    """A reason that holds: ``level`` is its place among the tariffs, None where nobody knows it."""

    text: str
    origin: str
    level: int | None
    source: Source


def tariff_decision(view: View, catalog: Catalog) -> Iterator[Decision]:
    """One decision with the id ``tariff``; none while nothing is answered that a tariff hangs on."""
    rule = catalog.tariff
    if rule is None:
        return
    needs = tuple(_needs(view, catalog, rule))
    sized = any(decided(step) for step in view.everywhere(rule.sized_by))
    if not needs and not sized:
        return
    level = max((need.level for need in needs if need.level is not None), default=None)
    texts = {"tariff": "" if level is None else tuple(rule.levels.values())[level], "more": "" if sized else rule.more}
    forcing = [need for need in needs if need.level is not None and need.level == level]
    unknown = [need for need in needs if need.level is None]
    yield Decision(
        id="tariff",
        text=rule.nothing if level is None else view.fill(rule.text, (), texts),
        short="" if level is None else view.fill(rule.short, (), texts),
        because=_because(view, rule, forcing, unknown),
        sources=_sources(view, rule, (*forcing, *unknown)),
    )


def _needs(view: View, catalog: Catalog, rule: TariffRule) -> Iterator[_Need]:
    for reason in rule.reasons:
        for step in view.everywhere(reason.detect.question):
            at = place_of(view, catalog, reason, step)
            for texts in hits_at(reason, at) if at else ():
                text = view.fill(reason.text, step.key.scope, texts)
                yield _Need(text, catalog.facts[reason.norm].origin, _level(rule, reason), source_of(step))


def _level(rule: TariffRule, reason: TariffReason) -> int | None:
    return None if reason.at_least is None else list(rule.levels).index(reason.at_least)


def _because(view: View, rule: TariffRule, forcing: Iterable[_Need], unknown: Iterable[_Need]) -> str:
    """What forces the level, each with whose word it is; then what nobody knows the level of."""
    forced = "; ".join(dict.fromkeys(f"{need.text} ({need.origin})" for need in forcing))
    left = ", ".join(dict.fromkeys(need.text for need in unknown))
    parts = (f"{forced[:1].upper()}{forced[1:]}", view.fill(rule.unknown, (), {"reasons": left}) if left else "")
    return " ".join(f"{part}." for part in parts if part)


def _sources(view: View, rule: TariffRule, needs: Iterable[_Need]) -> tuple[Source, ...]:
    size = (source_of(step) for step in view.everywhere(rule.sized_by))
    return tuple(dict.fromkeys((*(need.source for need in needs), *size)))
