"""The command ``reminders``: when each reminder of a brief would go."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from bot.definitions.questionnaires import load_questionnaire
from bot.definitions.reading import read
from bot.definitions.reminders import load_policy
from bot.domain.errors import BriefBotError
from bot.domain.planning.catalog import Catalog
from bot.domain.reminders.foresight import foresee
from bot.domain.reminders.situation import Circumstances, situation_of, weights
from bot.domain.route import find_route
from bot.rendering.reminders import simulation
from bot.storage.looking_up import find_brief
from bot.working_days import CountryWorkingDays, known_countries

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from bot.config import PlanSettings


class SimulationError(BriefBotError):
    """Nothing can be foreseen; the message says why."""


async def simulate(
    settings: PlanSettings, templates: Path, wanted: str, meeting: datetime | None, now: datetime
) -> str:
    """The reminders of the brief ``wanted`` (id or company) in words, as if the client stayed silent.

    Times without a zone are of the zone that is set, and the client is taken to live there.

    Raises:
        BriefBotError: there is no such brief, or a definition is not usable.
    """
    policy = load_policy(templates / "reminders" / "policy.yaml", known_countries())
    questionnaire = load_questionnaire(settings.questionnaire)
    catalog = read(settings.catalog, Catalog)
    brief = await find_brief(settings.database_url, wanted)
    if brief.questionnaire != questionnaire.id:
        message = f"The brief is of the questionnaire {brief.questionnaire!r}: name its file in QUESTIONNAIRE"
        raise SimulationError(message)
    around = Circumstances(settings.zone, meeting=_in_utc(meeting, settings) if meeting else None)
    situation = situation_of(brief, find_route(questionnaire, brief.answers), policy, weights(catalog), around)
    moment = _in_utc(now, settings)
    foresight = foresee(situation, policy, CountryWorkingDays(policy.country), moment)
    return simulation(brief, situation, foresight, moment, templates)


def _in_utc(moment: datetime, settings: PlanSettings) -> datetime:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=settings.zone)
    return aware.astimezone(UTC)
