"""What holds in a month with many clients, whatever they do. ``make torture`` has a thousand of them."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from tests.delivery.month import Did, Month
from tests.effort import effort
from tests.reminders.making import MOSCOW
from tests.reminders.policies import SHIPPED

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.batches import Batches
    from tests.fakes import FakeClock

CLIENTS = min(1000, effort(20))
WEEK = timedelta(days=7)
#: No reminder for a meeting goes earlier.
NEAR = timedelta(days=5)
#: What ends a time without reminders.
ENDS = {Did.STOPPED: {Did.RESUMED}, Did.BLOCKED: {Did.ANSWERED}, Did.SUBMITTED: set[Did]()}


@pytest.fixture
async def month(batches: Batches, clock: FakeClock) -> Month:
    month = Month(batches, clock, CLIENTS, random.Random(CLIENTS))  # noqa: S311 - to be found again by its seed
    await month.run()
    return month


def silenced(month: Month, number: int, at: datetime) -> list[Did]:
    """Why the client must not be reminded then."""
    happened = [did for when, did in month.log[number] if when <= at]
    found = []
    for begins, ends in ENDS.items():
        if begins in happened and not ends & set(happened[len(happened) - happened[::-1].index(begins) :]):
            found.append(begins)
    return found


def is_at_night(month: Month, number: int, at: datetime) -> bool:
    known = any(did is Did.MEETING and when <= at for when, did in month.log[number])
    hour = at.astimezone(month.zones[number] if known else ZoneInfo(MOSCOW)).time()
    return SHIPPED.quiet.covers(hour)


def must_have_been_reminded(month: Month, number: int) -> bool:
    """Something was open when the meeting began, and for a week before it nothing stood against a reminder."""
    meeting, told = month.meetings[number]
    quiet = all(when <= meeting - WEEK for when, did in month.log[number] if did is not Did.MET)
    up = all(end <= meeting - WEEK or begin >= meeting for begin, end in month.outages)
    return (
        number in month.unprepared and told <= meeting - WEEK and quiet and up and not silenced(month, number, meeting)
    )


async def test_in_a_month_nobody_is_disturbed_and_nobody_is_forgotten(month: Month) -> None:
    sent = [(number, at) for number, gone in month.sent.items() for at, _ in gone]
    assert len(sent) > CLIENTS
    assert [(n, at) for n, at in sent if is_at_night(month, n, at)] == []
    assert [(n, at, why) for n, at in sent if (why := silenced(month, n, at))] == []
    cap = SHIPPED.per_week
    for gone in month.sent.values():
        moments = [at for at, _ in gone]
        assert all(later - at >= WEEK for at, later in zip(moments, moments[cap:], strict=False))
    due = [number for number in range(CLIENTS) if must_have_been_reminded(month, number)]
    assert due
    for number in due:
        meeting, _ = month.meetings[number]
        assert any(meeting - NEAR <= at < meeting for at, _ in month.sent[number]), number
