"""What holds whatever a client does, in any weeks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.reminders.hours import Hours
from bot.domain.reminders.outcome import Planned
from bot.domain.reminders.situation import State
from bot.domain.reminders.when import next_reminder
from tests.effort import effort
from tests.reminders.invariants import WEEK, disturbed, reminders_for, too_often, was_reminded_before
from tests.reminders.making import RUSSIA
from tests.reminders.weeks import weeks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from tests.reminders.weeks import Weeks

MANY = settings(max_examples=effort(75), deadline=None)


@MANY
@given(st.booleans().flatmap(lambda late: weeks(late=late)))
def test_nobody_is_reminded_when_it_is_not_allowed(lived: Weeks) -> None:
    assert disturbed(lived.run().client, lived.policy) == []


@MANY
@given(st.booleans().flatmap(lambda late: weeks(late=late)))
def test_nobody_is_reminded_more_often_than_the_cap_says(lived: Weeks) -> None:
    assert too_often(lived.run().client, lived.policy) == []


@MANY
@given(weeks(late=True))
def test_a_reminder_that_was_found_early_still_stands_when_its_moment_comes(lived: Weeks) -> None:
    for each in lived.run().client.sent:
        just_before = each.planned.at - timedelta.resolution
        found = next_reminder(each.around, lived.policy, RUSSIA, just_before)
        assert isinstance(found, Planned)
        assert (found.at, found.kind, found.until) == (each.planned.at, each.planned.kind, each.planned.until)


@MANY
@given(weeks(late=True))
def test_it_comes_to_an_end(lived: Weeks) -> None:
    """Whatever is late or out of date is behind it, never found again."""
    at_most = len(lived.acts) + len(lived.late) + 1
    lived.run()
    assert lived.steps <= 2 * (at_most + len(lived.client.sent))


@MANY
@given(weeks())
def test_there_is_always_one_before_a_meeting_that_left_a_moment_for_it(lived: Weeks) -> None:
    client = lived.run().client
    for meeting in {around.meeting for _, around in client.history}:
        if meeting is None or meeting > lived.end:
            continue
        if any(_was_allowed(lived, meeting, moment) for moment in _near(lived, meeting)):
            assert was_reminded_before(client, meeting, lived.policy)


def _near(lived: Weeks, meeting: datetime) -> Iterator[datetime]:
    """Every quarter of an hour of the day before from the usual hour on, and of the last hours."""
    start, policy = lived.client.since, lived.policy.meeting
    found = reminders_for(lived.client.before(meeting), meeting, lived.policy, start)
    hours = found.hours
    usual = hours.at(hours.day(found.opens), policy.day_before_at)
    moment = max(usual, start + timedelta(minutes=1))
    last = meeting - policy.at_least
    while moment < last:
        if moment < hours.start_of(found.day) or moment >= meeting - policy.soon:
            yield moment
        moment += timedelta(minutes=15)


def _was_allowed(lived: Weeks, meeting: datetime, moment: datetime) -> bool:
    """By the rules themselves, looked at one by one.

    Under the cap only what went before the meeting was known is counted: of the others a place must have been kept.
    """
    around, policy = lived.client.before(moment), lived.policy
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
        and sum(at > moment - WEEK for at in sent if at <= lived.client.meeting_set(moment)) < policy.per_week
    )
