"""Where a manager stands in setting a meeting, kept as the FSM's data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date  # noqa: TC003 - pydantic reads the annotations of Asking
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from handlers.manager.waiting import Manager

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiogram.fsm.context import FSMContext


class Step(StrEnum):
    DAY = "day"
    HOUR = "hour"
    #: Hours and a half.
    HALF = "half"
    #: The time is to be typed.
    OTHER = "other"
    ZONE = "zone"
    #: Whether to call the meeting off.
    OFF = "off"
    #: The brief's card is up again.
    DONE = "done"


#: What is typed at these steps is a moment or a city.
_WAITING = frozenset({Step.DAY, Step.HOUR, Step.HALF, Step.OTHER, Step.ZONE})


@dataclass(frozen=True, slots=True)
class Asking:
    """``serial`` grows with every screen, over all briefs: a button of an earlier one counts no more.

    ``zone`` and ``city`` as in a ``Meeting``. ``month``: the first day of the one that is shown. ``back``: the step
    from which the zone was opened. ``message_id``: the message that shows this; None while only Telegram knows it.
    """

    brief_id: str
    serial: int
    step: Step
    zone: str
    month: date
    city: str = ""
    day: date | None = None
    back: Step = Step.DAY
    message_id: int | None = None

    def at(self, step: Step) -> Asking:
        return replace(self, step=step)


_ASKING: TypeAdapter[Asking] = TypeAdapter(Asking)


def asking_in(data: Mapping[str, object]) -> Asking | None:
    """None if no meeting was set in this chat yet."""
    try:
        return _ASKING.validate_python(data.get("meeting"))
    except ValidationError:
        return None


async def keep_asking(state: FSMContext, asking: Asking) -> None:
    await state.set_state(Manager.meeting if asking.step in _WAITING else None)
    await state.update_data(meeting=_ASKING.dump_python(asking, mode="json"))
