"""Questionnaire files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.definitions.faults import InvalidDefinitionError
from bot.definitions.identity import doubled_ids
from bot.definitions.reading import build
from bot.definitions.source import read_source
from bot.domain.questionnaire import Questionnaire

if TYPE_CHECKING:
    from pathlib import Path

    from bot.definitions.source import Source


def load_questionnaire(path: Path) -> Questionnaire:
    """The questionnaire, well-formed and with unambiguous ids; whether it makes sense says ``checking.check``.

    Raises:
        DefinitionError: every fault with its line (see ``bot.definitions.faults``).
    """
    return build_questionnaire(read_source(path))


def build_questionnaire(source: Source) -> Questionnaire:
    questionnaire = build(source, Questionnaire)
    if faults := doubled_ids(source):
        raise InvalidDefinitionError(faults)
    return questionnaire
