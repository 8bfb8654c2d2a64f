"""What a brief says now that it did not say in an earlier version, in the words of its answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.describing import describe, lines_of
from bot.domain.descriptions import Forms, Items, Table, Words
from bot.domain.planning.blocks import name_of
from bot.domain.planning.sections import title_of
from bot.domain.planning.view import source_of
from bot.domain.questionnaire import GridQuestion, MultichoiceQuestion
from bot.domain.values import ListValue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.domain.descriptions import Description
    from bot.domain.planning.money import Range
    from bot.domain.planning.plan import Plan, PlanAttachment
    from bot.domain.planning.plan_sections import Source
    from bot.domain.route import Route, SectionRun, Step, StepStatus


@dataclass(frozen=True, slots=True)
class Difference:
    """One piece of an answer. Without ``before`` it is new, without ``after`` it is gone."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that is another one now. ``status``: what it is now; None where the question is not asked any more.

    ``pieces`` is empty where only the status or, as ``reordered`` says, the order of a list is another one.
    """

    section: str
    question: str
    status: StepStatus | None
    pieces: tuple[Difference, ...]
    reordered: bool
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A total of the plan."""

    before: Range
    after: Range

    @property
    def differs(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Changes:
    """Since ``version``, sent at ``at``: answers, decisions, files, and what that does to the totals."""

    version: int
    at: datetime
    answers: tuple[Change, ...]
    decisions: tuple[Difference, ...]
    files: tuple[PlanAttachment, ...]
    hours: Figure
    once: Figure
    monthly: Figure

    @property
    def nothing(self) -> bool:
        """The same was sent again."""
        return not (self.answers or self.decisions or self.files)


def changes_between(before: Plan, after: Plan, routes: tuple[Route, Route]) -> Changes | None:
    """What is new in ``after``; None where ``before`` was never sent. ``routes``: theirs, in this order."""
    passport = before.passport
    if passport.submitted_at is None:
        return None
    known = {attachment.source for attachment in before.attachments}
    return Changes(
        version=passport.version,
        at=passport.submitted_at,
        answers=tuple(_answers(*routes)),
        decisions=_differences(_shorts(before), _shorts(after)),
        files=tuple(attachment for attachment in after.attachments if attachment.source not in known),
        hours=Figure(before.hours, after.hours),
        once=Figure(before.once, after.once),
        monthly=Figure(before.monthly, after.monthly),
    )


def _answers(before: Route, after: Route) -> Iterator[Change]:
    """In the order of asking, what is not asked any more last. An element's own section comes and goes with it."""
    was, now = ({run.id for run in route.runs} for route in (before, after))
    for run in after.runs:
        if run.item is None or run.id in was:
            yield from _changed(run, before, after)
    for run in before.runs:
        if run.item is None or run.id in now:
            yield from _dropped(run, before, after)


def _changed(run: SectionRun, before: Route, after: Route) -> Iterator[Change]:
    for step in run.steps:
        old = before.by_key.get(step.key)
        pieces = _differences(_pieces(before, old, rows_of=(after, step)), _pieces(after, step))
        if isinstance(step.question, GridQuestion):
            # A mark whose row is called another thing now is the same mark; the row's name is told where it is listed.
            pieces = tuple(piece for piece in pieces if not (piece.before and piece.after))
        moved = _is_reordered(old, step)
        if pieces or moved or (old is not None and old.status is not step.status):
            yield Change(title_of(run), name_of(step), step.status, pieces, moved, (source_of(step),))


def _dropped(run: SectionRun, before: Route, after: Route) -> Iterator[Change]:
    for step in run.steps:
        if step.key not in after.by_key and (pieces := _differences(_pieces(before, step), {})):
            yield Change(title_of(run), name_of(step), None, pieces, reordered=False, sources=(source_of(step),))


def _is_reordered(old: Step | None, step: Step) -> bool:
    """Whether the elements that stayed in a list are in another order."""
    was, now = (
        [item.id for item in each.value.items] if each and isinstance(each.value, ListValue) else []
        for each in (old, step)
    )
    return [item for item in was if item in now] != [item for item in now if item in was]


#: The texts of an answer, each by something that stays when its words change.
_Pieces = Mapping[tuple[str, ...], str]


def _differences(before: _Pieces, after: _Pieces) -> tuple[Difference, ...]:
    gone = [Difference(text, after.get(part, "")) for part, text in before.items() if after.get(part) != text]
    return (*gone, *(Difference("", text) for part, text in after.items() if part not in before))


def _pieces(route: Route, step: Step | None, rows_of: tuple[Route, Step] | None = None) -> _Pieces:
    """``rows_of``: of a table only rows that are in this one, too; those that went are told where they were listed."""
    description = describe(route, step) if step else None
    if step is None or description is None:
        return {}
    if isinstance(description, Words) and isinstance(step.question, MultichoiceQuestion):
        return {(label,): label for label in description.labels}
    pieces = dict(_named(description))
    still = describe(*rows_of) if rows_of else None
    if isinstance(still, Table):
        rows = {row.id for row in still.rows}
        return {part: text for part, text in pieces.items() if part[0] in rows}
    return pieces


def _named(description: Description) -> Iterator[tuple[tuple[str, ...], str]]:
    match description:
        case Items():
            yield from (((item.id,), item.label) for item in description.items)
        case Forms() if description.forms:
            yield from (((form.id,), form.summary) for form in description.forms)
        case Table():
            for row in description.rows:
                yield from (((row.id, label), f"{row.label}: {label}") for label in row.labels)
        case _:
            yield (), ", ".join(lines_of(description))


def _shorts(plan: Plan) -> _Pieces:
    """What the first screen tells. A decision made once is the same one whatever it says; others go by their words."""
    times = Counter(decision.id for decision in plan.decisions)
    return {
        (each.id,) if times[each.id] == 1 else (each.id, each.short): each.short
        for each in plan.decisions
        if each.short
    }
