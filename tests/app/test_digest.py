"""Who stands in the manager's digest, in which order, when one is due, and when what was put off is back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.app.digest import Morning, digest_lines, due_digest, leave_out, plan_digests
from bot.app.interview import Interviews
from bot.app.ports import Due, Occasion
from bot.app.reminding import Reminding
from bot.domain.brief import Brief, Consent
from bot.domain.meeting import Meeting
from bot.domain.reminders.for_manager import Trouble
from tests.fakes import FakeClock, MemoryUnitOfWork
from tests.planning.bakery import BAKERY
from tests.reminders.making import RUSSIA
from tests.reminders.policies import SHIPPED
from tests.storage.making import brief

MANAGER = 7
DAY = timedelta(days=1)
#: A Thursday, the hour of the digest in Moscow.
MORNING = datetime(2026, 11, 26, 6, 30, tzinfo=UTC)
DUE = Due(Occasion.DIGEST, str(MANAGER), MORNING)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(MORNING)


@pytest.fixture
def reminding(clock: FakeClock) -> Reminding:
    return Reminding(clock, Interviews(BAKERY), SHIPPED, RUSSIA, {}, ZoneInfo("Europe/Moscow"))


@pytest.fixture
def uow() -> MemoryUnitOfWork:
    return MemoryUnitOfWork()


def silent(uow: MemoryUnitOfWork, days: int, meeting: Meeting | None = None) -> Brief:
    """A brief whose client agreed so many days ago and has done nothing since."""
    begun = MORNING - timedelta(days=days)
    name = f"silent {days}"
    made = replace(brief(name, manager_id=MANAGER), created_at=begun, started_at=begun, consent=Consent("1", begun))
    return uow.briefs.save(replace(made, meeting=meeting))


async def told(uow: MemoryUnitOfWork, reminding: Reminding) -> list[str]:
    return [line.brief.id for line in await digest_lines(uow, reminding, MANAGER)]


async def test_of_equal_troubles_the_longest_silence_comes_first(uow: MemoryUnitOfWork, reminding: Reminding) -> None:
    for days in (5, 9, 7):
        silent(uow, days)
    assert await told(uow, reminding) == ["silent 9", "silent 7", "silent 5"]


async def test_of_near_meetings_the_nearest_comes_first(uow: MemoryUnitOfWork, reminding: Reminding) -> None:
    for days, hours in ((5, 6), (9, 8), (7, 4)):
        silent(uow, days, Meeting(MORNING + timedelta(hours=hours), "Europe/Moscow"))
    assert await told(uow, reminding) == ["silent 7", "silent 5", "silent 9"]


async def test_what_was_put_off_is_back_on_the_morning_of_the_day_it_was_put_off_to(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock
) -> None:
    clock.advance(minutes=40)
    await leave_out(uow, reminding, silent(uow, 5))
    clock.moment = MORNING + timedelta(days=2)
    assert await told(uow, reminding) == []
    clock.moment = MORNING + timedelta(days=3)
    assert await told(uow, reminding) == ["silent 5"]


async def test_a_line_says_what_is_open_and_for_how_long_nobody_answered(
    uow: MemoryUnitOfWork, reminding: Reminding
) -> None:
    begun = silent(uow, 5)
    never_opened = uow.briefs.save(replace(brief("lost", client_id=None), created_at=MORNING - 9 * DAY))
    lost, line = await digest_lines(uow, reminding, MANAGER)
    assert (lost.brief, lost.trouble, lost.left, lost.days) == (never_opened, Trouble.STUCK, None, 9)
    left = len(reminding.interviews.of(begun).route.steps)
    assert (line.brief, line.trouble, line.left, line.days, line.stopped) == (begun, Trouble.STUCK, left, 5, None)


async def test_a_digest_is_told_in_its_morning_and_due_again_on_the_next_working_day(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock
) -> None:
    silent(uow, 5)
    clock.advance(minutes=1)
    morning = await due_digest(uow, reminding, DUE, frozenset({MANAGER}))
    assert [line.brief.id for line in morning.lines] == ["silent 5"]
    assert morning.again == MORNING + DAY


async def test_after_an_outage_no_digest_is_told_in_the_evening(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock
) -> None:
    silent(uow, 5)
    clock.advance(hours=9)
    assert await due_digest(uow, reminding, DUE, frozenset({MANAGER})) == Morning((), MORNING + DAY)


async def test_who_is_no_manager_any_more_gets_no_digest(uow: MemoryUnitOfWork, reminding: Reminding) -> None:
    silent(uow, 5)
    assert await due_digest(uow, reminding, DUE, frozenset({8})) == Morning((), None)


async def test_every_manager_has_a_digest_to_come_and_one_far_off_is_put_right(
    uow: MemoryUnitOfWork, reminding: Reminding
) -> None:
    soon = MORNING + timedelta(hours=1)
    uow.schedule.put(Occasion.DIGEST, "8", soon)
    uow.schedule.put(Occasion.DIGEST, "9", MORNING + 300 * DAY)
    await plan_digests(uow, reminding, (MANAGER, 8, 9))
    due = [uow.schedule.due[Occasion.DIGEST, manager] for manager in ("7", "8", "9")]
    assert due == [MORNING + DAY, soon, MORNING + DAY]
