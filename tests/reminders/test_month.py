"""Whatever happens within a month, each brief is reminded of as the policy says; ``make torture`` has many more."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.reminders.working_days import is_working
from bot.storage.database import open_database
from tests.databases import SqliteFiles
from tests.effort import effort
from tests.fakes import FakeClock
from tests.reminders.making import RUSSIA
from tests.reminders.month import Month, local
from tests.reminders.policies import SHIPPED
from tests.storage.making import batches_on

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

BRIEFS = min(effort(25), 1000)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return SqliteFiles(tmp_path).migrated()


@pytest.fixture
async def month(url: str, request: pytest.FixtureRequest) -> AsyncIterator[Month]:
    clock = FakeClock()
    async with open_database(url) as database:
        month = Month(await batches_on(database, clock), clock, request.param, BRIEFS)
        await month.live()
        yield month


@pytest.mark.parametrize("month", range(2), indirect=True)
async def test_a_month_of_reminders_keeps_to_the_policy(month: Month) -> None:
    assert len(month.went) > BRIEFS
    assert sorted(await month.journal()) == sorted((went.brief.id, went.at) for went in month.went)
    assert await month.outbox() == len(month.went)
    by_brief: dict[str, list[datetime]] = defaultdict(list)
    for went in month.went:
        meets_today = went.brief.meeting and went.brief.meeting.local.date() == local(went).date()
        near = went.brief.meeting and timedelta() < went.brief.meeting.at - went.at < timedelta(days=2)
        assert not SHIPPED.quiet.covers(local(went).time()), went
        assert is_working(RUSSIA, local(went).date()) or meets_today or near, went
        assert not went.stopped
        assert not went.brief.submissions
        assert went.at - went.last_activity >= SHIPPED.own_activity, went
        assert went.snoozed_until is None or went.at >= went.snoozed_until, went
        assert went.at < went.planned.until, went
        assert went.at - went.planned.at <= SHIPPED.late, went
        by_brief[went.brief.id].append(went.at)
    for times in by_brief.values():
        assert all(sum(timedelta() <= other - at < timedelta(days=7) for other in times) <= 4 for at in times)
