"""What managers are told of a brief and its meeting, and what they do about a client who is behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.app.escalating import Escalation, due_escalation
from bot.app.meeting_held import note_held, took_place, when_to_ask
from bot.app.ports import Occasion
from bot.app.reminding import Reminding, stop_or_go_on
from bot.app.reminding_at_once import remind_at_once, wish_to_remind
from bot.domain.brief import Brief, Consent, Submission
from bot.domain.meeting import Meeting
from bot.domain.reminders.outcome import Kind, Planned, Reason, Silence
from bot.domain.reminders.situation import Stop
from tests.app.conftest import MOSCOW, NOON
from tests.reminders.policies import SHIPPED

if TYPE_CHECKING:
    from tests.fakes import FakeClock, MemoryUnitOfWork

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
#: On Thursday, at three in Moscow.
MEETING = Meeting(NOON + 3 * DAY + 3 * HOUR, MOSCOW)
URGENT = MEETING.at - DAY


def started(uow: MemoryUnitOfWork, meeting: Meeting | None = MEETING) -> Brief:
    begun = Brief("b", "t", "bakery", "Ромашка", "Анна", 7, NOON - DAY, client_id=5, started_at=NOON, meeting=meeting)
    return uow.briefs.save(replace(begun, consent=Consent("1", NOON)))


async def test_a_brief_that_is_not_finished_a_day_before_its_meeting_is_urgent(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock
) -> None:
    brief = started(uow)
    assert await due_escalation(uow, reminding, brief, NOON) == URGENT
    clock.moment = URGENT
    left = len(reminding.interviews.of(brief).route.steps)
    assert await due_escalation(uow, reminding, brief, URGENT) == Escalation(left, None, remind=True)


async def test_an_urgent_brief_says_who_cannot_be_reminded_and_who_has_not_opened_it(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock
) -> None:
    brief = started(uow)
    clock.moment = URGENT
    never_opened = uow.briefs.save(replace(brief, client_id=None, started_at=None, consent=None))
    assert await due_escalation(uow, reminding, never_opened, URGENT) == Escalation(None, None, remind=False)
    await stop_or_go_on(uow, brief, stopped=True)
    found = await due_escalation(uow, reminding, brief, URGENT)
    assert isinstance(found, Escalation)
    assert (found.stopped, found.remind) == (Stop.ASKED, False)


@pytest.mark.parametrize("now", [URGENT + HOUR, MEETING.at + HOUR], ids=["set when it was near", "over"])
async def test_a_meeting_set_when_it_was_near_and_one_that_is_over_are_not_urgent(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock, now: datetime
) -> None:
    clock.moment = now
    assert await due_escalation(uow, reminding, started(uow), now) is None


async def test_what_is_sent_off_or_has_no_meeting_is_not_urgent(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock
) -> None:
    brief = started(uow)
    clock.moment = URGENT
    sent = uow.briefs.save(replace(brief, submissions=(Submission(0, NOON),)))
    assert await due_escalation(uow, reminding, sent, URGENT) is None
    assert await due_escalation(uow, reminding, replace(brief, meeting=None), URGENT) is None


async def test_a_manager_is_asked_of_a_meeting_until_it_is_known_to_have_taken_place(
    uow: MemoryUnitOfWork, reminding: Reminding
) -> None:
    brief = started(uow)
    asked_at = MEETING.at + SHIPPED.manager.ask_after
    assert await when_to_ask(uow, reminding, brief) == asked_at
    await note_held(uow, reminding, brief, held=False)
    assert await when_to_ask(uow, reminding, brief) == asked_at
    await note_held(uow, reminding, brief, held=True)
    assert await when_to_ask(uow, reminding, brief) is None
    assert await when_to_ask(uow, reminding, replace(brief, meeting=None)) is None


async def test_what_is_said_of_a_meeting_is_not_said_of_the_next_one(
    uow: MemoryUnitOfWork, reminding: Reminding
) -> None:
    brief = started(uow)
    await note_held(uow, reminding, brief, held=True)
    assert await took_place(uow, brief)
    assert not await took_place(uow, replace(brief, meeting=Meeting(MEETING.at + DAY, MOSCOW)))
    await note_held(uow, reminding, brief, held=False)
    assert not await took_place(uow, brief)


async def test_another_meeting_brings_reminders_back_unless_something_else_forbids_them(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock
) -> None:
    brief = started(uow)
    clock.moment = MEETING.at + HOUR
    assert await note_held(uow, reminding, brief, held=False)
    await stop_or_go_on(uow, brief, stopped=True)
    assert not await note_held(uow, reminding, brief, held=False)


async def test_a_wish_to_remind_is_fulfilled_at_once_where_nothing_forbids_it(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock
) -> None:
    brief = started(uow, meeting=None)
    clock.advance(hours=2)
    wish = await wish_to_remind(uow, reminding, brief)
    assert wish.now
    assert await remind_at_once(uow, reminding, brief, known=0) == wish.outcome
    assert (await uow.journals.get("b")).snoozed_until is None


async def test_a_wish_to_remind_that_has_to_wait_is_put_off_to_its_moment(
    uow: MemoryUnitOfWork, reminding: Reminding
) -> None:
    brief = started(uow, meeting=None)
    assert not (await wish_to_remind(uow, reminding, brief)).now
    planned = await remind_at_once(uow, reminding, brief, known=0)
    assert planned is not None
    assert NOON < planned.at == (await uow.journals.get("b")).snoozed_until
    assert (Occasion.CLIENT, "b") in uow.schedule.due


async def test_a_second_wish_comes_to_nothing_once_a_reminder_has_gone(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock
) -> None:
    brief = started(uow, meeting=None)
    clock.advance(hours=2)
    uow.journals.save((await uow.journals.get("b")).with_sent(clock.moment, Kind.FIRST_NUDGE))
    assert await remind_at_once(uow, reminding, brief, known=0) is None
    assert isinstance((await wish_to_remind(uow, reminding, brief)).outcome, Planned)


async def test_a_client_who_asked_not_to_be_reminded_is_not(uow: MemoryUnitOfWork, reminding: Reminding) -> None:
    brief = started(uow, meeting=None)
    await stop_or_go_on(uow, brief, stopped=True)
    assert (await wish_to_remind(uow, reminding, brief)).outcome == Silence(Reason.ASKED_NOT_TO)
    assert await remind_at_once(uow, reminding, brief, known=0) is None
