"""The manager's readings of a brief: plan, agenda, answers, as messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.app.messages import SendPicture
from bot.domain.planning.building import answers_in_full, build_plan

if TYPE_CHECKING:
    from bot.app.interview import Interview
    from bot.app.ports import UnitOfWork
    from bot.domain.planning.plan import Plan
    from handlers.desk import Desk

Reading = Literal["plan", "agenda", "answers"]


def plan_of(interview: Interview, desk: Desk) -> Plan:
    return build_plan(interview.brief, interview.route, desk.catalog)


def reading_of(reading: Reading, interview: Interview, desk: Desk) -> tuple[str, ...]:
    """The messages of one reading, in order."""
    match reading:
        case "plan":
            return desk.plans.summary(plan_of(interview, desk))
        case "agenda":
            return desk.plans.agenda(plan_of(interview, desk))
        case "answers":
            return desk.plans.answers(answers_in_full(interview.route))


def send_pictures(interview: Interview, manager: int, uow: UnitOfWork, desk: Desk) -> None:
    """Every pipeline of the plan as a picture, in order."""
    for number in range(plan_of(interview, desk).pipelines):
        uow.outbox.put(SendPicture(manager, interview.brief.id, number))
