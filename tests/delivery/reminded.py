"""Clients with briefs of bakeries in a real storage, and a scheduler that reminds them by the policy as shipped."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.app.answering import Answering
from bot.app.interview import Interviews
from bot.app.invitations import agree, open_invitation
from bot.app.meetings import set_meeting
from bot.app.messages import Screen, SendReminder
from bot.app.ports import Occasion
from bot.app.reminding import Reminding, put_off, stop_or_go_on
from bot.app.submitting import submit
from bot.delivery.scheduler import Scheduler
from bot.domain.answers import AnswerStatus, QuestionKey
from bot.domain.brief import Person
from bot.domain.meeting import Meeting
from tests.fakes import CountingIds
from tests.planning.bakery import BAKERY
from tests.reminders.client import Did
from tests.reminders.making import MOSCOW, RUSSIA
from tests.reminders.policies import SHIPPED
from tests.storage.making import brief

if TYPE_CHECKING:
    import random
    from datetime import datetime

    from bot.app.ports import Clock, Due, UnitOfWork
    from bot.domain.brief import Brief
    from bot.domain.reminders.outcome import Planned
    from bot.storage.batches import Batches
    from bot.storage.unit_of_work import Batch, Effects
    from tests.reminders.client import Act

FIRST_CLIENT = 100


@dataclass
class Process:
    """One life of the bot. ``sent``: client and reminder of what was handed over after its commit, in order."""

    batches: Batches
    clients: int
    sent: list[tuple[int, Planned]] = field(default_factory=list)

    def __post_init__(self) -> None:
        clock, interviews = self.batches.clock, Interviews(BAKERY, size=self.clients)
        self.reminding = Reminding(clock, interviews, SHIPPED, RUSSIA, {}, ZoneInfo(MOSCOW))
        self._scheduler = Scheduler(self.batches, self._due, self._take)
        self._planned: dict[int, Planned] = {}

    async def works_off(self) -> None:
        """Whatever is due at this moment."""
        while await self._scheduler.work():
            pass

    async def next_due(self) -> datetime | None:
        return await self._scheduler.next_due()

    async def _due(self, uow: UnitOfWork, due: Due, /) -> datetime | None:
        found = await uow.briefs.get(due.subject)
        if found is None or found.client_id is None or due.occasion is not Occasion.CLIENT:
            return None
        look = await self.reminding.look(uow, found, due.at)
        if look.planned is None:
            return look.again
        self._planned[found.client_id] = look.planned
        uow.outbox.put(SendReminder(found.client_id, Screen(look.planned.kind.value), look.planned.until))
        return await self.reminding.sent(uow, found, look.planned)

    def _take(self, effects: Effects) -> None:
        for queued in effects.queued:
            assert isinstance(queued.message, SendReminder)
            assert queued.bulk
            self.sent.append((queued.chat_id - FIRST_CLIENT, self._planned.pop(queued.chat_id)))


def name_of(number: int) -> str:
    return f"b{number:05d}"


def invite(batch: Batch, clock: Clock, number: int) -> None:
    batch.briefs.save(replace(brief(name_of(number), client_id=None), created_at=clock.now()))


async def open_invited(batch: Batch, reminding: Reminding, number: int) -> None:
    found = await _brief(batch, number)
    await open_invitation(batch, reminding.clock, found.token, FIRST_CLIENT + number, frozenset())


async def do(batch: Batch, reminding: Reminding, number: int, act: Act, chance: random.Random) -> Act | None:
    """What the client, or the manager, really did; None where there was nothing to do."""
    found = await _brief(batch, number)
    match act.did:
        case Did.ANSWERED:
            return act if _answer(batch, reminding, found, chance) else None
        case Did.PUT_OFF:
            offered = list(reminding.choices(await reminding.situation(batch, found)).values())
            if not offered:
                return None
            until = chance.choice(offered)
            await put_off(batch, found, until)
            return replace(act, until=until)
        case Did.STOPPED | Did.RESUMED:
            await stop_or_go_on(batch, found, stopped=act.did is Did.STOPPED)
        case Did.SUBMITTED:
            submit(batch, reminding.clock, agree(batch, reminding.clock, found, "1", "e"))
        case Did.BLOCKED:
            batch.people.save(Person(found.client_id or 0, "Анна", unreachable_since=act.at))
        case Did.MEETING:
            assert act.until
            assert act.zone
            set_meeting(batch, found, Meeting(act.until, act.zone.key))
    return act


def _answer(batch: Batch, reminding: Reminding, found: Brief, chance: random.Random) -> bool:
    """The next open question, or any, without an answer; whether that is anything new."""
    interview = reminding.interviews.of(agree(batch, reminding.clock, found, "1", "e"))
    step = interview.route.next_open() if chance.random() < 0.5 else None
    key = step.key if step else QuestionKey(chance.choice(["open", "ovens", "cakes", "ways"]))
    status = chance.choice([AnswerStatus.DISCUSS, AnswerStatus.UNKNOWN])
    answering = Answering(batch, reminding.clock, CountingIds(), found.client_id or 0)
    return answering.defer(interview, key, status).interview is not interview


async def has_something_open(process: Process, number: int) -> bool:
    found = await process.batches.brief(name_of(number))
    assert found is not None
    return process.reminding.interviews.of(found).route.next_open() is not None


async def _brief(batch: Batch, number: int) -> Brief:
    found = await batch.briefs.get(name_of(number))
    assert found is not None
    return found
