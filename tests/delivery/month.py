"""A month of many clients with the real storage and scheduler: they act, the bot is down, clocks jump."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.reminders.situation import State
from bot.storage import tables
from tests.delivery.drawn import MONTH, Drawing
from tests.delivery.reminded import Process, do, has_something_open, invite, open_invited
from tests.reminders.client import Client, Did
from tests.reminders.making import situation
from tests.storage.making import batches_on

if TYPE_CHECKING:
    import random
    from collections.abc import Awaitable, Callable

    from bot.storage.batches import Batches
    from bot.storage.unit_of_work import Batch
    from tests.fakes import FakeClock
    from tests.reminders.client import Act

_SECOND, _MINUTE = timedelta(seconds=1), timedelta(minutes=1)
#: Half an hour is made good; days are not.
_OUTAGES = (5, 30, 300, 24 * 60, 36 * 60, 50 * 60)


@dataclass
class Month:
    """``chance`` decides on everything that happens.

    ``unprepared``: who had something open when a meeting began, and when that was.
    """

    batches: Batches
    clock: FakeClock
    start: datetime
    count: int
    chance: random.Random
    clients: dict[int, Client] = field(default_factory=dict)
    unprepared: list[tuple[int, datetime]] = field(default_factory=list)
    outages: list[tuple[datetime, datetime]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._ahead: list[tuple[datetime, int, Callable[[], Awaitable[None]]]] = []
        self._added = 0
        self._process = Process(self.batches, self.count)

    async def live(self) -> None:
        self.clock.moment = self.start
        await self.batches.once(self._invite)
        self._draw()
        while self._ahead:
            at, _, happens = heappop(self._ahead)
            await self._until(at)
            await happens()
        await self._until(self.start + MONTH)

    async def journal(self) -> list[tuple[str, datetime]]:
        """Which reminders are remembered, in order."""
        table = tables.reminders
        query = select(table.c.brief_id, table.c.at).order_by(table.c.brief_id, table.c.at)
        rows = await self.batches.database.transaction("test", lambda connection: connection.execute(query))
        return [(row.brief_id, row.at) for row in rows]

    async def outbox(self) -> int:
        query = select(tables.outbox.c.id)
        return len((await self.batches.database.transaction("test", lambda to: to.execute(query))).all())

    async def _invite(self, batch: Batch) -> None:
        for number in range(self.count):
            invite(batch, self.clock, number)

    def _draw(self) -> None:
        drawing = Drawing(self.chance, self.start)
        for number in range(self.count):
            opened = drawing.moment(0, 5)
            self._add(opened, partial(self._open, number))
            for act in drawing.acts(opened):
                self._add(act.at, partial(self._act, number, act))
        for _ in range(4):
            self._add(drawing.moment(1, 29), self._be_down)
            self._add(drawing.moment(1, 29), self._restart)
            self._add(drawing.moment(1, 29), self._clock_is_wrong_for_a_while)

    def _add(self, at: datetime, happens: Callable[[], Awaitable[None]]) -> None:
        self._added += 1
        if at < self.start + MONTH:
            heappush(self._ahead, (at, self._added, happens))

    async def _until(self, until: datetime) -> None:
        """Do what is due, each at its moment or a little later."""
        while (due := await self._process.next_due()) is not None and due < until:
            late = self.chance.randint(0, 90) * _SECOND
            self.clock.moment = min(max(self.clock.moment, due) + late, until)
            await self._work()
        self.clock.moment = max(until, self.clock.moment)

    async def _work(self) -> None:
        await self._process.works_off()
        for number, planned in self._process.sent:
            self.clients[number].gets(self.clock.now(), planned)
        self._process.sent.clear()

    async def _open(self, number: int) -> None:
        async def use_case(batch: Batch) -> None:
            await open_invited(batch, self._process.reminding, number)

        await self._once(use_case)
        now = self.clock.now()
        self.clients[number] = Client(replace(situation(state=State.NOT_STARTED), last_activity=now), now)

    async def _act(self, number: int, drawn: Act) -> None:
        """Not at the same moment as anything before: after an outage much comes at once."""
        self.clock.moment += _SECOND
        really: list[Act | None] = []

        async def use_case(batch: Batch) -> None:
            act = replace(drawn, at=self.clock.now())
            really.append(await do(batch, self._process.reminding, number, act, self.chance))

        await self._once(use_case)
        act = really[-1]
        if act:
            self.clients[number].does(act)
        if act and act.did is Did.MEETING and act.until:
            self._add(act.until - _MINUTE, partial(self._meet, number, act.until))

    async def _once(self, use_case: Callable[[Batch], Awaitable[None]]) -> None:
        """In the process that reminds, or in another one on the same database."""
        await self.chance.choice([self.batches, self._process.batches]).once(use_case)

    async def _meet(self, number: int, meeting: datetime) -> None:
        """It is the minute before the meeting, unless that was moved."""
        stands = self.clients[number].situation.meeting == meeting
        if stands and await has_something_open(self._process, number):
            self.unprepared.append((number, meeting))

    async def _restart(self) -> None:
        """Another process that knows only what is stored."""
        self._process = Process(await batches_on(self.batches.database, self.clock), self.count)

    async def _be_down(self) -> None:
        """What clients do meanwhile comes when it is over."""
        down = self.clock.moment
        self.clock.moment += self.chance.choice(_OUTAGES) * _MINUTE
        self.outages.append((down, self.clock.moment))
        await self._restart()
        await self._work()

    async def _clock_is_wrong_for_a_while(self) -> None:
        """It shows an earlier time; forward jumps are like outages."""
        kept = self.clock.moment
        self.clock.moment -= timedelta(hours=self.chance.randint(1, 30))
        await self._work()
        self.clock.moment = kept
