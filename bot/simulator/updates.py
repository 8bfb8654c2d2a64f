"""The queue of updates that wait for the bot, with its ages and confirmations."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.simulator.wire import JsonObject

#: How long an update waits before it vanishes without a word.
LIFETIME = timedelta(hours=24)
CALLBACK_LIFETIME = timedelta(seconds=150)

#: Kinds that a bot receives only when it asks for them.
_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, slots=True)
class Update:
    """One update. ``queue`` is what a webhook keeps in order: a person's messages and taps are two queues."""

    update_id: int
    kind: str
    payload: JsonObject
    queue: tuple[int, str]
    expires: datetime

    def json(self) -> JsonObject:
        return {"update_id": self.update_id, self.kind: self.payload}


@dataclass(slots=True)
class UpdateQueue:
    """Updates in order of their ids. Times come from ``now``."""

    now: Callable[[], datetime]
    next_id: int
    #: Kinds the bot wants; empty means the default. Applied when an update is made, as the real server does.
    allowed: frozenset[str] = frozenset()
    #: Told of each new update.
    on_new: Callable[[Update], None] | None = None
    _pending: OrderedDict[int, Update] = field(default_factory=OrderedDict)
    #: Nothing expires before this moment.
    _earliest: datetime | None = None

    def __len__(self) -> int:
        self.drop_expired()
        return len(self._pending)

    def add(self, kind: str, payload: JsonObject, user_id: int) -> Update | None:
        """Queue an update; None when the bot does not want this kind."""
        if kind not in self.allowed if self.allowed else kind in _ON_REQUEST:
            return None
        is_tap = kind == "callback_query"
        lifetime = CALLBACK_LIFETIME if is_tap else LIFETIME
        queue = (user_id, "taps" if is_tap else "messages")
        update = Update(self.next_id, kind, payload, queue, self.now() + lifetime)
        self.next_id += 1
        self._pending[update.update_id] = update
        self._earliest = min(self._earliest or update.expires, update.expires)
        if self.on_new:
            self.on_new(update)
        return update

    def confirm(self, offset: int) -> None:
        """Forget all below ``offset``; a negative one keeps the last ``-offset``."""
        if offset < 0:
            for update_id in list(self._pending)[:offset]:
                del self._pending[update_id]
            return
        while self._pending and next(iter(self._pending)) < offset:
            self._pending.popitem(last=False)

    def take(self, limit: int) -> list[Update]:
        """The oldest ``limit`` updates that have not expired; they stay until confirmed."""
        self.drop_expired()
        return [update for _, update in zip(range(limit), self._pending.values(), strict=False)]

    def pending(self) -> list[Update]:
        """Everything that waits, oldest first."""
        self.drop_expired()
        return list(self._pending.values())

    def remove(self, update: Update) -> None:
        self._pending.pop(update.update_id, None)

    def waits(self, update: Update) -> bool:
        """Whether the update still has to be delivered."""
        return update.update_id in self._pending and update.expires > self.now()

    def clear(self) -> None:
        self._pending.clear()

    def drop_expired(self) -> None:
        now = self.now()
        if self._earliest is None or now < self._earliest:
            return
        for update_id in [u.update_id for u in self._pending.values() if u.expires <= now]:
            del self._pending[update_id]
        self._earliest = min((u.expires for u in self._pending.values()), default=None)
