"""What clients, and those whom they are to meet, will do within a month, by chance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tests.reminders.client import USUAL, Act, Did

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

MONTH = timedelta(days=30)
MINUTE = timedelta(minutes=1)
DAY = 24 * 60
_ZONES = ("Europe/Moscow", "Asia/Vladivostok", "Europe/Kaliningrad", "Europe/Berlin", "America/New_York")


@dataclass(frozen=True, slots=True)
class Drawing:
    """The same ``chance`` draws the same month, which begins at ``start``."""

    chance: random.Random
    start: datetime

    def moment(self, first_day: int, last_day: int) -> datetime:
        return self.start + self.chance.randrange(first_day * DAY, last_day * DAY) * MINUTE

    def acts(self, opened: datetime) -> Iterator[Act]:
        """Of a client who opens the invitation then; with most a meeting is agreed on in the next days."""
        chance = self.chance
        for _ in range(chance.randint(0, 8)):
            at = opened + chance.randrange(1, 30 * DAY) * MINUTE
            yield Act(at, chance.choice(USUAL), at + timedelta(hours=chance.randint(1, 200)), self._zone())
        if chance.randrange(4):
            zone = self._zone()
            at = opened + chance.randrange(1, 2 * DAY) * MINUTE
            yield Act(at, Did.MEETING, self._in_office_hours(zone), zone)

    def _in_office_hours(self, zone: ZoneInfo) -> datetime:
        day = (self.start + timedelta(days=self.chance.randrange(6, 29))).astimezone(zone)
        hour, minute = self.chance.randrange(9, 19), self.chance.choice([0, 30])
        return day.replace(hour=hour, minute=minute, second=0).astimezone(UTC)

    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.chance.choice(_ZONES))
