"""The plan in classic messages: the client's copy, and the words of which the manager's readings are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rendering.environment import message_environment
from bot.rendering.telegram_html import split

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo
    from pathlib import Path

    from bot.domain.planning.plan import Plan
    from bot.domain.planning.plan_sections import PlanSection

#: A longer answer is cut in the summary; the full answers have all of it.
TOLD_LIMIT = 300

#: Compiled once: a first compilation takes longer than many renderings.
_TEMPLATES = ("first_screen", "sections", "agenda", "answers", "client_copy")


class PlanMessages:
    """Draws plans. Every message is valid Telegram HTML within the limits, whatever the client typed."""

    def __init__(self, templates: Path, zone: tzinfo) -> None:
        """``templates``: the folder of all templates; ``zone``: the one that dates are told in."""
        environment = message_environment(templates)
        self._zone = zone
        self._templates = {name: environment.get_template(f"plan/{name}.jinja") for name in _TEMPLATES}

    def client_copy(self, plan: Plan) -> tuple[str, ...]:
        """What the client keeps: decisions, his answers, what is left for the meeting; no costs, hours or findings."""
        return split(self.html("client_copy", plan=plan))

    def html(
        self,
        name: str,
        *,
        limit: int | None = TOLD_LIMIT,
        plan: Plan | None = None,
        sections: Sequence[PlanSection] = (),
    ) -> str:
        """A template's words as one text of any length."""
        return self._templates[name].render(plan=plan, sections=sections, limit=limit, zone=self._zone)
