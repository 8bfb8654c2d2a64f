"""What holds in a month with many clients, whatever they do. ``make torture`` has thousands of them."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.reminders.situation import State
from tests.delivery.month import Month
from tests.delivery.reminded import name_of
from tests.effort import effort
from tests.reminders.invariants import WEEK, disturbed, is_on_a_day_off, reminders_for, too_often, was_reminded_before
from tests.reminders.making import moment
from tests.reminders.policies import SHIPPED

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.batches import Batches
    from tests.fakes import FakeClock
    from tests.reminders.client import Reminded

#: In each month.
CLIENTS = effort(25)
#: Months with a public holiday, and a change of the clocks in some zones.
STARTS = {"spring": moment("2026-03-02 09:00"), "autumn": moment("2026-10-12 00:00")}
#: No reminder for a meeting goes earlier on a day off.
AT_HAND = timedelta(days=2)


@pytest.fixture
async def month(batches: Batches, clock: FakeClock, request: pytest.FixtureRequest) -> Month:
    chance = random.Random(request.param)  # noqa: S311 - to be found again by its seed
    month = Month(batches, clock, STARTS[request.param], CLIENTS, chance)
    await month.live()
    return month


@pytest.mark.parametrize("month", STARTS, indirect=True)
async def test_in_a_month_nobody_is_disturbed_and_nobody_is_forgotten(month: Month) -> None:
    sent = [(name_of(number), each.at) for number, client in month.clients.items() for each in client.sent]
    assert len(sent) > CLIENTS
    assert await month.journal() == sorted(sent)
    assert await month.outbox() == len(sent)
    for client in month.clients.values():
        assert disturbed(client, SHIPPED) == []
        assert too_often(client, SHIPPED) == []
        assert [each for each in client.sent if is_on_a_day_off(each, SHIPPED) and not is_meeting_at_hand(each)] == []
    due = [(number, meeting) for number, meeting in month.unprepared if must_be_reminded(month, number, meeting)]
    assert due
    assert [each for each in due if not was_reminded_before(month.clients[each[0]], each[1], SHIPPED)] == []


def is_meeting_at_hand(reminded: Reminded) -> bool:
    meeting = reminded.around.meeting
    return meeting is not None and meeting - reminded.at < AT_HAND


def must_be_reminded(month: Month, number: int, meeting: datetime) -> bool:
    """The meeting was known for a week, and when it came near nothing stood against a reminder."""
    client = month.clients[number]
    around = client.before(meeting)
    near = reminders_for(around, meeting, SHIPPED, client.since).opens
    known = client.meeting_set(meeting) <= meeting - WEEK
    alone = not any(near <= act.at < meeting for act in client.acts)
    up = not any(down < meeting and end > near for down, end in month.outages if end - down > SHIPPED.late)
    return known and alone and up and not around.stopped and around.state is not State.SUBMITTED
