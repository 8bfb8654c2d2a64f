"""What every handler has at hand, made once at start."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handlers.client.offers import Offers

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

    from bot.app.interview import Interviews
    from bot.app.ports import Clock, Ids, MomentParser
    from bot.app.reminding import Reminding
    from bot.domain.reminders.working_days import WorkingDays
    from bot.rendering.labels import Labels
    from bot.rendering.messages import Messages
    from bot.rendering.plan import PlanMessages
    from bot.rendering.readings import PlanReadings
    from bot.rendering.zones import Zones


@dataclass(frozen=True, slots=True)
class Desk:
    """``username`` is the bot's own, for invitation links; ``admins`` are the managers' Telegram ids."""

    clock: Clock
    ids: Ids
    interviews: Interviews
    messages: Messages
    plans: PlanMessages
    readings: PlanReadings
    labels: Labels
    username: str
    admins: frozenset[int]
    zone: ZoneInfo
    zones: Zones
    moments: MomentParser
    working_days: WorkingDays
    reminding: Reminding
    offers: Offers = field(default_factory=Offers)

    @property
    def today(self) -> date:
        """Where the managers are."""
        return self.clock.now().astimezone(self.zone).date()

    def invitation_link(self, token: str) -> str:
        return f"https://t.me/{self.username}?start={token}"
