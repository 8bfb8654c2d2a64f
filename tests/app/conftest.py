from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.app.interview import Interviews
from bot.app.reminding import Reminding
from tests.fakes import FakeClock, MemoryUnitOfWork
from tests.planning.bakery import BAKERY
from tests.reminders.making import RUSSIA
from tests.reminders.policies import SHIPPED

MOSCOW = "Europe/Moscow"
#: A Monday, noon in Moscow.
NOON = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOON)


@pytest.fixture
def reminding(clock: FakeClock) -> Reminding:
    return Reminding(clock, Interviews(BAKERY), SHIPPED, RUSSIA, {}, ZoneInfo(MOSCOW))


@pytest.fixture
def uow() -> MemoryUnitOfWork:
    return MemoryUnitOfWork()
