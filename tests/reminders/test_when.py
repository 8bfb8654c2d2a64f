"""When the next reminder goes, and what it waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.reminders.outcome import Because, Kind, Reason, Silence
from bot.domain.reminders.situation import State, Stop
from tests.reminders.making import NOON, decide, planned, shown, situation
from tests.reminders.policies import policy

if TYPE_CHECKING:
    from bot.domain.reminders.situation import Situation


def case(sentence: str, around: Situation, now: str, at: str, moved: str) -> object:
    """``moved``: the reasons against an earlier moment, each with the time when it ends."""
    return pytest.param(around, now, at, moved.split(", ") if moved else [], id=sentence)


@pytest.mark.parametrize(
    ("around", "now", "at", "moved"),
    [
        case(
            "a day after the client fell silent, at the same hour",
            situation(),
            NOON,
            "2026-11-24 12:00",
            "own_activity 23 13:00, spacing 24 12:00",
        ),
        case(
            "two days after the first one that had no effect",
            situation(sent=("2026-11-24 12:00",)),
            "2026-11-24 12:00",
            "2026-11-26 12:00",
            "spacing 26 12:00",
        ),
        case(
            "a week after the third one",
            situation(sent=("2026-11-24 12:00", "2026-11-26 12:00", "2026-11-30 12:00")),
            "2026-11-30 12:00",
            "2026-12-07 12:00",
            "spacing 07 12:00",
        ),
        case(
            "after a day again, once the client has done something",
            situation(active="2026-11-25 10:00", sent=("2026-11-24 12:00",)),
            "2026-11-25 10:00",
            "2026-11-26 10:00",
            "own_activity 25 11:00, spacing 26 10:00",
        ),
        case(
            "in the morning, where the night would be due",
            situation(active="2026-11-23 22:30"),
            "2026-11-24 12:00",
            "2026-11-25 09:00",
            "spacing 24 22:30, quiet 25 09:00",
        ),
        case(
            "not at eight in the evening sharp",
            situation(active="2026-11-23 20:00"),
            "2026-11-24 12:00",
            "2026-11-25 09:00",
            "spacing 24 20:00, quiet 25 09:00",
        ),
        case(
            "but a minute before it",
            situation(active="2026-11-23 19:59"),
            "2026-11-24 12:00",
            "2026-11-24 19:59",
            "spacing 24 19:59",
        ),
        case(
            "on Monday, where the weekend would be due",
            situation(active="2026-11-27 15:00"),
            "2026-11-27 18:00",
            "2026-11-30 09:00",
            "spacing 28 15:00, weekend 30 09:00",
        ),
        case(
            "on Monday, where the night before Saturday would be due",
            situation(active="2026-11-26 23:00"),
            "2026-11-27 12:00",
            "2026-11-30 09:00",
            "spacing 27 23:00, quiet 28 09:00, weekend 30 09:00",
        ),
        case(
            "behind a holiday in the middle of the week",
            situation(active="2026-11-03 15:00"),
            "2026-11-03 18:00",
            "2026-11-05 09:00",
            "spacing 04 15:00, holiday 05 09:00",
        ),
        case(
            "behind the holidays of the new year",
            situation(active="2026-12-30 15:00"),
            "2026-12-30 18:00",
            "2027-01-11 09:00",
            "spacing 31 15:00, holiday 09 00:00, weekend 11 09:00",
        ),
        case(
            "on a Saturday that is worked",
            situation(active="2025-10-31 15:00"),
            "2025-10-31 18:00",
            "2025-11-01 15:00",
            "spacing 01 15:00",
        ),
        case(
            "an hour after the client's own activity at the earliest, whatever was put off",
            situation(active="2026-11-23 12:30", snoozed="2026-11-23 13:00", sent=("2026-11-23 12:00",)),
            "2026-11-23 12:31",
            "2026-11-23 13:30",
            "own_activity 23 13:30",
        ),
        case(
            "when the client said, without waiting for the spacing",
            situation(snoozed="2026-11-23 18:30", sent=("2026-11-23 14:00",)),
            "2026-11-23 14:05",
            "2026-11-23 18:30",
            "snoozed 23 18:30",
        ),
        case(
            "when the client said, though it is later than the spacing",
            situation(snoozed="2026-11-30 10:00", sent=("2026-11-24 12:00",)),
            "2026-11-24 12:05",
            "2026-11-30 10:00",
            "snoozed 30 10:00",
        ),
        case(
            "in the morning, where an hour from now is night",
            situation(snoozed="2026-11-23 20:10", sent=("2026-11-23 19:10",)),
            "2026-11-23 19:10",
            "2026-11-24 09:00",
            "snoozed 23 20:10, quiet 24 09:00",
        ),
        case(
            "when a week has passed since the first of as many as a week may have",
            situation(
                active="2026-11-25 15:00",
                sent=("2026-11-19 10:00", "2026-11-20 10:00", "2026-11-23 10:00", "2026-11-25 10:00"),
            ),
            "2026-11-25 16:00",
            "2026-11-26 15:00",
            "spacing 26 15:00",
        ),
        case(
            "not before a week has passed since that one",
            situation(
                active="2026-11-23 15:00",
                sent=("2026-11-18 10:00", "2026-11-19 10:00", "2026-11-20 10:00", "2026-11-23 10:00"),
            ),
            "2026-11-23 16:00",
            "2026-11-25 10:00",
            "spacing 24 15:00, cap 25 10:00",
        ),
        case(
            "at the next full minute, where nothing stands against it any more",
            situation(active="2026-11-16 12:00"),
            "2026-11-23 12:00:30",
            "2026-11-23 12:01",
            "",
        ),
        case(
            "in the next minute, where now would do",
            situation(active="2026-11-16 12:00"),
            NOON,
            "2026-11-23 12:01",
            "",
        ),
    ],
)
def test_the_next_reminder_goes(around: Situation, now: str, at: str, moved: list[str]) -> None:
    found = planned(around, now)
    assert shown(found.at, around) == at
    assert [f"{each.why} {each.until.astimezone(around.zone):%d %H:%M}" for each in found.moved] == moved


@pytest.mark.parametrize(
    ("around", "reason"),
    [
        pytest.param(situation(state=State.NOT_OPENED), Reason.NOT_OPENED, id="nobody opened the link"),
        pytest.param(situation(state=State.SUBMITTED), Reason.SUBMITTED, id="the brief was sent off"),
        pytest.param(situation(stopped=Stop.ASKED), Reason.ASKED_NOT_TO, id="the client said so"),
        pytest.param(situation(stopped=Stop.BLOCKED), Reason.BLOCKED, id="the client blocked the bot"),
        pytest.param(situation(left=0), Reason.NOTHING_OPEN, id="nothing is open"),
        pytest.param(situation(meeting=NOON), Reason.MEETING_OVER, id="the meeting has begun"),
        pytest.param(situation(meeting="2026-11-23 12:30"), Reason.NO_MOMENT, id="the meeting is too near"),
        pytest.param(
            situation(meeting="2026-11-26 12:00", snoozed="2026-11-30 10:00"),
            Reason.NO_MOMENT,
            id="the client put it off behind the meeting",
        ),
        pytest.param(
            situation(sent=("2026-11-24 12:00", "2026-11-26 12:00", "2026-11-30 12:00", "2026-12-07 12:00")),
            Reason.ENOUGH,
            id="as many as the policy has have gone",
        ),
    ],
)
def test_there_is_silence_when(around: Situation, reason: Reason) -> None:
    assert decide(around, NOON) == Silence(reason)


def test_a_client_who_was_reminded_enough_is_still_reminded_when_asking_for_it() -> None:
    sent = ("2026-11-02 12:00", "2026-11-05 12:00", "2026-11-09 12:00", "2026-11-16 12:00")
    around = situation(active="2026-11-01 12:00", sent=sent, snoozed="2026-11-24 10:00")
    found = planned(around, NOON)
    assert (shown(found.at, around), found.because) == ("2026-11-24 10:00", Because.ASKED)


@pytest.mark.parametrize(
    ("around", "kind"),
    [
        pytest.param(situation(state=State.NOT_STARTED, percent=0), Kind.NOT_STARTED, id="not begun"),
        pytest.param(situation(), Kind.FIRST_NUDGE, id="begun, then silent"),
        pytest.param(situation(sent=("2026-11-23 12:00:30",)), Kind.UNDER_WAY, id="reminded before"),
        pytest.param(situation(sent=("2026-11-20 12:00",)), Kind.FIRST_NUDGE, id="reminded, then active, then silent"),
        pytest.param(situation(percent=50), Kind.HALF_DONE, id="half done"),
        pytest.param(situation(percent=95, state=State.NEARLY_DONE), Kind.NEARLY_DONE, id="nearly done"),
        pytest.param(situation(meeting="2026-11-30 12:00"), Kind.FIRST_NUDGE, id="the meeting is a week away"),
    ],
)
def test_the_words_follow_the_situation(around: Situation, kind: Kind) -> None:
    assert planned(around, NOON).kind is kind


def test_days_off_are_left_out_only_as_far_as_the_policy_says() -> None:
    every_day = policy(skip={"weekends": False, "holidays": False})
    no_sundays = policy(skip={"weekends": True, "holidays": False})
    no_holidays = policy(skip={"weekends": False, "holidays": True})
    friday, before_holiday = situation(active="2026-11-27 15:00"), situation(active="2026-11-03 15:00")
    assert shown(planned(friday, NOON, every_day).at, friday) == "2026-11-28 15:00"
    assert shown(planned(friday, NOON, no_holidays).at, friday) == "2026-11-28 15:00"
    assert shown(planned(friday, NOON, no_sundays).at, friday) == "2026-11-30 09:00"
    assert shown(planned(before_holiday, "2026-11-03 18:00", no_sundays).at, before_holiday) == "2026-11-04 15:00"
    assert shown(planned(before_holiday, "2026-11-03 18:00", no_holidays).at, before_holiday) == "2026-11-05 09:00"
