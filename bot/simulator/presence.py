"""Whether the bot is there: it polls, or has a webhook set."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.simulator.changes import Online

if TYPE_CHECKING:
    from bot.simulator.changes import Changes

#: Seconds between two polls in which the bot still counts as present.
GRACE = 3.0


class Presence:
    """Follows polls and the webhook and announces ``Online``."""

    def __init__(self, changes: Changes, grace: float = GRACE) -> None:
        self.online = False
        self._changes = changes
        self._grace = grace
        self._polls = 0
        self._webhook = False
        self._leaving: asyncio.TimerHandle | None = None

    def poll_begins(self) -> None:
        self._polls += 1
        self._stop_leaving()
        self._look()

    def poll_ends(self) -> None:
        self._polls -= 1
        if not self._polls:
            self._stop_leaving()
            self._leaving = asyncio.get_running_loop().call_later(self._grace, self._left)

    def webhook(self, *, active: bool) -> None:
        self._webhook = active
        self._look()

    def close(self) -> None:
        self._stop_leaving()

    def _left(self) -> None:
        self._leaving = None
        self._look()

    def _stop_leaving(self) -> None:
        if self._leaving is not None:
            self._leaving.cancel()
            self._leaving = None

    def _look(self) -> None:
        online = self._webhook or self._polls > 0 or self._leaving is not None
        if online != self.online:
            self.online = online
            self._changes.announce(Online(online))
