"""Growing pauses between tries."""

from __future__ import annotations

import asyncio

_FIRST, _LAST, _FACTOR = 0.2, 30.0, 2.0


class Backoff:
    """0.2 s, doubling, up to 30 s."""

    def __init__(self) -> None:
        self._next = _FIRST

    def pause(self) -> float:
        """Seconds to wait now; the next pause is longer."""
        pause, self._next = self._next, min(self._next * _FACTOR, _LAST)
        return pause

    async def sleep(self) -> None:
        await asyncio.sleep(self.pause())

    def reset(self) -> None:
        self._next = _FIRST
