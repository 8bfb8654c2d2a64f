"""A brief together with the questionnaire it runs on."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from bot.domain.route import Route, Step, find_route

if TYPE_CHECKING:
    from bot.domain.answers import QuestionKey
    from bot.domain.brief import Brief
    from bot.domain.questionnaire import Questionnaire


@dataclass(frozen=True)
class Interview:
    brief: Brief
    questionnaire: Questionnaire

    @cached_property
    def route(self) -> Route:
        return find_route(self.questionnaire, self.brief.answers)

    def step(self, key: QuestionKey) -> Step | None:
        """The step, or None if the question does not apply now."""
        return self.route.by_key.get(key)

    def with_brief(self, brief: Brief) -> Interview:
        return replace(self, brief=brief)

    def attachments_of(self, key: QuestionKey) -> int:
        return sum(attachment.key == key for attachment in self.brief.attachments)


class Interviews:
    """The interviews of the briefs in use: as long as a brief is the same, its route is found once.

    ``size``: how many of the most recently used are kept.
    """

    def __init__(self, questionnaire: Questionnaire, size: int = 300) -> None:
        self.questionnaire = questionnaire
        self._size = size
        self._recent: OrderedDict[str, Interview] = OrderedDict()

    def of(self, brief: Brief) -> Interview:
        """The brief's interview, with its route if that is known."""
        known = self._recent.get(brief.id)
        return known if known is not None and known.brief is brief else self.keep(Interview(brief, self.questionnaire))

    def keep(self, interview: Interview) -> Interview:
        """Remember an interview that moved on, for the next time that its brief is asked for."""
        self._recent[interview.brief.id] = interview
        self._recent.move_to_end(interview.brief.id)
        if len(self._recent) > self._size:
            self._recent.popitem(last=False)
        return interview
