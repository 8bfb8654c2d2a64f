"""All loops of the delivery, started and stopped in one place.

Whatever breaks a loop brings the process down: everything it knew is in the database, and the next start goes on
from there. Restarting is the service manager's job.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.delivery.absences import Absences
from bot.delivery.acknowledger import Acknowledger
from bot.delivery.pulse import Pulse
from bot.delivery.scheduler import Scheduler
from bot.delivery.sender import Sender
from bot.delivery.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

    from bot.app.messages import SendReminder
    from bot.app.plan_files import PlanFiles
    from bot.app.ports import Due, UnitOfWork
    from bot.delivery.rich import RichMessages
    from bot.delivery.telegram import Telegram
    from bot.storage.batches import Batches
    from bot.storage.unit_of_work import Effects

_GRACE_SECONDS = 8.0
_log = structlog.get_logger()


class Reactions(Protocol):
    """What the conversation does about events of the delivery; each within a unit of work."""

    async def handle(self, uow: UnitOfWork, update: Mapping[str, object], /) -> None:
        """A stored update; what this raises rolls it back."""

    async def update_failed(self, uow: UnitOfWork, update: Mapping[str, object], /) -> None:
        """An update was set aside after several tries."""

    async def became_unreachable(self, uow: UnitOfWork, chat_id: int, /) -> None:
        """Telegram refuses messages to this chat."""

    async def file_failed(self, uow: UnitOfWork, chat_id: int, /) -> None:
        """A file that this chat waits for could not be made."""

    async def began(self, uow: UnitOfWork, /) -> None:
        """The bot starts; nothing is served yet."""

    async def due(self, uow: UnitOfWork, due: Due, /) -> datetime | None:
        """Something is due; when it is due again, None: not before it is put anew."""

    async def still_holds(self, uow: UnitOfWork, reminder: SendReminder, /) -> bool:
        """Whether a reminder that has waited is to go out."""

    async def came_back(self, uow: UnitOfWork, chat_id: int, /) -> None:
        """The bot was away so long that taps in this chat may be lost."""


class Delivery:
    def __init__(
        self,
        telegram: Telegram,
        batches: Batches,
        reactions: Reactions,
        files: PlanFiles,
        rich: RichMessages,
    ) -> None:
        self._batches = batches
        self._reactions = reactions
        self._sender = Sender(telegram, batches, files, reactions, rich, self._hand_over)
        self._acknowledger = Acknowledger(telegram)
        self._pulse = Pulse(batches.database, batches.clock)
        self._absences = Absences(batches, reactions.came_back, self._hand_over)
        self._worker = Worker(batches, reactions.handle, reactions.update_failed, self._hand_over)
        self._scheduler = Scheduler(batches, reactions.due, self._hand_over)
        self._stop = asyncio.Event()

    async def next_due(self) -> datetime | None:
        """When something is due next, as things are; None: nothing is."""
        return await self._scheduler.next_due()

    async def catch_up(self) -> None:
        """Do all that is due by the clock now, and wait until it is out. For whoever moves the clock."""
        self._absences.clock_moved()
        while await self._scheduler.work():
            pass
        await self._sender.calm()

    def wake(self) -> None:
        """There are new updates in the inbox."""
        self._worker.wake()

    async def heard(self) -> None:
        """Telegram can be heard just now; if it could not for long, live cards are shown again."""
        await self._absences.heard()

    def stop(self) -> None:
        """Ask ``run`` to come to a good end."""
        self._stop.set()

    async def run(self, receive: Callable[[], Awaitable[None]]) -> None:
        """Serve until ``stop``; ``receive`` is what brings updates into the inbox, as long as it is not cancelled.

        It raises what broke one of the loops.
        """
        try:
            await self._serve(receive)
        except ExceptionGroup as failures:
            raise _first(failures) from None

    async def _serve(self, receive: Callable[[], Awaitable[None]]) -> None:
        await self._sender.take_over()
        self._hand_over(await self._batches.once(self._reactions.began, "beginning"))
        await self._absences.began()
        async with asyncio.TaskGroup() as group:
            receiving = group.create_task(_awaited(receive))
            working = group.create_task(self._worker.run())
            loops = (self._sender.run(), self._pulse.run(), self._scheduler.run())
            rest = [group.create_task(loop) for loop in loops]
            await self._stop.wait()
            receiving.cancel()
            self._worker.stop()
            await working
            with suppress(TimeoutError):
                await asyncio.wait_for(self._finish(), _GRACE_SECONDS)
            await self._sender.abandon()
            for task in rest:
                task.cancel()
        _log.info("delivery.stopped")

    async def _finish(self) -> None:
        await self._acknowledger.finish()
        await self._sender.finish()

    def _hand_over(self, effects: Effects) -> None:
        for chat_id, message_id in effects.cards_found.items():
            self._sender.places.card_seen(chat_id, message_id)
        self._acknowledger.send(effects.acknowledgements)
        self._sender.send(effects.queued)
        if effects.rescheduled:
            self._scheduler.wake()


def _first(failures: ExceptionGroup[Exception]) -> Exception:
    failure = failures.exceptions[0]
    return _first(failure) if isinstance(failure, ExceptionGroup) else failure


async def _awaited(action: Callable[[], Awaitable[None]]) -> None:
    await action()
