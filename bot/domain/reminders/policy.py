"""The policy of reminders: every number that decides when somebody is reminded. Immutable, made from a file."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from bot.domain.conditions import Definition

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def _clock(given: object) -> object:
    if isinstance(given, time):
        return given
    found = _CLOCK.fullmatch(given) if isinstance(given, str) else None
    if not found:
        kind = "clock"
        raise PydanticCustomError(kind, 'write an hour of the day such as "20:00"')
    return time(int(found[1]), int(found[2]))


#: An hour of the day, written «9:00».
Clock = Annotated[time, BeforeValidator(_clock)]
Days = Annotated[int, Field(ge=1, le=90)]


class Skip(Definition):
    """Kinds of days without reminders."""

    weekends: bool
    holidays: bool


class Quiet(Definition):
    """The night, ``start`` included and ``end`` not; it may lie across midnight."""

    start: Clock = Field(alias="from")
    end: Clock = Field(alias="to")

    @model_validator(mode="after")
    def _is_not_the_whole_day(self) -> Self:
        if self.start == self.end:
            kind = "quiet"
            raise PydanticCustomError(kind, "from and to are the same hour, which leaves no time to remind")
        return self

    def covers(self, hour: time) -> bool:
        if self.start < self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end


class MeetingPolicy(Definition):
    """Reminders that the meeting brings with it."""

    day_before_at: Clock
    hours_before: int = Field(ge=1, le=12)
    minutes_before_at_least: int = Field(ge=0, le=240)
    hours_apart: int = Field(ge=1, le=24)

    @property
    def soon(self) -> timedelta:
        return timedelta(hours=self.hours_before)

    @property
    def at_least(self) -> timedelta:
        return timedelta(minutes=self.minutes_before_at_least)

    @property
    def apart(self) -> timedelta:
        return timedelta(hours=self.hours_apart)


class ManagerPolicy(Definition):
    """What the manager is told, and when."""

    digest_at: Clock
    escalate_hours: int = Field(ge=1, le=336)
    ask_after_hours: int = Field(ge=1, le=72)
    stuck_days: Days
    forget_days: int = Field(ge=1, le=366)
    put_off_days: Days

    @property
    def escalate(self) -> timedelta:
        return timedelta(hours=self.escalate_hours)

    @property
    def ask_after(self) -> timedelta:
        return timedelta(hours=self.ask_after_hours)


class SnoozePolicy(Definition):
    """What the client may put a reminder off to."""

    minutes: int = Field(ge=5, le=720)
    evening_at: Clock
    tomorrow_at: Clock
    monday_at: Clock


class ReminderPolicy(Definition):
    """One policy file. The comments of ``templates/reminders/policy.yaml`` say what each key does."""

    country: str = Field(min_length=1)
    skip: Skip
    quiet: Quiet
    per_week: int = Field(ge=1, le=20)
    spacing_days: tuple[Days, ...] = Field(min_length=1)
    own_activity_minutes: int = Field(ge=0, le=1440)
    nearly_done_questions: int = Field(ge=1, le=50)
    half_done_percent: int = Field(ge=1, le=99)
    late_minutes: int = Field(ge=1, le=1440)
    meeting: MeetingPolicy
    manager: ManagerPolicy
    snooze: SnoozePolicy

    @property
    def own_activity(self) -> timedelta:
        return timedelta(minutes=self.own_activity_minutes)

    @property
    def late(self) -> timedelta:
        return timedelta(minutes=self.late_minutes)
