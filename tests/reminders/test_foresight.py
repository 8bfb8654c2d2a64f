"""What would come if the client stays silent."""

from __future__ import annotations

from bot.domain.reminders.foresight import foresee
from bot.domain.reminders.outcome import Reason, Silence
from bot.domain.reminders.situation import Stop
from tests.reminders.making import NOON, RUSSIA, moment, shown, situation
from tests.reminders.policies import SHIPPED


def test_a_silent_client_is_reminded_ever_more_rarely_and_then_no_more() -> None:
    around = situation()
    found = foresee(around, SHIPPED, RUSSIA, moment(NOON))
    assert [f"{shown(each.at, around)} {each.kind}" for each in found.reminders] == [
        "2026-11-24 12:00 first_nudge",
        "2026-11-26 12:00 under_way",
        "2026-11-30 12:00 under_way",
        "2026-12-07 12:00 under_way",
    ]
    assert found.silence == Silence(Reason.ENOUGH)


def test_with_a_meeting_it_ends_in_the_two_before_it() -> None:
    around = situation(meeting="2026-11-30 15:00")
    found = foresee(around, SHIPPED, RUSSIA, moment(NOON))
    assert [f"{shown(each.at, around)} {each.kind}" for each in found.reminders] == [
        "2026-11-24 12:00 first_nudge",
        "2026-11-27 11:00 meeting_tomorrow",
        "2026-11-30 13:00 meeting_soon",
    ]
    assert found.silence == Silence(Reason.NO_MOMENT), "before the meeting there is no room for a third"


def test_who_said_not_to_is_left_alone() -> None:
    found = foresee(situation(stopped=Stop.ASKED), SHIPPED, RUSSIA, moment(NOON))
    assert (found.reminders, found.silence) == ((), Silence(Reason.ASKED_NOT_TO))
