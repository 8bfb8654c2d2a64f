"""How often bulk messages may go out: 30 a second in all, 1 a second to a chat, 20 a minute to a group."""

from __future__ import annotations

from collections import defaultdict, deque
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_OVERALL = (30, timedelta(seconds=1))
_CHAT = (1, timedelta(seconds=1))
_GROUP = (20, timedelta(minutes=1))


class _Window:
    """At most ``count`` moments in any stretch of ``span``."""

    def __init__(self, count: int, span: timedelta) -> None:
        self._span = span
        self._moments: deque[datetime] = deque(maxlen=count)

    def free_at(self, now: datetime) -> datetime:
        # Moments still to come are from before the clock was set back; waiting for them could take hours.
        while self._moments and self._moments[-1] > now:
            self._moments.pop()
        if len(self._moments) < (self._moments.maxlen or 0):
            return now
        return max(now, self._moments[0] + self._span)

    def take(self, now: datetime) -> None:
        self._moments.append(now)


class BulkLimiter:
    """Group chats have negative ids."""

    def __init__(self) -> None:
        self._overall = _Window(*_OVERALL)
        self._chats: defaultdict[int, _Window] = defaultdict(lambda: _Window(*_CHAT))
        self._groups: defaultdict[int, _Window] = defaultdict(lambda: _Window(*_GROUP))

    def free_at(self, chat_id: int, now: datetime) -> datetime:
        """The first moment, not before ``now``, at which a bulk message to the chat may go out."""
        moments = [self._overall.free_at(now), self._chats[chat_id].free_at(now)]
        if chat_id < 0:
            moments.append(self._groups[chat_id].free_at(now))
        return max(moments)

    def take(self, chat_id: int, now: datetime) -> None:
        self._overall.take(now)
        self._chats[chat_id].take(now)
        if chat_id < 0:
            self._groups[chat_id].take(now)
