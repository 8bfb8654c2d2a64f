"""A brief together with the questionnaire that it runs on and the catalog that it is planned by."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from bot.domain.planning.agenda import questions_for_meeting
from bot.domain.planning.building import build_plan
from bot.domain.planning.changes import changes_between
from bot.domain.planning.findings import doubts, fix_edits, hints_for
from bot.domain.questionnaire import TextQuestion
from bot.domain.route import Route, Step, find_route

if TYPE_CHECKING:
    from bot.domain.answers import Answers, QuestionKey
    from bot.domain.brief import Brief
    from bot.domain.edits import Edit
    from bot.domain.planning.catalog import Catalog
    from bot.domain.planning.findings import Hint
    from bot.domain.planning.plan import Plan
    from bot.domain.questionnaire import Questionnaire


@dataclass(frozen=True)
class Interview:
    """Without a catalog nothing is doubtful, and the plan says only what was answered."""

    brief: Brief
    questionnaire: Questionnaire
    catalog: Catalog | None = None
    _known_route: Route | None = field(default=None, repr=False, compare=False)

    @cached_property
    def route(self) -> Route:
        return self._known_route or find_route(self.questionnaire, self.brief.answers)

    @cached_property
    def doubts(self) -> tuple[tuple[Step, str], ...]:
        """The answers that are worth another look and why, the weightiest first."""
        return doubts(self.route, self.catalog) if self.catalog else ()

    def hints_for(self, step: Step) -> tuple[Hint, ...]:
        """What the client may hear of the answer, the weightiest first."""
        return hints_for(self.route, self.catalog, step) if self.catalog else ()

    def fix_for(self, step: Step, finding: str) -> tuple[Edit, ...]:
        """What the fix of this finding does to the answer; nothing where it does not apply (any more)."""
        return fix_edits(self.route, self.catalog, step, finding) if self.catalog else ()

    @property
    def questions_for_meeting(self) -> frozenset[str]:
        """Ids of the questions that are left for the meeting if all is sent now."""
        return questions_for_meeting(self.route, self.catalog)

    def plan(self) -> Plan:
        """With what changed since the version before, if there was one."""
        plan, before = build_plan(self.brief, self.route, self.catalog), self.brief.previous_version()
        if before is None:
            return plan
        earlier = self.with_brief(before)
        then = build_plan(before, earlier.route, self.catalog)
        return replace(plan, changes=changes_between(then, plan, (earlier.route, self.route)))

    def step(self, key: QuestionKey) -> Step | None:
        """The step, or None if the question does not apply now."""
        return self.route.by_key.get(key)

    @property
    def catch_all(self) -> Step | None:
        """The last question for words: it takes what belongs to no other."""
        return next((step for step in reversed(self.route.steps) if isinstance(step.question, TextQuestion)), None)

    def with_brief(self, brief: Brief) -> Interview:
        """The brief as it is now. One that has the same answers, or one row more, has its route from this one's."""
        return replace(self, brief=brief, _known_route=self._route_with(brief.answers))

    def _route_with(self, answers: Answers) -> Route | None:
        known = self.brief.answers
        if answers is known:
            return self.route
        if answers.history and answers.history[:-1] == known.history:
            return self.route.after(answers, answers.history[-1].key)
        return None

    def attachments_of(self, key: QuestionKey) -> int:
        return sum(attachment.key == key for attachment in self.brief.attachments)


class Interviews:
    """The interviews of the briefs in use: as long as a brief is the same, its route and doubts are found once.

    A ``catalog`` of another questionnaire says nothing of these. ``size``: how many of the most recently used are kept.
    """

    def __init__(self, questionnaire: Questionnaire, catalog: Catalog | None = None, size: int = 300) -> None:
        self.questionnaire = questionnaire
        self._catalog = catalog if catalog and catalog.questionnaire == questionnaire.id else None
        self._size = size
        self._recent: OrderedDict[str, Interview] = OrderedDict()

    def of(self, brief: Brief) -> Interview:
        """The brief's interview, with its route if that is known."""
        known = self._recent.get(brief.id)
        if known is not None and known.brief is brief:
            self._recent.move_to_end(brief.id)
            return known
        return self.keep(Interview(brief, self.questionnaire, self._catalog))

    def keep(self, interview: Interview) -> Interview:
        """Remember an interview that moved on, for the next time that its brief is asked for."""
        self._recent[interview.brief.id] = interview
        self._recent.move_to_end(interview.brief.id)
        if len(self._recent) > self._size:
            self._recent.popitem(last=False)
        return interview
