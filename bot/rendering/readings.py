"""The manager's readings of a brief in both forms: rich messages, and classic ones that say the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.planning.plan import Plan
from bot.rendering.environment import message_environment
from bot.rendering.phases import phases
from bot.rendering.plan import TOLD_LIMIT, PlanMessages
from bot.rendering.rich_html import PAGE, elements_of, estimate, pages, tight
from bot.rendering.telegram_html import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import tzinfo
    from pathlib import Path

    from bot.domain.planning.plan_sections import PlanSection

_TEMPLATES = ("first_screen", "sections", "agenda", "answers")
#: What is told before the sections and after them. Each of these is never parted from its other form.
_FIRST = ("changes", "decisions")
_LAST = ("works", "purchases", "findings", "out_of_scope", "assumptions", "acceptance", "attachments")


@dataclass(frozen=True, slots=True)
class Telling:
    """``rich`` and ``classic`` say the same, in one or more messages each."""

    rich: tuple[str, ...]
    classic: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a reading in both forms, of any length."""

    rich: str
    classic: str


class PlanReadings:
    """Draws readings. Every message is valid within the limits of its form, whatever the client typed.

    Where a rich message is refused, its classic form can be sent instead, so they correspond: a rich message says what
    its own classic ones say, unless one part alone is too long for a rich message.
    """

    def __init__(self, templates: Path, zone: tzinfo) -> None:
        """``templates``: the folder of all templates; ``zone``: the one that dates are told in."""
        environment = message_environment(templates)
        self._zone = zone
        self._classic = PlanMessages(templates, zone)
        self._templates = {name: environment.get_template(f"plan/rich/{name}.jinja") for name in _TEMPLATES}

    def summary(self, plan: Plan) -> tuple[Telling, ...]:
        """The first screen on its own, then everything else, folded, the agenda last."""
        parts = [self._part("sections", plan=part) for part in _parts(plan)]
        first = self._part("first_screen", plan=plan)
        return (*_told([first]), *_told([*parts, self._part("agenda", plan=plan, folded=True)]))

    def agenda(self, plan: Plan) -> tuple[Telling, ...]:
        return tuple(_told([self._part("agenda", plan=plan)]))

    def answers(self, sections: Sequence[PlanSection]) -> tuple[Telling, ...]:
        """Every answer in full (sections from ``answers_in_full``)."""
        return tuple(_told(self._part("answers", limit=None, sections=(section,)) for section in sections))

    def _part(
        self,
        name: str,
        *,
        limit: int | None = TOLD_LIMIT,
        plan: Plan | None = None,
        sections: Sequence[PlanSection] = (),
        folded: bool = False,
    ) -> _Part:
        rich = self._templates[name].render(
            plan=plan,
            sections=sections,
            limit=limit,
            zone=self._zone,
            folded=folded,
            phases=phases(plan.works) if plan else (),
        )
        return _Part(tight(rich), self._classic.html(name, limit=limit, plan=plan, sections=sections))


def _parts(plan: Plan) -> Iterator[Plan]:
    """Plans with one part each, in the order of reading: changes, decisions, each section, the rest."""
    bare = Plan(plan.passport, (), (), (), (), (), (), ())
    for name in _FIRST:
        yield from _part_of(plan, bare, name)
    for section in plan.sections:
        yield replace(bare, sections=(section,))
    for name in _LAST:
        yield from _part_of(plan, bare, name)


def _part_of(plan: Plan, bare: Plan, name: str) -> Iterator[Plan]:
    if having := getattr(plan, name):
        yield replace(bare, **{name: having})


def _told(parts: Iterable[_Part]) -> Iterator[Telling]:
    """As few messages as hold all parts; one that is too long for a message has several of its own."""
    waiting: list[_Part] = []
    size = estimate("")
    for part in parts:
        its = estimate(part.rich)
        if waiting and not (size + its).fits(PAGE):
            yield _telling(waiting)
            waiting, size = [], estimate("")
        if part.rich:
            waiting.append(part)
            size += its
    if waiting:
        yield _telling(waiting)


def _telling(parts: Sequence[_Part]) -> Telling:
    rich = "".join(part.rich for part in parts)
    fits = estimate(rich).fits(PAGE)
    return Telling((rich,) if fits else pages(elements_of(rich)), split("\n\n".join(part.classic for part in parts)))
