"""The command ``check``: everything that an integrator may write, looked over before anybody relies on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.definitions.check_rules import check_rules
from bot.definitions.checking import check
from bot.definitions.outline import Outline
from bot.definitions.questionnaires import build_questionnaire
from bot.definitions.reading import build
from bot.definitions.reminders import policy_faults
from bot.definitions.source import read_source
from bot.definitions.wording import located, path
from bot.domain.planning.catalog import Catalog
from bot.domain.planning.checking import check_catalog, used_questions
from bot.working_days import known_countries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.config import DefinitionSettings
    from bot.definitions.faults import Fault
    from bot.definitions.source import Source
    from bot.domain.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Checked:
    """``faults``: a line each; without any the definitions are fit for use."""

    questionnaire: str
    questions: int
    faults: tuple[str, ...]


def check_definitions(settings: DefinitionSettings, templates: Path, file: Path | None) -> Checked:
    """Questionnaire (``file``, else that of the settings), its catalog, and the policy of reminders.

    A catalog that is not of this questionnaire is only read.

    Raises:
        BriefBotError: a file cannot be read as what it should be; the message names the line.
    """
    source = read_source(file or settings.questionnaire)
    questionnaire = build_questionnaire(source)
    facts = read_source(settings.catalog)
    catalog = build(facts, Catalog)
    faults = [*map(str, _of_both(questionnaire, source, catalog, facts))]
    faults += map(str, policy_faults(templates / "reminders" / "policy.yaml", known_countries()))
    return Checked(source.file, len(questionnaire.questions), tuple(faults))


def _of_both(questionnaire: Questionnaire, source: Source, catalog: Catalog, facts: Source) -> Iterator[Fault]:
    """What the catalog's rules can reach is worked out only for definitions that are sound in themselves."""
    if catalog.questionnaire != questionnaire.id:
        yield from check(questionnaire, source, None)
        return
    faults = check(questionnaire, source, used_questions(catalog))
    misfits = check_catalog(catalog, questionnaire)
    if not faults and not misfits:
        misfits = tuple(check_rules(catalog, Outline(questionnaire, source)))
    yield from faults
    yield from sorted(
        facts.fault(misfit.place, located(path(facts.data, misfit.place), misfit.message)) for misfit in misfits
    )
