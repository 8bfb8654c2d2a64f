"""The demo's clock can be wound, so that a week passes in a minute."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.demo_clock import WoundClock, stop_at_meeting

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
