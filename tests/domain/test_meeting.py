"""A meeting is a moment, and the time on the wall where people speak of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.brief import Brief
from bot.domain.errors import Reason, Refused
from bot.domain.meeting import Meeting, meeting_on

NOW = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
MOSCOW, BERLIN, VLADIVOSTOK = "Europe/Moscow", "Europe/Berlin", "Asia/Vladivostok"


def test_the_time_on_the_wall_becomes_a_moment_and_comes_back() -> None:
    meeting = meeting_on(date(2026, 11, 27), time(15), VLADIVOSTOK, NOW)
    assert meeting.at == datetime(2026, 11, 27, 5, 0, tzinfo=UTC)
    assert (meeting.local.day, meeting.local.hour) == (27, 15)


def test_a_meeting_beyond_the_change_of_clocks_keeps_its_time_on_the_wall() -> None:
    summer = datetime(2026, 10, 20, 12, 0, tzinfo=UTC)
    assert meeting_on(date(2026, 10, 24), time(10), BERLIN, summer).at.hour == 8
    assert meeting_on(date(2026, 10, 26), time(10), BERLIN, summer).at.hour == 9


@pytest.mark.parametrize("minutes", [0, 1, 60])
def test_what_is_over_is_refused(minutes: int) -> None:
    local = Meeting(NOW - timedelta(minutes=minutes), MOSCOW).local
    with pytest.raises(Refused) as refused:
        meeting_on(local.date(), local.time(), MOSCOW, NOW)
    assert refused.value.reason is Reason.PAST


def test_a_slip_in_the_year_is_refused() -> None:
    assert meeting_on(date(2027, 11, 24), time(10), MOSCOW, NOW).at.year == 2027
    for day in (date(2027, 12, 24), date.max):
        with pytest.raises(Refused) as refused:
            meeting_on(day, time(10), MOSCOW, NOW)
        assert refused.value.reason is Reason.TOO_FAR


def test_an_hour_that_the_clocks_skip_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        meeting_on(date(2027, 3, 28), time(2, 30), BERLIN, NOW)
    assert refused.value.reason is Reason.NO_MOMENT


def test_a_meeting_is_ahead_until_it_begins() -> None:
    brief = Brief("b", "t", "q", "Ромашка", "Анна", 7, NOW, meeting=Meeting(NOW + timedelta(hours=1), MOSCOW))
    assert brief.upcoming_meeting(NOW) == brief.meeting
    assert brief.upcoming_meeting(NOW + timedelta(hours=1)) is None
