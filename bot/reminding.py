"""The command ``reminders``: when each reminder of a brief would go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING

from bot.app.interview import Interviews
from bot.app.reminding import Reminding
from bot.definitions.questionnaires import insist_on_questionnaire_of, load_questionnaire
from bot.definitions.reading import read
from bot.definitions.reminders import load_policy
from bot.domain.meeting import Meeting
from bot.domain.planning.catalog import Catalog
from bot.domain.reminders.foresight import foresee
from bot.domain.reminders.situation import weights
from bot.rendering.reminders import simulation
from bot.storage.looking_up import find_reminded
from bot.working_days import CountryWorkingDays, known_countries

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from bot.config import PlanSettings


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
    brief, journal, client = await find_reminded(settings.database_url, wanted)
    insist_on_questionnaire_of(brief, questionnaire)
    if meeting is not None:
        brief = replace(brief, meeting=Meeting(_in_utc(meeting, settings), settings.zone.key))
    moment, days = _in_utc(now, settings), CountryWorkingDays(policy.country)
    interviews, weighed = Interviews(questionnaire), weights(catalog)
    reminding = Reminding(_Standing(moment), interviews, policy, days, weighed, settings.zone)
    situation = reminding.situation_with(brief, journal, client)
    return simulation(brief, situation, foresee(situation, policy, days, moment), moment, templates)


@dataclass(frozen=True, slots=True)
class _Standing:
    """A clock that shows this."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


def _in_utc(moment: datetime, settings: PlanSettings) -> datetime:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=settings.zone)
    return aware.astimezone(UTC)
