"""Briefs of bakeries in a real storage, and a scheduler that reminds of them by the policy as shipped."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.app.answering import Answering
from bot.app.interview import Interview, Interviews
from bot.app.messages import Screen, SendReminder
from bot.app.ports import Occasion
from bot.app.reminding import Reminding, opened
from bot.delivery.failpoints import Failpoints
from bot.delivery.scheduler import Scheduler
from bot.domain.answers import AnswerStatus, QuestionKey
from bot.domain.brief import Brief
from tests.fakes import CountingIds
from tests.planning.bakery import BAKERY
from tests.reminders.making import MOSCOW, RUSSIA
from tests.reminders.policies import SHIPPED

if TYPE_CHECKING:
    from datetime import datetime

    from bot.app.ports import Due, UnitOfWork
    from bot.storage.batches import Batches
    from bot.storage.unit_of_work import Batch, Effects

FIRST_CLIENT, MARIA = 100, 7


def reminding_of(batches: Batches) -> Reminding:
    return Reminding(batches.clock, Interviews(BAKERY), SHIPPED, RUSSIA, {}, ZoneInfo(MOSCOW))


@dataclass
class Process:
    """One life of a scheduler. ``messages``: client and kind of reminder of what it handed over, in order."""

    batches: Batches
    messages: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.reminding = reminding_of(self.batches)
        self._scheduler = Scheduler(self.batches, self._due, self._take, Failpoints())

    async def works_off(self) -> None:
        """Whatever is due at this moment."""
        while await self._scheduler.work():
            pass

    async def next_due(self) -> datetime | None:
        return await self._scheduler.next_due()

    async def _due(self, uow: UnitOfWork, due: Due, /) -> datetime | None:
        brief = await uow.briefs.get(due.subject)
        if brief is None or brief.client_id is None or due.occasion is not Occasion.CLIENT:
            return None
        look = await self.reminding.look(uow, brief, due.at)
        if look.planned is None:
            return look.again
        uow.outbox.put(SendReminder(brief.client_id, Screen(look.planned.kind.value), look.planned.until))
        return await self.reminding.sent(uow, brief, look.planned)

    def _take(self, effects: Effects) -> None:
        for queued in effects.queued:
            assert isinstance(queued.message, SendReminder)
            assert queued.bulk
            self.messages.append((queued.chat_id, queued.message.screen.text))


def name_of(number: int) -> str:
    return f"b{number:05d}"


async def begin(batches: Batches, number: int) -> None:
    """The client opens the invitation and begins, now."""
    now, name = batches.clock.now(), name_of(number)
    brief = Brief(name, name, BAKERY.id, "Ромашка", "Анна", MARIA, now, client_id=FIRST_CLIENT + number, started_at=now)

    async def use_case(batch: Batch) -> None:
        await opened(batch, batches.clock, batch.briefs.save(brief))

    await batches.once(use_case)


async def answer(batches: Batches, number: int, question: str) -> None:
    """The client leaves a question for the meeting."""

    async def use_case(batch: Batch) -> None:
        brief = await batch.briefs.get(name_of(number))
        assert brief is not None
        answering = Answering(batch, batches.clock, CountingIds(), FIRST_CLIENT + number)
        answering.defer(Interview(brief, BAKERY), QuestionKey(question), AnswerStatus.DISCUSS)

    await batches.once(use_case)


async def kept(batches: Batches, number: int) -> Brief:
    brief = await batches.brief(name_of(number))
    assert brief is not None
    return brief
