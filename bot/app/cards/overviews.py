"""The cards that are no question: welcome, sections, review, after the submission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.cards.model import (
    Look,
    ReviewCard,
    SectionCard,
    SectionLine,
    SectionsCard,
    StepLine,
    SubmittedCard,
    WelcomeCard,
)
from bot.app.cards.wording import intro_of, run_title, short_of
from bot.domain.describing import plain
from bot.domain.route import StepStatus

if TYPE_CHECKING:
    from bot.app.cards.model import MeetingLine
    from bot.app.interview import Interview
    from bot.domain.route import Progress, Route, SectionRun, Step

#: More would be a wall; what comes first is shown, the rest when that is settled.
_LOOKS = 3
_LATER = (StepStatus.DISCUSS, StepStatus.UNKNOWN)


def welcome_card(interview: Interview, manager: str, meeting: MeetingLine | None) -> WelcomeCard:
    brief, questionnaire = interview.brief, interview.questionnaire
    sections = sum(section.for_each is None for section in questionnaire.sections)
    return WelcomeCard(brief.contact, manager, brief.company, sections, minutes(interview.route.progress), meeting)


def sections_card(interview: Interview, page: int, meeting: MeetingLine | None) -> SectionsCard:
    progress = interview.route.progress
    lines, submitted = section_lines(interview.route), bool(interview.brief.submissions)
    return SectionsCard(lines, page, progress.percent, minutes(progress), submitted, meeting)


def section_card(interview: Interview, run: SectionRun, page: int) -> SectionCard:
    steps = tuple(_step_line(interview.route, step) for step in run.steps)
    return SectionCard(run.id, run_title(run), intro_of(run), steps, page)


def review_card(interview: Interview, manager: str, page: int) -> ReviewCard:
    route = interview.route
    return ReviewCard(
        lines=section_lines(route),
        page=page,
        unanswered=sum(step.is_open for step in route.steps),
        for_meeting=len(interview.questions_for_meeting),
        minutes_left=minutes(route.progress),
        manager=manager,
        submitted=bool(interview.brief.submissions),
        news=interview.brief.has_news,
        looks=tuple(_look(route, step, text) for step, text in interview.doubts[:_LOOKS]),
        doubtful=len(interview.doubts),
    )


def submitted_card(interview: Interview, manager: str, meeting: MeetingLine | None) -> SubmittedCard:
    waiting = later(interview.route) + sum(step.is_open for step in interview.route.steps)
    return SubmittedCard(manager, waiting, meeting)


def section_lines(route: Route) -> tuple[SectionLine, ...]:
    return tuple(
        SectionLine(
            id=run.id,
            title=run_title(run),
            closed=sum(not step.is_open for step in run.steps),
            total=len(run.steps),
            later=sum(step.status in _LATER for step in run.steps),
        )
        for run in route.runs
        if run.steps
    )


def later(route: Route) -> int:
    """How many steps wait for the meeting."""
    return sum(step.status in _LATER for step in route.steps)


def minutes(progress: Progress) -> int:
    """What is left, in whole minutes, at least one while anything is open."""
    return max(1, round(progress.seconds_left / 60)) if progress.closed < progress.total else 0


def _look(route: Route, step: Step, text: str) -> Look:
    return Look(run_title(route.run_of(step.key)), short_of(step), text)


def _step_line(route: Route, step: Step) -> StepLine:
    return StepLine(step.key, short_of(step), step.status, ", ".join(plain(route, step)))
