"""A month of many briefs with the real storage and scheduler: clients act, the bot is down, clocks jump."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.app.answering import Answering
from bot.app.interview import Interviews
from bot.app.invitations import agree, open_invitation
from bot.app.meetings import set_meeting
from bot.app.messages import Screen, SendReminder
from bot.app.ports import Due, Occasion, UnitOfWork
from bot.app.reminding import Reminding, put_off, stop_or_go_on
from bot.app.submitting import submit
from bot.delivery.failpoints import Failpoints
from bot.delivery.scheduler import Scheduler
from bot.domain.answers import AnswerStatus
from bot.domain.meeting import Meeting
from bot.storage import tables
from bot.storage.schedule import next_due_at
from tests.fakes import CountingIds, FakeClock
from tests.planning.bakery import BAKERY
from tests.reminders.making import RUSSIA
from tests.reminders.policies import SHIPPED
from tests.storage.making import brief

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from bot.domain.brief import Brief
    from bot.domain.reminders.outcome import Planned
    from bot.storage.batches import Batches

#: A Monday; the month has the change of clocks in Berlin (29 March) and a public holiday (9 March).
START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
MONTH = timedelta(days=30)
_ZONES = ("Europe/Moscow", "Asia/Vladivostok", "Europe/Berlin")
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Went:
    """A reminder, and how things were when it went."""

    brief: Brief
    at: datetime
    planned: Planned
    last_activity: datetime
    snoozed_until: datetime | None
    stopped: bool


@dataclass
class Month:
    """``seed`` decides on everything that happens."""

    batches: Batches
    clock: FakeClock
    seed: int
    count: int
    went: list[Went] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - to be found again by its seed
        interviews = Interviews(BAKERY, size=self.count)
        self.reminding = Reminding(self.clock, interviews, SHIPPED, RUSSIA, {}, ZoneInfo("Europe/Moscow"))
        self.scheduler = self._started()

    async def live(self) -> None:
        self.clock.moment = START
        await self.batches.once(self._invite)
        for at, what in sorted(self._events(), key=lambda event: event[0]):
            await self._until(at)
            await what()
        await self._until(START + MONTH)

    def _started(self) -> Scheduler:
        return Scheduler(self.batches, self._do, lambda _: None, Failpoints())

    async def _invite(self, uow: UnitOfWork) -> None:
        for number in range(self.count):
            uow.briefs.save(brief(f"b{number}", client_id=None))

    def _events(self) -> Iterator[tuple[datetime, Callable[[], Awaitable[None]]]]:
        for number in range(self.count):
            yield self._moment(0, 5), self._acting(number, self._open)
            for _ in range(self.chance.randint(0, 8)):
                act = self.chance.choice(
                    [self._answer] * 5 + [self._put_off] * 3 + [self._stop, self._send, self._meet]
                )
                yield self._moment(0, 30), self._acting(number, act)
        for _ in range(4):
            yield self._moment(1, 29), self._be_down
            yield self._moment(1, 29), self._restart
            yield self._moment(1, 29), self._clock_is_wrong_for_a_while

    def _moment(self, first_day: int, last_day: int) -> datetime:
        return START + self.chance.randint(first_day * 1440, last_day * 1440 - 1) * _MINUTE

    async def _until(self, until: datetime) -> None:
        """Do what is due, each at its moment or a little later."""
        while True:
            async with self.batches.database.transaction() as connection:
                at = await next_due_at(connection)
            if at is None or at >= until:
                break
            self.clock.moment = min(max(self.clock.moment, at) + timedelta(seconds=self.chance.randint(0, 90)), until)
            while await self.scheduler.work():
                pass
        self.clock.moment = max(until, self.clock.moment)

    async def _restart(self) -> None:
        self.scheduler = self._started()

    async def _be_down(self) -> None:
        """For some hours, or days."""
        self.clock.moment += timedelta(minutes=self.chance.choice([30, 300, 1440, 3000]))
        self.scheduler = self._started()
        while await self.scheduler.work():
            pass

    async def _clock_is_wrong_for_a_while(self) -> None:
        """It shows an earlier time; forward jumps are like outages."""
        kept = self.clock.moment
        self.clock.moment -= timedelta(hours=self.chance.randint(1, 30))
        while await self.scheduler.work():
            pass
        self.clock.moment = kept

    async def _do(self, uow: UnitOfWork, due: Due, /) -> datetime | None:
        found = await uow.briefs.get(due.subject)
        if due.occasion is not Occasion.CLIENT or found is None:
            return None
        look = await self.reminding.look(uow, found, due.at)
        if look.planned is None:
            return look.again
        situation = await self.reminding.situation(uow, found)
        journal = await uow.journals.get(found.id)
        known = (situation.last_activity, situation.asked_for, journal.stopped)
        self.went.append(Went(found, self.clock.now(), look.planned, *known))
        uow.outbox.put(SendReminder(found.client_id or 0, Screen(found.id), look.planned.until))
        return await self.reminding.sent(uow, found, look.planned)

    def _acting(
        self, number: int, act: Callable[[UnitOfWork, Brief], Awaitable[None]]
    ) -> Callable[[], Awaitable[None]]:
        async def use_case(uow: UnitOfWork) -> None:
            found = await uow.briefs.get(f"b{number}")
            if found is not None and (found.client_id is not None or act == self._open):
                await act(uow, found)

        async def run() -> None:
            await self.batches.once(use_case)

        return run

    async def _open(self, uow: UnitOfWork, found: Brief) -> None:
        await open_invitation(uow, self.clock, found.token, 1000 + int(found.id[1:]), frozenset())

    async def _answer(self, uow: UnitOfWork, found: Brief) -> None:
        interview = self.reminding.interviews.of(agree(uow, self.clock, found, "1"))
        step = interview.route.next_open()
        if step is not None:
            answering = Answering(uow, self.clock, CountingIds(), found.client_id or 0)
            answering.defer(interview, step.key, AnswerStatus.UNKNOWN)

    async def _put_off(self, uow: UnitOfWork, found: Brief) -> None:
        offered = list(self.reminding.choices(await self.reminding.situation(uow, found)).values())
        if offered:
            await put_off(uow, found, self.chance.choice(offered))

    async def _stop(self, uow: UnitOfWork, found: Brief) -> None:
        await stop_or_go_on(uow, found, stopped=self.chance.random() < 0.5)

    async def _send(self, uow: UnitOfWork, found: Brief) -> None:
        submit(uow, self.clock, agree(uow, self.clock, found, "1"))

    async def _meet(self, uow: UnitOfWork, found: Brief) -> None:
        at = self.clock.now() + timedelta(hours=self.chance.randint(1, 200))
        set_meeting(uow, found, Meeting(at, self.chance.choice(_ZONES)))

    async def journal(self) -> list[tuple[str, datetime]]:
        """Which reminders are remembered, in order."""
        table = tables.reminders
        async with self.batches.database.transaction() as connection:
            rows = await connection.execute(select(table.c.brief_id, table.c.at).order_by(table.c.at, table.c.brief_id))
            return [(row.brief_id, row.at) for row in rows]

    async def outbox(self) -> int:
        async with self.batches.database.transaction() as connection:
            return len((await connection.execute(select(tables.outbox.c.id))).all())


def zone_of(found: Brief) -> ZoneInfo:
    return ZoneInfo(found.meeting.zone if found.meeting else "Europe/Moscow")


def local(went: Went) -> datetime:
    return went.at.astimezone(zone_of(went.brief))
