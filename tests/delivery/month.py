"""A month with many clients on a real storage: they answer, put off, stop, block; the bot goes down and comes back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from heapq import heapify, heappop
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.app.interview import Interview
from bot.app.meetings import set_meeting
from bot.app.reminding import put_off, stop_or_go_on
from bot.app.submitting import submit
from bot.domain.brief import Brief, Person
from bot.domain.meeting import Meeting
from tests.delivery.reminded import FIRST_CLIENT, Process, answer, begin, kept, name_of, reminding_of
from tests.planning.bakery import BAKERY
from tests.reminders.making import moment
from tests.storage.making import batches_on

if TYPE_CHECKING:
    import random
    from collections.abc import Awaitable, Callable

    from bot.storage.batches import Batches
    from bot.storage.unit_of_work import Batch
    from tests.fakes import FakeClock

#: With a public holiday, and a change of the clocks in some zones.
START = moment("2026-10-12 00:00")
MONTH = timedelta(days=30)
_ZONES = ("Europe/Moscow", "Asia/Vladivostok", "Europe/Kaliningrad", "Europe/Berlin", "America/New_York")
_MINUTES = 30 * 24 * 60


class Did(Enum):
    BEGAN = auto()
    ANSWERED = auto()
    PUT_OFF = auto()
    STOPPED = auto()
    RESUMED = auto()
    SUBMITTED = auto()
    BLOCKED = auto()
    #: The manager's doing: the meeting is set.
    MEETING = auto()
    #: Nobody's doing: it is the minute before the meeting.
    MET = auto()
    DOWN = auto()
    UP = auto()


@dataclass
class Month:
    """``log``: by client, what happened when; ``sent``: by client, when each reminder went and of what kind."""

    batches: Batches
    clock: FakeClock
    clients: int
    chance: random.Random
    log: dict[int, list[tuple[datetime, Did]]] = field(default_factory=lambda: defaultdict(list))
    sent: dict[int, list[tuple[datetime, str]]] = field(default_factory=lambda: defaultdict(list))
    zones: dict[int, ZoneInfo] = field(default_factory=dict)
    meetings: dict[int, tuple[datetime, datetime]] = field(default_factory=dict)
    #: Those with something open when the meeting began.
    unprepared: set[int] = field(default_factory=set)
    outages: list[tuple[datetime, datetime]] = field(default_factory=list)

    async def run(self) -> None:
        self.clock.moment = START
        process = await self._process()
        events = self._drawn()
        up = True
        while events:
            when, _, did, number = heappop(events)
            if up:
                await self._remind(process, when)
            self.clock.moment = when
            match did:
                case Did.DOWN:
                    up = False
                case Did.UP:
                    up, process = True, await self._process()
                case _ if up or did in (Did.BEGAN, Did.MEETING, Did.MET):
                    await self._happens(did, number)
                    self.log[number].append((when, did))
        await self._remind(process, START + MONTH)

    async def _process(self) -> Process:
        """Another one that knows only what is stored."""
        return Process(await batches_on(self.batches.database, self.clock))

    async def _remind(self, process: Process, until: datetime) -> None:
        """Whatever is due before then, each in its minute."""
        while True:
            await process.works_off()
            for chat_id, kind in process.messages:
                self.sent[chat_id - FIRST_CLIENT].append((self.clock.now(), kind))
            process.messages.clear()
            due = await process.next_due()
            if due is None or due >= until:
                return
            self.clock.moment = due

    async def _happens(self, did: Did, number: int) -> None:
        match did:
            case Did.BEGAN:
                await begin(self.batches, number)
            case Did.ANSWERED:
                await answer(self.batches, number, self.chance.choice(["open", "ovens", "cakes", "ways"]))
            case Did.BLOCKED:
                await self.batches.once(self._block(number))
            case Did.MET:
                interview = Interview(await kept(self.batches, number), BAKERY)
                if interview.route.next_open() is not None:
                    self.unprepared.add(number)
            case _:
                await self._change(did, number)

    def _block(self, number: int) -> Callable[[Batch], Awaitable[None]]:
        async def block(batch: Batch) -> None:
            batch.people.save(Person(FIRST_CLIENT + number, "Анна", unreachable_since=self.clock.now()))

        return block

    async def _change(self, did: Did, number: int) -> None:
        async def change(batch: Batch) -> None:
            brief = await batch.briefs.get(name_of(number))
            assert brief is not None
            match did:
                case Did.PUT_OFF:
                    await self._put_off(batch, brief)
                case Did.STOPPED:
                    await stop_or_go_on(batch, brief, stopped=True)
                case Did.RESUMED:
                    await stop_or_go_on(batch, brief, stopped=False)
                case Did.SUBMITTED:
                    submit(batch, self.clock, brief)
                case _:
                    at, _ = self.meetings[number]
                    set_meeting(batch, brief, Meeting(at, self.zones[number].key))

        await self.batches.once(change)

    async def _put_off(self, batch: Batch, brief: Brief) -> None:
        reminding = reminding_of(self.batches)
        moments = list(reminding.choices(await reminding.situation(batch, brief)).values())
        if moments:
            await put_off(batch, brief, self.chance.choice(moments))
            self.log[int(brief.id[1:])].append((self.clock.now(), Did.RESUMED))

    def _drawn(self) -> list[tuple[datetime, int, Did, int]]:
        events: list[tuple[datetime, int, Did, int]] = []

        def add(when: datetime, did: Did, number: int) -> None:
            if when < START + MONTH:
                events.append((when, len(events), did, number))

        for number in range(self.clients):
            self._draw(number, add)
        for day in (5, 17):
            down = START + timedelta(days=day, minutes=self.chance.randrange(24 * 60))
            up = down + timedelta(minutes=self.chance.randrange(5, 36 * 60))
            self.outages.append((down, up))
            add(down, Did.DOWN, -1)
            add(up, Did.UP, -1)
        heapify(events)
        return events

    def _draw(self, number: int, add: Callable[[datetime, Did, int], None]) -> None:
        chance, zone = self.chance, ZoneInfo(self.chance.choice(_ZONES))
        self.zones[number] = zone
        begun = START + timedelta(minutes=chance.randrange(4 * 24 * 60))
        add(begun, Did.BEGAN, number)
        for _ in range(chance.randrange(6)):
            did = chance.choice([Did.ANSWERED] * 5 + [Did.PUT_OFF] * 3 + [Did.STOPPED, Did.RESUMED, Did.BLOCKED])
            add(begun + timedelta(minutes=chance.randrange(1, _MINUTES)), did, number)
        if not chance.randrange(4):
            add(begun + timedelta(minutes=chance.randrange(1, _MINUTES)), Did.SUBMITTED, number)
        day = (START + timedelta(days=chance.randrange(6, 29))).astimezone(zone)
        meeting = day.replace(hour=chance.randrange(9, 19), minute=chance.choice([0, 30]))
        told = begun + timedelta(minutes=chance.randrange(1, 2 * 24 * 60))
        self.meetings[number] = (meeting, told)
        add(told, Did.MEETING, number)
        add(meeting - timedelta(minutes=1), Did.MET, number)
