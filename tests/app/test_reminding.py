"""When a brief is looked at, what wakes one that was given up, and what a manager's wish to remind now comes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.app.answering import Answering
from bot.app.invitations import agree
from bot.app.meetings import set_meeting
from bot.app.ports import Occasion
from bot.app.reminding import LOOK, Reminding, opened, put_off, stop_or_go_on
from bot.app.submitting import submit
from bot.domain.answers import AnswerStatus
from bot.domain.brief import Brief, Consent, Person
from bot.domain.meeting import Meeting
from bot.domain.reminders.journal import Journal
from bot.domain.reminders.outcome import Kind, Planned, Reason, Silence, Why
from bot.domain.reminders.situation import Sent
from tests.app.conftest import MOSCOW, NOON
from tests.fakes import CountingIds, FakeClock, MemoryUnitOfWork

DAY = timedelta(days=1)


def started(uow: MemoryUnitOfWork, name: str = "b") -> Brief:
    """A brief whose client has just agreed."""
    begun = Brief(name, f"t{name}", "bakery", "Ромашка", "Анна", 7, NOON - DAY, client_id=5, started_at=NOON)
    return uow.briefs.save(replace(begun, consent=Consent("1", NOON)))


def give_answer(uow: MemoryUnitOfWork, reminding: Reminding) -> Brief:
    interview = reminding.interviews.of(uow.briefs.by_id["b"])
    step = interview.route.next_open()
    assert step is not None
    answering = Answering(uow, reminding.clock, CountingIds(), 5)
    return answering.defer(interview, step.key, AnswerStatus.UNKNOWN).interview.brief


def is_awake(uow: MemoryUnitOfWork) -> bool:
    return (Occasion.CLIENT, "b") in uow.schedule.due


async def test_a_brief_is_looked_at_at_least_every_twenty_hours(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock
) -> None:
    brief = started(uow)
    look = await reminding.look(uow, brief, NOON)
    assert (look.planned, look.again) == (None, NOON + LOOK)
    clock.moment = NOON + LOOK
    assert (await reminding.look(uow, brief, NOON + LOOK)).again == NOON + DAY


async def test_a_reminder_goes_at_its_moment_and_is_remembered(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock
) -> None:
    brief = started(uow)
    clock.moment = NOON + DAY + timedelta(minutes=1)
    look = await reminding.look(uow, brief, NOON + DAY)
    assert look.planned is not None
    assert (look.planned.at, look.planned.kind) == (NOON + DAY, Kind.FIRST_NUDGE)
    assert await reminding.sent(uow, brief, look.planned) == clock.moment + LOOK
    assert [sent.at for sent in (await uow.journals.get("b")).sent] == [clock.moment]
    assert (await reminding.look(uow, brief, clock.moment)).planned is None


async def test_an_answer_while_the_reminder_is_near_moves_it(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock
) -> None:
    started(uow)
    clock.moment = NOON + timedelta(hours=23)
    brief = give_answer(uow, reminding)
    clock.moment = NOON + DAY
    look = await reminding.look(uow, brief, NOON + DAY)
    assert look.planned is None


async def test_after_a_long_outage_reminders_are_found_anew_and_spread_over_an_hour(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock
) -> None:
    clock.moment = NOON + 2 * DAY
    looks = [await reminding.look(uow, started(uow, f"b{n}"), NOON + DAY) for n in range(200)]
    assert {look.planned for look in looks} == {None}
    again = [look.again - clock.moment for look in looks if look.again]
    assert len(again) == len(looks)
    assert len(set(again)) > 50
    assert max(again) <= timedelta(minutes=61)


async def test_after_an_outage_that_ends_shortly_before_the_night_no_reminder_is_spread_into_it(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock
) -> None:
    clock.moment = NOON + DAY + timedelta(hours=7, minutes=45)
    night = NOON + DAY + timedelta(hours=8)
    looks = [await reminding.look(uow, started(uow, f"b{n}"), NOON + DAY) for n in range(200)]
    again = [look.again for look in looks if look.again]
    assert len(again) == len(looks)
    assert max(again) < night
    assert len(set(again)) > 10


async def test_a_short_outage_only_makes_a_reminder_late(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock
) -> None:
    brief = started(uow)
    clock.moment = NOON + DAY + timedelta(minutes=119)
    assert (await reminding.look(uow, brief, NOON + DAY)).planned


async def test_answers_given_in_a_row_touch_the_schedule_only_when_somebody_comes_back(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock
) -> None:
    started(uow)
    clock.advance(hours=1)
    give_answer(uow, reminding)
    assert not is_awake(uow)
    clock.advance(days=30)
    give_answer(uow, reminding)
    assert is_awake(uow)


async def test_who_begins_after_the_last_reminder_is_reminded_anew(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock
) -> None:
    invited = uow.briefs.save(Brief("b", "t", "bakery", "Ромашка", "Анна", 7, NOON - DAY, client_id=5))
    went = tuple(Sent(NOON + days * DAY, Kind.NOT_STARTED) for days in (1, 3, 7, 14))
    uow.journals.save(Journal("b", opened_at=NOON, sent=went))
    clock.advance(days=15)
    assert (await reminding.look(uow, invited, clock.moment)).again is None
    clock.advance(days=15)
    agree(uow, clock, invited, "1", "e")
    begun = give_answer(uow, reminding)
    assert is_awake(uow)
    assert isinstance(reminding.next(await reminding.situation(uow, begun)), Planned)


async def test_a_brief_without_an_open_question_is_given_up_and_woken_when_one_opens(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock
) -> None:
    interview = reminding.interviews.of(started(uow))
    answering = Answering(uow, clock, CountingIds(), 5)
    first = interview.brief.answers.next_seq
    done = answering.defer_rest(interview).interview
    clock.advance(hours=2)
    assert (await reminding.look(uow, done.brief, NOON)).again == clock.moment + LOOK
    clock.advance(hours=20)
    assert (await reminding.look(uow, done.brief, NOON)).again is None
    clock.moment = NOON + timedelta(hours=1)
    back = answering.undo_defer_rest(done, first, done.brief.answers.next_seq - 1)
    assert is_awake(uow)
    assert back.route.next_open() == interview.route.next_open()
    assert all(answer.status is not AnswerStatus.DISCUSS for answer in back.brief.answers.latest.values())


async def test_what_was_answered_since_is_not_taken_back_with_the_rest(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock
) -> None:
    interview = reminding.interviews.of(started(uow))
    answering = Answering(uow, clock, CountingIds(), 5)
    key = interview.route.steps[0].key
    done = answering.defer_rest(interview).interview
    last = done.brief.answers.next_seq - 1
    changed = answering.defer(done, key, AnswerStatus.UNKNOWN).interview
    back = answering.undo_defer_rest(changed, 1, last)
    assert [(row.key, row.status) for row in back.brief.answers.latest.values()] == [(key, AnswerStatus.UNKNOWN)]


async def test_opening_the_invitation_counts_as_activity(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock
) -> None:
    invited = uow.briefs.save(Brief("b", "t", "bakery", "Ромашка", "Анна", 7, NOON - 9 * DAY, client_id=5))
    await opened(uow, clock, invited)
    assert is_awake(uow)
    planned = reminding.next(await reminding.situation(uow, invited))
    assert isinstance(planned, Planned)
    assert (planned.at, planned.kind) == (NOON + DAY, Kind.NOT_STARTED)


async def test_nobody_is_reminded_who_sent_the_brief_or_blocked_the_bot_until_they_come_back(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock
) -> None:
    brief = started(uow)
    clock.moment = NOON + DAY
    uow.people.save(Person(5, "Анна", unreachable_since=NOON + timedelta(hours=2)))
    assert (await reminding.look(uow, brief, NOON + DAY)).again is None
    clock.advance(days=1)
    back = give_answer(uow, reminding)
    assert (await reminding.look(uow, back, clock.moment)).again == clock.moment + LOOK
    sent = submit(uow, clock, back)
    assert await reminding.look(uow, sent, clock.moment) == await reminding.look(uow, sent, NOON)
    assert (await reminding.look(uow, sent, NOON)).again is None


async def test_who_wants_to_be_reminded_again_is_not_held_to_what_was_put_off(
    uow: MemoryUnitOfWork, reminding: Reminding
) -> None:
    brief = started(uow)
    await put_off(uow, brief, NOON + 30 * DAY)
    await stop_or_go_on(uow, brief, stopped=False)
    planned = reminding.next(await reminding.situation(uow, brief))
    assert isinstance(planned, Planned)
    assert planned.at == NOON + DAY


async def test_a_change_of_the_meeting_wakes_all_that_hangs_on_it(uow: MemoryUnitOfWork) -> None:
    set_meeting(uow, started(uow), Meeting(NOON + 3 * DAY, MOSCOW))
    assert set(uow.schedule.due) == {
        (occasion, "b") for occasion in (Occasion.CLIENT, Occasion.ESCALATION, Occasion.MEETING_OVER)
    }


async def test_reminders_that_a_wrong_clock_has_sent_do_not_silence_the_right_one(
    uow: MemoryUnitOfWork, reminding: Reminding
) -> None:
    brief = started(uow)
    uow.journals.save(Journal("b").with_sent(NOON + 400 * DAY, Kind.FIRST_NUDGE))
    planned = reminding.next(await reminding.situation(uow, brief))
    assert isinstance(planned, Planned)
    assert planned.at < NOON + 4 * DAY


async def test_a_manager_may_remind_at_once_unless_something_forbids_it(
    uow: MemoryUnitOfWork, reminding: Reminding, clock: FakeClock
) -> None:
    brief = started(uow)
    early = reminding.at_once(await reminding.situation(uow, brief))
    assert isinstance(early, Planned)
    assert [moved.why for moved in early.moved] == [Why.OWN_ACTIVITY]
    clock.advance(hours=2)
    free = reminding.at_once(await reminding.situation(uow, brief))
    assert isinstance(free, Planned)
    assert reminding.is_now(free)
    await put_off(uow, brief, NOON + DAY)
    later = reminding.at_once(await reminding.situation(uow, brief))
    assert isinstance(later, Planned)
    assert (later.at, later.moved[0].why) == (NOON + DAY, Why.SNOOZED)
    uow.journals.save(replace(await uow.journals.get("b"), stopped=True))
    assert reminding.at_once(await reminding.situation(uow, brief)) == Silence(Reason.ASKED_NOT_TO)
