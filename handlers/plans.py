"""The manager's readings of a brief: plan, agenda, answers, as messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.app.messages import Screen, SendPicture, SendReading
from bot.domain.planning.building import answers_in_full

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.app.interview import Interview
    from bot.app.messages import Keyboard
    from bot.app.ports import UnitOfWork
    from bot.rendering.readings import Telling
    from handlers.desk import Desk

Reading = Literal["plan", "agenda", "answers"]


def send_reading(
    reading: Reading,
    interview: Interview,
    manager: int,
    uow: UnitOfWork,
    desk: Desk,
    *,
    keyboard: Keyboard = (),
    only_classic: bool = False,
) -> None:
    """In as many messages as it takes, ``keyboard`` under the first. ``only_classic``: no rich messages."""
    for telling in _tellings(reading, interview, desk):
        rich = () if only_classic else _screens(telling.rich, keyboard)
        uow.outbox.put(SendReading(manager, rich, _screens(telling.classic, keyboard)))
        keyboard = ()


def _tellings(reading: Reading, interview: Interview, desk: Desk) -> tuple[Telling, ...]:
    match reading:
        case "plan":
            return desk.readings.summary(interview.plan())
        case "agenda":
            return desk.readings.agenda(interview.plan())
        case "answers":
            return desk.readings.answers(answers_in_full(interview.route))


def _screens(texts: Sequence[str], keyboard: Keyboard) -> tuple[Screen, ...]:
    return tuple(Screen(text, () if number else keyboard) for number, text in enumerate(texts))


def send_pictures(interview: Interview, manager: int, uow: UnitOfWork) -> None:
    """Every pipeline of the plan as a picture, in order."""
    for number in range(interview.plan().pipelines):
        uow.outbox.put(SendPicture(manager, interview.brief.id, number))
