"""The reminders of a brief, foreseen, as an integrator reads them on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.reminders.situation import State
from bot.rendering.plain_text import plain_text_environment

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from bot.domain.brief import Brief
    from bot.domain.reminders.foresight import Foresight
    from bot.domain.reminders.situation import Situation


def simulation(brief: Brief, situation: Situation, foresight: Foresight, now: datetime, templates: Path) -> str:
    """Plain text from ``documents/reminders.txt.j2`` in the folder ``templates``, times in the client's zone."""
    environment = plain_text_environment(templates)
    environment.filters["here"] = lambda moment: moment.astimezone(situation.zone)
    return environment.get_template("reminders.txt.j2").render(
        brief=brief, situation=situation, foresight=foresight, now=now, asks=situation.state is not State.SUBMITTED
    )
