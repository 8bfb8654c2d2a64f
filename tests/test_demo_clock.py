"""The demo's clock can be wound, so that a week passes in a minute."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.demo_clock import WoundClock, let_pass, stop_at_meeting

HOUR = timedelta(hours=1)
MEETING = datetime(2026, 11, 27, 12, tzinfo=UTC)


class Standing:
    def now(self) -> datetime:
        return MEETING


def test_it_is_ahead_of_the_other_clock_by_as_much_as_it_was_wound() -> None:
    clock = WoundClock(Standing())
    clock.wind(HOUR)
    clock.wind(HOUR)
    assert clock.now() == MEETING + 2 * HOUR


def test_it_is_never_wound_back() -> None:
    clock = WoundClock(Standing())
    clock.wind(HOUR)
    clock.wind(-HOUR)
    assert clock.now() == MEETING + HOUR


def test_it_stops_before_the_next_meeting_and_then_after_it() -> None:
    later = MEETING + timedelta(days=3)
    before = stop_at_meeting([later, MEETING], MEETING - timedelta(days=2))
    assert before == MEETING - 3 * HOUR
    after = stop_at_meeting([later, MEETING], before)
    assert after == MEETING + 2 * HOUR
    assert stop_at_meeting([later, MEETING], after) == later - 3 * HOUR


def test_without_a_meeting_to_come_there_is_nowhere_to_stop() -> None:
    assert stop_at_meeting([MEETING], MEETING + timedelta(days=1)) is None
    assert stop_at_meeting([], MEETING) is None


class Diary:
    """Happens at these moments, or is overdue; what happened when."""

    def __init__(self, clock: WoundClock, *moments: datetime) -> None:
        self._clock = clock
        self._moments = list(moments)
        self.happened: list[datetime] = []

    async def next_due(self) -> datetime | None:
        return self._moments[0] if self._moments else None

    async def catch_up(self) -> None:
        while self._moments and self._moments[0] <= self._clock.now():
            self._moments.pop(0)
            self.happened.append(self._clock.now())


async def test_what_is_due_on_the_way_happens_at_its_own_time() -> None:
    clock = WoundClock(Standing())
    diary = Diary(clock, MEETING + HOUR, MEETING + 3 * HOUR, MEETING + 30 * HOUR)
    await let_pass(MEETING + 24 * HOUR, clock, diary)
    assert diary.happened == [MEETING + HOUR, MEETING + 3 * HOUR]
    assert clock.now() == MEETING + 24 * HOUR


async def test_what_stays_due_does_not_stop_the_time() -> None:
    clock = WoundClock(Standing())

    class Stuck(Diary):
        async def catch_up(self) -> None:
            self.happened.append(clock.now())

    stuck = Stuck(clock, MEETING)
    await let_pass(MEETING + timedelta(minutes=3), clock, stuck)
    assert (clock.now(), len(stuck.happened)) == (MEETING + timedelta(minutes=3), 3)
