"""Situations in few words. Times are written as the client's clock shows them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.answers import QuestionKey
from bot.domain.reminders.outcome import Kind, Planned, Silence
from bot.domain.reminders.situation import OpenSection, Sent, Situation, State, Stop
from bot.domain.reminders.when import next_reminder
from bot.working_days import CountryWorkingDays
from tests.reminders.policies import SHIPPED

if TYPE_CHECKING:
    from bot.domain.reminders.policy import ReminderPolicy

MOSCOW = "Europe/Moscow"
RUSSIA = CountryWorkingDays("RU")
#: A Monday, noon. The week has no holidays.
NOON = "2026-11-23 12:00"


def moment(text: str, zone: str = MOSCOW, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def situation(  # noqa: PLR0913 - every fact has a usual value, and a case names those that it is about
    *,
    state: State = State.STARTED,
    percent: int = 20,
    left: int = 5,
    active: str = NOON,
    zone: str = MOSCOW,
    meeting: str | None = None,
    sent: tuple[str, ...] = (),
    snoozed: str | None = None,
    stopped: Stop | None = None,
) -> Situation:
    """A brief begun, silent since ``active``. ``sent`` are times of earlier reminders."""
    return Situation(
        state=state,
        sections=(OpenSection("deals", "Сделки", left, 60 * left),) if left else (),
        percent=percent,
        first=QuestionKey("deal_scenarios") if left else None,
        last_activity=moment(active, zone),
        zone=ZoneInfo(zone),
        meeting=moment(meeting, zone) if meeting else None,
        sent=tuple(Sent(moment(each, zone), Kind.FIRST_NUDGE) for each in sent),
        snoozed_until=moment(snoozed, zone) if snoozed else None,
        stopped=stopped,
    )


def decide(around: Situation, now: str, policy: ReminderPolicy = SHIPPED) -> Planned | Silence:
    return next_reminder(around, policy, RUSSIA, moment(now, str(around.zone)))


def planned(around: Situation, now: str, policy: ReminderPolicy = SHIPPED) -> Planned:
    found = decide(around, now, policy)
    assert isinstance(found, Planned), found
    return found


def shown(found: datetime, around: Situation) -> str:
    return f"{found.astimezone(around.zone):%Y-%m-%d %H:%M}"
