"""Who stands in the manager's digest, in which order, and when one that was put off is back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.brief import Brief, Consent
from bot.domain.meeting import Meeting
from handlers.manager.digest import lines_for, put_off
from tests.desks import desk_of
from tests.fakes import FakeClock, MemoryUnitOfWork
from tests.storage.making import brief

if TYPE_CHECKING:
    from handlers.desk import Desk

MANAGER = 7
#: A Thursday, the hour of the digest in Moscow.
MORNING = datetime(2026, 11, 26, 6, 30, tzinfo=UTC)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(MORNING)


@pytest.fixture
def desk(clock: FakeClock) -> Desk:
    return desk_of(MANAGER, clock)


@pytest.fixture
def uow() -> MemoryUnitOfWork:
    return MemoryUnitOfWork()


def silent(uow: MemoryUnitOfWork, days: int, meeting: Meeting | None = None) -> Brief:
    """A brief whose client agreed so many days ago and has done nothing since."""
    begun = MORNING - timedelta(days=days)
    name = f"silent {days}"
    made = replace(brief(name, manager_id=MANAGER), created_at=begun, started_at=begun, consent=Consent("1", begun))
    return uow.briefs.save(replace(made, meeting=meeting))


async def told(uow: MemoryUnitOfWork, desk: Desk) -> list[str]:
    return [line.brief.id for line in await lines_for(MANAGER, uow, desk)]


async def test_of_equal_troubles_the_longest_silence_comes_first(uow: MemoryUnitOfWork, desk: Desk) -> None:
    for days in (5, 9, 7):
        silent(uow, days)
    assert await told(uow, desk) == ["silent 9", "silent 7", "silent 5"]


async def test_of_near_meetings_the_nearest_comes_first(uow: MemoryUnitOfWork, desk: Desk) -> None:
    for days, hours in ((5, 6), (9, 8), (7, 4)):
        silent(uow, days, Meeting(MORNING + timedelta(hours=hours), "Europe/Moscow"))
    assert await told(uow, desk) == ["silent 7", "silent 5", "silent 9"]


async def test_what_was_put_off_is_back_on_the_morning_of_the_day_it_was_put_off_to(
    uow: MemoryUnitOfWork, desk: Desk, clock: FakeClock
) -> None:
    clock.advance(minutes=40)
    await put_off(silent(uow, 5), uow, desk)
    clock.moment = MORNING + timedelta(days=2)
    assert await told(uow, desk) == []
    clock.moment = MORNING + timedelta(days=3)
    assert await told(uow, desk) == ["silent 5"]
