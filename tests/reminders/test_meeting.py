"""Reminders before a meeting: there is always one where a moment for it exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.reminders.outcome import Because, Kind, Reason, Silence, Why
from bot.domain.reminders.situation import State
from bot.domain.reminders.when import is_out_of_date
from tests.reminders.making import NOON, decide, moment, planned, shown, situation
from tests.reminders.policies import SHIPPED, policy

if TYPE_CHECKING:
    from bot.domain.reminders.situation import Situation

#: Has heard enough, so that nothing but the meeting calls for a reminder.
QUIET_CLIENT = ("2026-10-02 12:00", "2026-10-04 12:00", "2026-10-08 12:00", "2026-10-15 12:00")


def for_meeting(at: str, *sent: str, active: str = "2026-10-01 12:00", snoozed: str | None = None) -> Situation:
    return situation(active=active, meeting=at, sent=(*QUIET_CLIENT, *sent), snoozed=snoozed)


@pytest.mark.parametrize(
    ("around", "now", "at", "kind"),
    [
        pytest.param(
            for_meeting("2026-11-26 15:00"), NOON, "2026-11-25 11:00", Kind.MEETING_TOMORROW, id="the day before it"
        ),
        pytest.param(
            for_meeting("2026-11-26 15:00", "2026-11-25 11:00"),
            "2026-11-25 11:00",
            "2026-11-26 13:00",
            Kind.MEETING_SOON,
            id="then two hours before it",
        ),
        pytest.param(
            for_meeting("2026-11-30 15:00"),
            NOON,
            "2026-11-27 11:00",
            Kind.MEETING_TOMORROW,
            id="on Friday for a Monday",
        ),
        pytest.param(
            for_meeting("2026-11-05 15:00"),
            "2026-11-01 12:00",
            "2026-11-03 11:00",
            Kind.MEETING_TOMORROW,
            id="before a holiday in the middle of the week",
        ),
        pytest.param(
            for_meeting("2026-11-28 15:00", "2026-11-27 11:00"),
            "2026-11-27 11:00",
            "2026-11-28 13:00",
            Kind.MEETING_SOON,
            id="on a Saturday, where the meeting itself is then",
        ),
        pytest.param(
            for_meeting("2026-11-26 15:00"),
            "2026-11-25 14:20",
            "2026-11-25 14:21",
            Kind.MEETING_TOMORROW,
            id="at once, where the usual hour is over",
        ),
        pytest.param(
            for_meeting("2026-11-26 15:00"),
            "2026-11-25 21:00",
            "2026-11-26 13:00",
            Kind.MEETING_SOON,
            id="on the day itself, where the evening before is over",
        ),
        pytest.param(
            for_meeting("2026-11-26 15:00"),
            "2026-11-26 13:40",
            "2026-11-26 13:41",
            Kind.MEETING_SOON,
            id="at once, where two hours before are over",
        ),
        pytest.param(
            for_meeting("2026-11-26 10:00", "2026-11-25 11:00"),
            "2026-11-25 11:00",
            "2026-11-26 09:00",
            Kind.MEETING_SOON,
            id="when the night ends, where two hours before are night",
        ),
        pytest.param(
            for_meeting("2026-11-26 22:30", "2026-11-25 11:00"),
            "2026-11-25 11:00",
            "2026-11-26 19:30",
            Kind.MEETING_SOON,
            id="an hour earlier, where two hours before are night already",
        ),
        pytest.param(
            for_meeting("2026-11-26 22:30", "2026-11-25 11:00", active="2026-11-26 18:45"),
            "2026-11-26 19:40",
            "2026-11-26 19:45",
            Kind.MEETING_SOON,
            id="within that hour, where the client did something shortly before it",
        ),
        pytest.param(
            for_meeting("2026-11-26 15:00", active="2026-11-25 10:30"),
            "2026-11-25 10:30",
            "2026-11-25 11:30",
            Kind.MEETING_TOMORROW,
            id="an hour after the client did something",
        ),
        pytest.param(
            for_meeting("2026-11-26 15:00", snoozed="2026-11-25 18:30"),
            NOON,
            "2026-11-25 18:30",
            Kind.MEETING_TOMORROW,
            id="when the client said, on the day before",
        ),
        pytest.param(
            for_meeting("2026-11-26 15:00", snoozed="2026-11-26 10:00"),
            NOON,
            "2026-11-26 10:00",
            Kind.MEETING_SOON,
            id="when the client said, on the day itself",
        ),
    ],
)
def test_a_reminder_for_the_meeting_goes(around: Situation, now: str, at: str, kind: Kind) -> None:
    found = planned(around, now)
    assert (shown(found.at, around), found.kind) == (at, kind)
    assert found.because is (Because.ASKED if around.snoozed_until else Because.MEETING)


@pytest.mark.parametrize(
    ("around", "now"),
    [
        pytest.param(
            for_meeting("2026-11-26 09:15", "2026-11-25 11:00"), "2026-11-25 11:00", id="it is in the morning"
        ),
        pytest.param(for_meeting("2026-11-26 15:00"), "2026-11-26 14:30", id="it is half an hour away"),
        pytest.param(
            for_meeting("2026-11-26 15:00", "2026-11-25 11:00", "2026-11-26 10:30"),
            "2026-11-26 13:45",
            id="one went in the morning",
        ),
    ],
)
def test_there_is_no_second_one_where(around: Situation, now: str) -> None:
    assert isinstance(decide(around, now), Silence)


@pytest.mark.parametrize(
    ("meeting", "now", "at"),
    [
        pytest.param("2026-11-30 09:15", "2026-11-27 21:00", "2026-11-29 11:00", id="on Sunday"),
        pytest.param("2026-11-30 09:15", "2026-11-29 15:00", "2026-11-29 15:01", id="on Sunday afternoon"),
        pytest.param("2027-01-11 09:15", "2027-01-05 15:00", "2027-01-10 11:00", id="among the holidays"),
    ],
)
def test_on_a_day_off_one_goes_only_where_the_meeting_leaves_no_other_moment(meeting: str, now: str, at: str) -> None:
    around = for_meeting(meeting)
    assert shown(planned(around, now).at, around) == at


def test_at_night_none_goes_though_the_meeting_leaves_no_other_moment() -> None:
    assert decide(for_meeting("2026-11-26 09:15"), "2026-11-25 20:00") == Silence(Reason.NO_MOMENT)
    assert decide(situation(meeting="2026-11-24 09:15"), "2026-11-23 20:00") == Silence(Reason.NO_MOMENT)


def test_an_ordinary_reminder_gives_way_to_the_one_for_the_meeting() -> None:
    around = situation(active="2026-11-24 08:30", meeting="2026-11-26 15:00")
    found = planned(around, "2026-11-24 08:30")
    assert (shown(found.at, around), found.because) == ("2026-11-25 11:00", Because.MEETING)
    assert [each.why for each in found.moved] == [Why.OWN_ACTIVITY, Why.SPACING, Why.APART]


def test_an_ordinary_reminder_well_before_the_meeting_goes_by_itself() -> None:
    """A day before it, by the shortest of the spacing."""
    for active, because in [("2026-11-23 11:00", Because.SILENCE), ("2026-11-23 11:01", Because.MEETING)]:
        around = situation(active=active, meeting="2026-11-26 15:00", state=State.NOT_STARTED)
        assert planned(around, active).because is because


def test_places_under_the_cap_are_kept_for_the_meeting() -> None:
    around = situation(active="2026-11-23 09:00", meeting="2026-11-26 15:00", sent=("2026-11-20 12:00",))
    three = policy(per_week=3)
    found = planned(around, NOON, three)
    assert (shown(found.at, around), found.because) == ("2026-11-25 11:00", Because.MEETING)
    assert [each.why for each in found.moved] == [Why.SPACING, Why.KEPT_FOR_MEETING]
    assert planned(around, NOON).because is Because.SILENCE, "four a week leave room for both"


def test_with_one_place_the_reminder_goes_the_day_before_the_meeting() -> None:
    one = policy(per_week=1)
    around = situation(active="2026-11-23 12:00", meeting="2026-11-26 15:00")
    found = planned(around, NOON, one)
    assert (shown(found.at, around), found.kind) == ("2026-11-25 11:00", Kind.MEETING_TOMORROW)
    told = situation(active="2026-11-23 12:00", meeting="2026-11-26 15:00", sent=("2026-11-25 11:00",))
    assert decide(told, "2026-11-25 11:00", one) == Silence(Reason.NO_MOMENT)


def test_the_cap_holds_for_the_meeting_too() -> None:
    sent = ("2026-11-23 10:00", "2026-11-24 10:00", "2026-11-24 16:00", "2026-11-25 10:00")
    around = situation(active="2026-11-22 12:00", sent=sent, meeting="2026-11-27 15:00")
    assert decide(around, "2026-11-25 12:00") == Silence(Reason.NO_MOMENT)


def test_one_that_is_asked_for_leaves_a_place_for_one_before_the_meeting() -> None:
    asking = situation(meeting="2026-11-27 15:00", sent=("2026-11-21 12:00",), snoozed="2026-11-24 10:00")
    assert planned(asking, NOON, policy(per_week=3)).because is Because.ASKED
    found = planned(asking, NOON, policy(per_week=2))
    assert (shown(found.at, asking), found.kind) == ("2026-11-26 11:00", Kind.MEETING_TOMORROW)
    assert [each.why for each in found.moved] == [Why.OWN_ACTIVITY, Why.SNOOZED, Why.KEPT_FOR_MEETING]


def test_one_that_is_asked_for_the_day_before_is_the_one_before_the_meeting() -> None:
    sent = ("2026-11-21 12:00", "2026-11-22 12:00", "2026-11-25 11:00")
    asking = situation(meeting="2026-11-26 15:00", sent=sent, snoozed="2026-11-25 18:30")
    found = planned(asking, "2026-11-25 11:05")
    assert (shown(found.at, asking), found.because) == ("2026-11-25 18:30", Because.ASKED)


def test_what_comes_too_late_is_out_of_date() -> None:
    around = situation()
    found = planned(around, NOON)
    assert shown(found.at, around) == "2026-11-24 12:00"
    for now, late in [("12:00", False), ("14:00", False), ("14:01", True), ("23:00", True)]:
        assert is_out_of_date(found, moment(f"2026-11-24 {now}"), SHIPPED) is late


def test_what_would_come_at_night_or_on_a_day_off_is_out_of_date() -> None:
    evening = planned(situation(active="2026-11-23 19:30"), NOON)
    assert not is_out_of_date(evening, moment("2026-11-24 19:59"), SHIPPED)
    assert is_out_of_date(evening, moment("2026-11-24 20:00"), SHIPPED)
    late_nights = policy(quiet={"from": "3:00", "to": "9:00"}, late_minutes=1440)
    friday = planned(situation(active="2026-11-26 15:00"), "2026-11-26 15:00", late_nights)
    assert not is_out_of_date(friday, moment("2026-11-27 23:59"), late_nights)
    assert is_out_of_date(friday, moment("2026-11-28 00:00"), late_nights)


def test_what_would_come_too_near_to_the_meeting_is_out_of_date() -> None:
    soon = planned(for_meeting("2026-11-26 15:00", "2026-11-25 11:00"), "2026-11-25 11:00")
    assert not is_out_of_date(soon, moment("2026-11-26 14:29"), SHIPPED)
    assert is_out_of_date(soon, moment("2026-11-26 14:30"), SHIPPED)
