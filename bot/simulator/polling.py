"""``getUpdates``: long polling with the server's conflicts and confirmations."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.simulator.changes import UpdatesChanged
from bot.simulator.errors import ConflictError
from bot.simulator.wire import as_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.simulator.presence import Presence
    from bot.simulator.state import World
    from bot.simulator.updates import Update
    from bot.simulator.wire import Json, Params

MAX_LIMIT = 100
MAX_TIMEOUT = 50


class Polling:
    """Serves one poll at a time: a newer one ends the older."""

    def __init__(self, world: World, presence: Presence, webhook_is_set: Callable[[], bool]) -> None:
        self._world = world
        self._presence = presence
        self._webhook_is_set = webhook_is_set
        self._waiter: asyncio.Future[None] | None = None
        self._stopped = False

    async def get_updates(self, _world: World, params: Params) -> Json:
        """``getUpdates``.

        Raises:
            ConflictError: a webhook is set, or another poll came meanwhile.
        """
        if self._webhook_is_set():
            msg = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            raise ConflictError(msg)
        self._end_older_poll()
        updates = self._world.updates
        allowed = params.sequence("allowed_updates")
        if allowed is not None:
            updates.allowed = frozenset(map(as_text, allowed))
        offset = params.integer("offset")
        if offset:
            updates.confirm(offset)
            self._world.changes.announce(UpdatesChanged())
        limit = min(max(params.integer("limit", MAX_LIMIT), 1), MAX_LIMIT)
        timeout = min(max(params.integer("timeout"), 0), MAX_TIMEOUT)
        self._presence.poll_begins()
        try:
            return [update.json() for update in await self._wait(limit, timeout)]
        finally:
            self._presence.poll_ends()

    def wake(self, _update: Update) -> None:
        """A new update is there."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def resume(self) -> None:
        """Let polls wait again after ``end``."""
        self._stopped = False

    def end(self) -> None:
        """Answer the waiting poll, if any, as it is: the server stops."""
        self._stopped = True
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    async def _wait(self, limit: int, seconds: int) -> list[Update]:
        ready = self._world.updates.take(limit)
        if ready or not seconds or self._stopped:
            return ready
        waiter = self._waiter = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await waiter
        except TimeoutError:
            return []
        finally:
            if self._waiter is waiter:
                self._waiter = None
        return self._world.updates.take(limit)

    def _end_older_poll(self) -> None:
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            msg = "terminated by other getUpdates request; make sure that only one bot instance is running"
            waiter.set_exception(ConflictError(msg))
