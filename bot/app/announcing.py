"""New questions: a client who answers while the questionnaire gets a new version is told of them, once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.app.cards.wording import run_title
from bot.app.ports import Occasion

if TYPE_CHECKING:
    from bot.app.interview import Interview
    from bot.app.ports import UnitOfWork
    from bot.domain.questionnaire import Questionnaire
    from bot.domain.route import Step


@dataclass(frozen=True, slots=True)
class Announcement:
    """How many questions are new, and the titles of their sections, each once."""

    questions: int
    sections: tuple[str, ...]


def keep_edition(uow: UnitOfWork, questionnaire: Questionnaire) -> None:
    """The questions of today are kept for the day when there are others."""
    uow.editions.save(questionnaire.edition, questionnaire.questions)


async def announce(uow: UnitOfWork, interview: Interview) -> tuple[Interview, Announcement | None]:
    """What the client has not heard of yet; from now on it counts as told."""
    edition = interview.questionnaire.edition
    if interview.brief.edition == edition or interview.brief.consent is None:
        return interview, None
    new = await unheard_of(uow, interview)
    told = interview.with_brief(uow.briefs.save(replace(interview.brief, edition=edition)))
    if not new:
        return told, None
    uow.schedule.wake(Occasion.CLIENT, told.brief.id)
    titles = (run_title(interview.route.run_of(step.key)) for step in new)
    return told, Announcement(len(new), tuple(dict.fromkeys(titles)))


async def unheard_of(uow: UnitOfWork, interview: Interview) -> tuple[Step, ...]:
    """What is asked now, is open, and was not in the questionnaire that the client knows; nothing before the start."""
    edition = interview.brief.edition
    if edition is None or edition == interview.questionnaire.edition:
        return ()
    known = await uow.editions.get(edition)
    if known is None:
        return ()
    return tuple(step for step in interview.route.steps if step.is_open and step.question.id not in known)
