"""The command ``export``: a brief's plan as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.app.interview import Interview
from bot.definitions.questionnaires import insist_on_questionnaire_of, load_questionnaire
from bot.definitions.reading import read
from bot.domain.errors import BriefBotError
from bot.domain.planning.catalog import Catalog
from bot.rendering.documents.data import plan_data
from bot.rendering.documents.making import DocumentMaker
from bot.rendering.documents.words import Words
from bot.storage.looking_up import find_brief

if TYPE_CHECKING:
    from bot.app.ports import DocumentFormat
    from bot.config import PlanSettings


class ExportError(BriefBotError):
    """There is no file; the message says why."""


async def export(
    settings: PlanSettings, templates: Path, wanted: str, kind: DocumentFormat, output: Path | None
) -> Path:
    """Writes the plan of the brief ``wanted`` (id or company) into a new file; without ``output`` named after it.

    Raises:
        BriefBotError: there is no such brief, a definition is not usable, or the file cannot be written.
    """
    questionnaire = load_questionnaire(settings.questionnaire)
    catalog = read(settings.catalog, Catalog)
    words = read(templates / "documents" / "labels.yaml", Words)
    brief = await find_brief(settings.database_url, wanted)
    insist_on_questionnaire_of(brief, questionnaire)
    plan = Interview(brief, questionnaire, catalog).plan()
    made = DocumentMaker(templates, words).document(plan_data(plan, settings.zone), kind)
    return _written(output or Path(made.name), made.content)


def _written(file: Path, content: bytes) -> Path:
    """Never over a file: somebody may have gone on editing it."""
    try:
        with file.open("xb") as new:
            new.write(content)
    except FileExistsError as failure:
        message = f"{file} exists already: name a new file with --output"
        raise ExportError(message) from failure
    except OSError as failure:
        message = f"{file} cannot be written: {failure.strerror}"
        raise ExportError(message) from failure
    return file
