"""The meeting's agenda: everything open, what the most hangs on first, one item for all places of a question."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from math import ceil, inf
from typing import TYPE_CHECKING

from bot.domain.describing import fill, lines_of
from bot.domain.planning.blocks import questions_of
from bot.domain.planning.catalog import Catalog, Topic
from bot.domain.planning.pipelines import unclear_on_agenda
from bot.domain.planning.plan import AgendaItem, Severity, Why
from bot.domain.planning.view import enumeration, source_of
from bot.domain.route import StepStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.domain.answers import QuestionKey
    from bot.domain.planning.plan import Finding
    from bot.domain.planning.plan_sections import PlanSection, Source
    from bot.domain.planning.view import View
    from bot.domain.route import Route, Step

_WHY = {
    StepStatus.DISCUSS: Why.DISCUSS,
    StepStatus.UNKNOWN: Why.UNKNOWN,
    StepStatus.STALE: Why.STALE,
    StepStatus.UNANSWERED: Why.UNANSWERED,
}
#: What is left around a title when the element is taken out of it.
_EDGES = " :·«»"
#: How a finding on the agenda ranks among topics (0–100).
_WEIGHT = {Severity.PROBLEM: 90, Severity.WARNING: 50, Severity.NOTE: 10}


def agenda(
    view: View,
    catalog: Catalog,
    findings: Iterable[tuple[Finding, AgendaItem | None]],
    sections: Iterable[PlanSection],
) -> tuple[AgendaItem, ...]:
    """Open questions, the findings that ask for a word, stages to leave nobody knows when: by weight, then as asked.

    As much as the meeting has time for comes first, grouped by section; the rest follows, marked as spare.
    """
    weighed = [
        (_WEIGHT[finding.severity], replace(item, group=_group(view, catalog, item.sources)))
        for finding, item in findings
        if item
    ]
    weighed = [*_open_questions(view, catalog), *weighed]
    unclear = unclear_on_agenda(sections, catalog.criteria)
    if unclear:
        weighed.append((_WEIGHT[Severity.NOTE], replace(unclear, group=_group(view, catalog, unclear.sources))))
    ranked = [item for _, item in sorted(weighed, key=lambda pair: -pair[0])]
    fitting, spare = _parted(ranked, catalog.facts[catalog.meeting].value if catalog.meeting else None)
    return (*_grouped(fitting), *(replace(item, spare=True) for item in _grouped(spare)))


def questions_for_meeting(route: Route, catalog: Catalog | None) -> frozenset[str]:
    """Ids of the questions that the agenda has items for; cheaper than the agenda, for every look at the review."""
    topics = catalog.topics if catalog else {}
    return frozenset(step.key.question for step in route.steps if _asks_for_a_word(topics, step))


def _parted(ranked: list[AgendaItem], minutes: float | None) -> tuple[list[AgendaItem], list[AgendaItem]]:
    """What fits into so many minutes, and the rest; the weightiest item is always in, however long it takes."""
    fitting: list[AgendaItem] = []
    spare: list[AgendaItem] = []
    left = inf if minutes is None else minutes
    for item in ranked:
        fits = item.minutes <= left or not fitting
        (fitting if fits else spare).append(item)
        left -= item.minutes if fits else 0
    return fitting, spare


def _grouped(items: list[AgendaItem]) -> Iterator[AgendaItem]:
    """Groups in the order of their weightiest item, each with its own order kept."""
    groups = {item.group: index for index, item in reversed(list(enumerate(items)))}
    yield from sorted(items, key=lambda item: groups[item.group])


def _group(view: View, catalog: Catalog, sources: tuple[Source, ...]) -> str:
    """The section of the first source, as the plan calls it where it repeats; without its element for several."""
    runs = [view.route.run_of(source.key) for source in sources]
    first = runs[0]
    title = (first.item and _title_in_plan(catalog, sources[0].key)) or first.section.title
    if first.item and {run.item for run in runs if run.section is first.section} == {first.item}:
        return fill(title, {"item": first.item.label})
    return fill(title, {"item": ""}).strip(_EDGES)


def _title_in_plan(catalog: Catalog, key: QuestionKey) -> str:
    """Of the section that shows the question once for every element; nothing where there is none."""
    for rule in catalog.sections:
        if rule.each and any(key.question in questions_of(block) for block in rule.blocks):
            return rule.title
    return ""


def _open_questions(view: View, catalog: Catalog) -> Iterator[tuple[int, AgendaItem]]:
    open_steps = [step for step in view.route.steps if _asks_for_a_word(catalog.topics, step)]
    order = {step.key.question: index for index, step in enumerate(reversed(open_steps))}
    open_steps.sort(key=lambda step: (-order[step.key.question], list(_WHY).index(step.status)))
    for (question, status), group in groupby(open_steps, key=lambda step: (step.key.question, step.status)):
        topic = catalog.topics.get(question, Topic())
        yield topic.weight, _item(view, catalog, topic, _WHY[status], list(group))


def _asks_for_a_word(topics: Mapping[str, Topic], step: Step) -> bool:
    topic = topics.get(step.key.question)
    left = step.status is StepStatus.UNANSWERED and topic is not None and topic.may_stay_open
    return step.status in _WHY and not left


def _item(view: View, catalog: Catalog, topic: Topic, why: Why, steps: list[Step]) -> AgendaItem:
    """The first place takes the whole time of the topic, every further one half of it: it is mostly the same."""
    first, sources = steps[0], tuple(map(source_of, steps))
    minutes = topic.minutes or ceil(first.question.seconds / 60)
    return AgendaItem(
        title=fill(first.question.short, {"item": ""}).strip(_EDGES),
        why=why,
        places=tuple(dict.fromkeys(step.items[-1].label for step in steps if step.items)),
        said="; ".join(filter(None, (_said(view, step) for step in steps))),
        blocks=view.fill(topic.blocks, first.key.scope),
        minutes=ceil(minutes * (1 + len(steps)) / 2),
        sources=sources,
        group=_group(view, catalog, sources),
    )


def _said(view: View, step: Step) -> str:
    description = view.describe(step)
    return enumeration(lines_of(description)) if description else ""
