"""What holds whatever a client does, in any weeks."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.reminders.hours import Hours
from bot.domain.reminders.meeting import MeetingReminders
from bot.domain.reminders.outcome import Because, Planned
from bot.domain.reminders.situation import State
from bot.domain.reminders.when import next_reminder
from tests.reminders.making import RUSSIA
from tests.reminders.weeks import WEEKS, weeks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.domain.reminders.situation import Situation
    from tests.reminders.weeks import Weeks

MANY = settings(max_examples=int(os.environ.get("TORTURE", "1")) * 150, deadline=None)
WEEK = timedelta(days=7)


@MANY
@given(st.booleans().flatmap(lambda late: weeks(late=late)))
def test_nobody_is_reminded_when_it_is_not_allowed(lived: Weeks) -> None:
    policy = lived.run().policy
    for at, planned, around in lived.sent:
        here = at.astimezone(around.zone)
        assert not policy.quiet.covers(here.time()), "at night"
        assert not around.stopped, "after the client said not to"
        assert around.state is not State.SUBMITTED, "after the brief was sent off"
        assert at >= around.last_activity + policy.own_activity, "right after the client's own activity"
        assert around.asked_for is None or at >= around.asked_for, "before the moment that the client named"
        hours = Hours(policy, RUSSIA, around.zone)
        if around.meeting:
            assert at < around.meeting - policy.meeting.at_least, "too near to the meeting"
        if hours.is_off(here.date()):
            assert planned.because is Because.MEETING, "on a day off"


@MANY
@given(st.booleans().flatmap(lambda late: weeks(late=late)))
def test_nobody_is_reminded_more_often_than_the_cap_says(lived: Weeks) -> None:
    times = [at for at, _, _ in lived.run().sent]
    assert all(sum(first <= at < first + WEEK for at in times) <= lived.policy.per_week for first in times)


@MANY
@given(weeks(late=True))
def test_a_reminder_that_was_found_early_still_stands_when_its_moment_comes(lived: Weeks) -> None:
    for _, planned, around in lived.run().sent:
        just_before = planned.at - timedelta.resolution
        found = next_reminder(around, lived.policy, RUSSIA, just_before)
        assert isinstance(found, Planned)
        assert (found.at, found.kind, found.until) == (planned.at, planned.kind, planned.until)


@MANY
@given(weeks(late=True))
def test_it_comes_to_an_end(lived: Weeks) -> None:
    """Whatever is late or out of date is behind it, never found again."""
    at_most = len(lived.events) + len(lived.late) + 1
    lived.run()
    assert lived.steps <= 2 * (at_most + len(lived.sent))


@MANY
@given(weeks())
def test_there_is_always_one_before_a_meeting_that_left_a_moment_for_it(lived: Weeks) -> None:
    lived.run()
    for meeting in {around.meeting for _, around in lived.history}:
        if meeting is None or meeting > lived.start + WEEKS:
            continue
        if any(_was_allowed(lived, meeting, moment) for moment in _near(lived, meeting)):
            near = _for(lived.at(meeting), lived, meeting).opens
            assert any(near <= at < meeting for at, _, _ in lived.sent)


def _for(around: Situation, lived: Weeks, meeting: datetime) -> MeetingReminders:
    return MeetingReminders(around, Hours(lived.policy, RUSSIA, around.zone), meeting, lived.start)


def _near(lived: Weeks, meeting: datetime) -> Iterator[datetime]:
    """Every quarter of an hour of the day before from the usual hour on, and of the last hours."""
    around = lived.at(meeting)
    hours = Hours(lived.policy, RUSSIA, around.zone)
    policy = lived.policy.meeting
    found = _for(around, lived, meeting)
    usual = hours.at(hours.day(found.opens), policy.day_before_at)
    moment = max(usual, lived.start + timedelta(minutes=1))
    last = meeting - policy.at_least
    while moment < last:
        if moment < hours.start_of(found.day) or moment >= meeting - policy.soon:
            yield moment
        moment += timedelta(minutes=15)


def _was_allowed(lived: Weeks, meeting: datetime, moment: datetime) -> bool:
    """By the rules themselves, looked at one by one.

    Under the cap only what went before the meeting was known is counted: of the others a place must have been kept.
    """
    around, policy = lived.at(moment), lived.policy
    hours = Hours(policy, RUSSIA, around.zone)
    day = hours.day(moment)
    sent = [each.at for each in around.sent]
    return (
        around.meeting == meeting
        and not around.stopped
        and around.state is not State.SUBMITTED
        and moment >= around.last_activity + policy.own_activity
        and (around.asked_for is None or moment >= around.asked_for)
        and not policy.quiet.covers(moment.astimezone(around.zone).time())
        and (day == hours.day(meeting) or not hours.is_off(day))
        and all(moment >= at + policy.meeting.apart for at in sent)
        and sum(at > moment - WEEK for at in sent if at <= lived.meeting_set(moment)) < policy.per_week
    )
