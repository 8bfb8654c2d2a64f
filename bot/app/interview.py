"""A brief together with the questionnaire it runs on."""

from __future__ import annotations

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
