"""All that decides when a client is reminded of one brief."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.brief import BriefStatus
from bot.domain.planning.sections import title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.domain.answers import QuestionKey
    from bot.domain.brief import Brief
    from bot.domain.planning.catalog import Catalog
    from bot.domain.reminders.outcome import Kind
    from bot.domain.reminders.policy import ReminderPolicy
    from bot.domain.route import Progress, Route


class State(StrEnum):
    #: Nobody holds the invitation yet.
    NOT_OPENED = "not_opened"
    NOT_STARTED = "not_started"
    STARTED = "started"
    #: Only a few questions are left (the policy says how many).
    NEARLY_DONE = "nearly_done"
    SUBMITTED = "submitted"


class Stop(StrEnum):
    """Why the client is not to be reminded any more."""

    ASKED = "asked"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Sent:
    """A reminder that has gone; one that a manager sent by hand counts, too."""

    at: datetime
    kind: Kind


@dataclass(frozen=True, slots=True)
class OpenSection:
    """A section with open questions. ``id`` is its run's: it says for which element the section is asked."""

    id: str
    title: str
    questions: int
    seconds: int

    @property
    def minutes(self) -> int:
        return _minutes(self.seconds)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What matters besides the answers. All times are aware; ``zone`` is the client's."""

    zone: ZoneInfo
    meeting: datetime | None = None
    sent: tuple[Sent, ...] = ()
    snoozed_until: datetime | None = None
    stopped: Stop | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """``percent`` of the questions are done with; ``first`` is the open one that the most hangs on.

    ``last_activity``: the client's; before the start, the invitation. The rest is as in ``Circumstances``.
    """

    state: State
    sections: tuple[OpenSection, ...]
    percent: int
    first: QuestionKey | None
    last_activity: datetime
    zone: ZoneInfo
    meeting: datetime | None = None
    sent: tuple[Sent, ...] = ()
    snoozed_until: datetime | None = None
    stopped: Stop | None = None

    @property
    def questions_left(self) -> int:
        return sum(section.questions for section in self.sections)

    @property
    def left_if_opened(self) -> int | None:
        """How many questions are open; None while nobody has opened the invitation and seen them."""
        return None if self.state is State.NOT_OPENED else self.questions_left

    @property
    def minutes_left(self) -> int:
        """Less than the sum over the sections where these are rounded up."""
        seconds = sum(section.seconds for section in self.sections)
        return _minutes(seconds) if seconds else 0

    @property
    def asked_for(self) -> datetime | None:
        """The moment that the client put the reminder off to; None once a reminder or the client came after it."""
        until = self.snoozed_until
        if until is None or self.last_activity >= until or any(sent.at >= until for sent in self.sent):
            return None
        return until


def situation_of(
    brief: Brief, route: Route, policy: ReminderPolicy, weights: Mapping[str, int], circumstances: Circumstances
) -> Situation:
    """The situation of ``brief``, whose route is ``route``. ``weights``: how much hangs on a question, by its id."""
    return Situation(
        state=_state(brief, route.progress, policy),
        sections=tuple(_open_sections(route)),
        percent=route.progress.percent,
        first=_most_valuable(route, weights),
        last_activity=brief.last_activity,
        zone=circumstances.zone,
        meeting=circumstances.meeting,
        sent=circumstances.sent,
        snoozed_until=circumstances.snoozed_until,
        stopped=circumstances.stopped,
    )


def weights(catalog: Catalog) -> Mapping[str, int]:
    """How much hangs on a question, by its id, as the catalog ranks the agenda."""
    return {question: topic.weight for question, topic in catalog.topics.items()}


def _state(brief: Brief, progress: Progress, policy: ReminderPolicy) -> State:
    if brief.status is BriefStatus.SUBMITTED:
        return State.SUBMITTED
    if brief.client_id is None:
        return State.NOT_OPENED
    if brief.status is BriefStatus.INVITED:
        return State.NOT_STARTED
    left = progress.total - progress.closed
    return State.NEARLY_DONE if progress.closed and left <= policy.nearly_done_questions else State.STARTED


def _open_sections(route: Route) -> Iterator[OpenSection]:
    for run in route.runs:
        steps = [step for step in run.steps if step.is_open]
        if steps:
            yield OpenSection(run.id, title_of(run), len(steps), sum(step.question.seconds for step in steps))


def _most_valuable(route: Route, weights: Mapping[str, int]) -> QuestionKey | None:
    """Of those that weigh the same, the one that is asked first."""
    open_steps = (step for step in route.steps if step.is_open)
    best = max(open_steps, key=lambda step: weights.get(step.key.question, 0), default=None)
    return best.key if best else None


def _minutes(seconds: int) -> int:
    return max(1, round(seconds / 60))
