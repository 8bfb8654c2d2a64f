"""``build_plan``: everything that follows from a brief, by the rules of a catalog."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.domain.planning.agenda import agenda
from bot.domain.planning.blocks import name_of
from bot.domain.planning.catalog import Catalog
from bot.domain.planning.estimating import purchases_by, works_by
from bot.domain.planning.findings import findings_by
from bot.domain.planning.plan import Passport, Plan, PlanAttachment
from bot.domain.planning.plan_sections import PlanSection, Source
from bot.domain.planning.sections import decisions_by, sections_as_asked, sections_by, statements_by, title_of
from bot.domain.planning.tariffs import tariff_decision
from bot.domain.planning.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.brief import Brief
    from bot.domain.route import Route

#: A longer silence between two answers is a pause, not work.
_PAUSE_SECONDS = 300


def build_plan(brief: Brief, route: Route, catalog: Catalog | None = None) -> Plan:
    """The plan of a brief in any state. ``route`` is the brief's present one.

    Without a catalog, or with one for another questionnaire, the plan has the questionnaire's own sections with the
    answers described, and an agenda of what is open.
    """
    rules = catalog if catalog and catalog.questionnaire == brief.questionnaire else _nothing(brief)
    view = View(route)
    found = findings_by(view, rules)
    sections = tuple(sections_by(view, rules) if rules.sections else sections_as_asked(view))
    return Plan(
        passport=_passport(brief, route),
        decisions=(*decisions_by(view, rules), *tariff_decision(view, rules)),
        sections=sections,
        works=tuple(works_by(view, rules)),
        purchases=tuple(purchases_by(view, rules)),
        findings=tuple(finding for finding, _ in found),
        agenda=agenda(view, rules, found, sections),
        attachments=tuple(_attachments(brief, route)),
        out_of_scope=tuple(statements_by(view, rules.out_of_scope)),
        assumptions=tuple(statements_by(view, rules.assumptions)),
        acceptance=tuple(statements_by(view, rules.acceptance)),
    )


def _nothing(brief: Brief) -> Catalog:
    return Catalog(id="none", version="0", questionnaire=brief.questionnaire)


def _passport(brief: Brief, route: Route) -> Passport:
    return Passport(
        company=brief.company,
        contact=brief.contact,
        questionnaire=brief.questionnaire,
        version=len(brief.submissions),
        created_at=brief.created_at,
        submitted_at=brief.submissions[-1].at if brief.submissions else None,
        minutes=_minutes_spent(brief),
        closed=route.progress.closed,
        total=route.progress.total,
        meeting=brief.meeting,
    )


def _minutes_spent(brief: Brief) -> int:
    moments = [answer.at for answer in brief.answers.history]
    if brief.started_at:
        moments = [brief.started_at, *moments]
    gaps = ((after - before).total_seconds() for before, after in pairwise(moments))
    return round(sum(gap for gap in gaps if 0 < gap <= _PAUSE_SECONDS) / 60)


def _attachments(brief: Brief, route: Route) -> Iterator[PlanAttachment]:
    """Files given to questions that apply now."""
    for attachment in brief.attachments:
        step = route.by_key.get(attachment.key)
        if step is None:
            continue
        version = step.answer.version if step.answer else None
        yield PlanAttachment(
            section=title_of(route.run_of(step.key)),
            question=name_of(step),
            kind=attachment.kind,
            name=attachment.name,
            caption=attachment.caption,
            source=Source(attachment.key, attachment.seq, attachment.author, attachment.at, version),
        )


def answers_in_full(route: Route) -> tuple[PlanSection, ...]:
    """Every answer on the route by the questionnaire's sections, whatever a catalog makes of it."""
    return tuple(section for section in sections_as_asked(View(route)) if section.blocks or section.open)
