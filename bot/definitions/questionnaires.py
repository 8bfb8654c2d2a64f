"""Questionnaire files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.definitions.faults import InvalidDefinitionError
from bot.definitions.identity import doubled_ids
from bot.definitions.reading import build
from bot.definitions.source import read_source
from bot.domain.errors import BriefBotError
from bot.domain.questionnaire import Questionnaire

if TYPE_CHECKING:
    from pathlib import Path

    from bot.definitions.source import Source
    from bot.domain.brief import Brief


class OtherQuestionnaireError(BriefBotError):
    """The brief is of another questionnaire than that of the settings."""

    def __init__(self, needed: str) -> None:
        super().__init__(f"The brief is of the questionnaire {needed!r}: name its file in QUESTIONNAIRE")


def load_questionnaire(path: Path) -> Questionnaire:
    """The questionnaire, well-formed and with unambiguous ids; whether it makes sense says ``checking.check``.

    Raises:
        DefinitionError: every fault with its line (see ``bot.definitions.faults``).
    """
    return build_questionnaire(read_source(path))


def insist_on_questionnaire_of(brief: Brief, questionnaire: Questionnaire) -> None:
    """What a command says of a brief comes of the questionnaire that its client was asked.

    Raises:
        OtherQuestionnaireError: the settings name another one.
    """
    if brief.questionnaire != questionnaire.id:
        raise OtherQuestionnaireError(brief.questionnaire)


def build_questionnaire(source: Source) -> Questionnaire:
    questionnaire = build(source, Questionnaire)
    if faults := doubled_ids(source):
        raise InvalidDefinitionError(faults)
    return questionnaire
