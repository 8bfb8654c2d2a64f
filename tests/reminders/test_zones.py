"""Clocks of other places, and the two nights of the year when they jump."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.reminders.hours import Hours
from tests.reminders.making import NOON, RUSSIA, moment, planned, shown, situation
from tests.reminders.policies import SHIPPED, policy

BERLIN, KAMCHATKA = "Europe/Berlin", "Asia/Kamchatka"
EVERY_DAY = policy(skip={"weekends": False, "holidays": False})


def test_the_night_is_the_clients_own() -> None:
    """Three in the morning in Moscow is noon in Kamchatka."""
    around = situation(active=NOON, zone=KAMCHATKA)
    found = planned(around, NOON)
    assert shown(found.at, around) == "2026-11-24 12:00"
    assert found.at == datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
    assert found.until == datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def test_a_meeting_agreed_on_in_moscow_is_late_in_the_day_in_kamchatka() -> None:
    around = replace(
        situation(zone=KAMCHATKA, active="2026-11-23 12:00", sent=("2026-11-24 11:00",)),
        meeting=moment("2026-11-25 10:00"),
    )
    first = planned(around, "2026-11-24 12:00")
    assert shown(first.at, around) == "2026-11-25 17:00"


def test_the_weekend_is_the_clients_own() -> None:
    """It is Friday afternoon in Moscow when Saturday begins in Kamchatka."""
    around = situation(active="2026-11-27 15:00", zone=KAMCHATKA)
    assert shown(planned(around, "2026-11-27 18:00").at, around) == "2026-11-30 09:00"


@pytest.mark.parametrize(
    ("active", "at", "utc_hour"),
    [
        pytest.param("2026-03-28 12:00", "2026-03-29 12:00", 10, id="spring"),
        pytest.param("2026-10-24 12:00", "2026-10-25 12:00", 11, id="autumn"),
    ],
)
def test_a_day_later_is_the_same_hour_on_the_clock(active: str, at: str, utc_hour: int) -> None:
    around = situation(active=active, zone=BERLIN)
    found = planned(around, active, EVERY_DAY)
    assert (shown(found.at, around), found.at.hour) == (at, utc_hour)


@pytest.mark.parametrize(("day", "utc_hour"), [("2026-03-29", 7), ("2026-10-25", 8)], ids=["spring", "autumn"])
def test_the_night_ends_by_the_clock_when_it_was_shorter_or_longer(day: str, utc_hour: int) -> None:
    before = {"2026-03-29": "2026-03-28", "2026-10-25": "2026-10-24"}[day]
    around = situation(active=f"{before} 10:00", zone=BERLIN, snoozed=f"{before} 22:00", sent=(f"{before} 21:00",))
    found = planned(around, f"{before} 21:00", EVERY_DAY)
    assert (shown(found.at, around), found.at.hour) == (f"{day} 09:00", utc_hour)


def test_an_hour_that_spring_leaves_out_is_taken_as_much_later() -> None:
    nightly = policy(skip={"weekends": False, "holidays": False}, quiet={"from": "12:00", "to": "1:00"})
    around = situation(active="2026-03-28 02:30", zone=BERLIN)
    assert shown(planned(around, "2026-03-28 02:30", nightly).at, around) == "2026-03-29 03:30"


def test_an_hour_that_autumn_shows_twice_is_night_both_times() -> None:
    hours = Hours(policy(quiet={"from": "1:00", "to": "2:30"}), RUSSIA, ZoneInfo(BERLIN))
    for fold in (0, 1):
        at = moment("2026-10-25 02:10", BERLIN, fold)
        night = hours.night(at)
        assert night
        assert night.until == moment("2026-10-25 02:30", BERLIN, fold) > at


def test_a_day_may_begin_at_one() -> None:
    """Lebanon changes its clocks at midnight."""
    hours = Hours(SHIPPED, RUSSIA, ZoneInfo("Asia/Beirut"))
    begin = hours.at(datetime(2026, 3, 29, tzinfo=UTC).date(), time())
    assert f"{begin.astimezone(hours.zone):%d %H:%M}" == "29 01:00"


def test_two_hours_before_the_meeting_are_two_hours_in_the_night_of_the_change() -> None:
    around = situation(
        active="2026-10-20 12:00", zone=BERLIN, meeting="2026-10-25 04:00", sent=("2026-10-24 11:00",), left=3
    )
    awake = policy(skip={"weekends": False, "holidays": False}, quiet={"from": "12:00", "to": "0:30"})
    found = planned(around, "2026-10-24 11:30", awake)
    assert around.meeting
    assert (around.meeting - found.at).total_seconds() == 2 * 3600
    assert shown(found.at, around) == "2026-10-25 02:00"
    assert found.at.astimezone(around.zone).fold == 1
