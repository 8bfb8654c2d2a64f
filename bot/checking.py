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
    from pathlib import Path

    from bot.config import DefinitionSettings
    from bot.definitions.faults import Fault
    from bot.definitions.source import Source
    from bot.domain.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Checked:
    """``faults``: a line each; without any the definitions are fit for use.

    ``aside``: the catalog, where it is of another questionnaire than that which was named.
    """

    questionnaire: str
    questions: int
    faults: tuple[str, ...]
    aside: Path | None


def check_definitions(settings: DefinitionSettings, templates: Path, file: Path | None) -> Checked:
    """Questionnaire (``file``, else that of the settings), its catalog, and the policy of reminders.

    Of a ``file`` that the catalog is not of, the catalog is only read.

    Raises:
        BriefBotError: a file cannot be read as what it should be; the message names the line.
    """
    source, facts = read_source(file or settings.questionnaire), read_source(settings.catalog)
    questionnaire, catalog = build_questionnaire(source), build(facts, Catalog)
    faults: tuple[Fault, ...]
    if catalog.questionnaire == questionnaire.id:
        faults = _of_pair(questionnaire, source, catalog, facts)
    else:
        faults = (*check(questionnaire, source), *(() if file else (_no_pair(questionnaire, source, catalog, facts),)))
    faults += policy_faults(templates / "reminders" / "policy.yaml", known_countries())
    aside = settings.catalog if file and catalog.questionnaire != questionnaire.id else None
    return Checked(source.file, len(questionnaire.questions), tuple(map(str, faults)), aside)


def _of_pair(questionnaire: Questionnaire, source: Source, catalog: Catalog, facts: Source) -> tuple[Fault, ...]:
    """What the catalog's rules can reach is worked out only for definitions that are sound in themselves.

    Without sections of its own a plan shows every answer, so each is used.
    """
    faults = check(questionnaire, source, used_questions(catalog) if catalog.sections else None)
    misfits = check_catalog(catalog, questionnaire)
    if not faults and not misfits:
        misfits = tuple(check_rules(catalog, Outline(questionnaire, source)))
    told = (facts.fault(misfit.place, located(path(facts.data, misfit.place), misfit.message)) for misfit in misfits)
    return (*faults, *sorted(told))


def _no_pair(questionnaire: Questionnaire, source: Source, catalog: Catalog, facts: Source) -> Fault:
    message = (
        f'it is of the questionnaire "{catalog.questionnaire}", and {source.file} is "{questionnaire.id}": no rule '
        "applies; name its own in CATALOG, three lines are enough (docs/catalog.md)"
    )
    return facts.fault(("questionnaire",), message)
