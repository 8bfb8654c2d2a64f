"""Messages waiting for one chat, in order: interactive ones first, the newest state of the card only."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.app.messages import ShowCard
from bot.delivery.merging import below, merged

if TYPE_CHECKING:
    from bot.app.messages import Outgoing
    from bot.storage.outbox import Queued


@dataclass(slots=True)
class Waiting:
    """``ids``: the outbox rows that this message stands for.

    ``repeated``: it may have gone out before, as a new message. A card is then sent below that one, for nobody knows
    where that one is.
    """

    ids: tuple[int, ...]
    message: Outgoing
    repeated: bool

    @property
    def chat_id(self) -> int:
        return self.message.chat_id

    def may_be_out(self) -> None:
        """Nobody knows whether this new message has gone out."""
        self.repeated = True
        self.message = below(self.message)


class Lane:
    """One chat's queue. ``head`` stays until ``done``; only what is behind it is merged or overtaken."""

    def __init__(self) -> None:
        self._interactive: deque[Waiting] = deque()
        self._bulk: deque[Waiting] = deque()
        self._sending: Waiting | None = None
        self.changed = asyncio.Event()

    def add(self, queued: Queued) -> None:
        entry = Waiting((queued.id,), queued.message, repeated=False)
        if queued.attempted_at is not None:
            entry.may_be_out()
        if queued.bulk:
            self._bulk.append(entry)
        else:
            self._interactive.append(self._absorbing_older_card(entry))
        self.changed.set()

    def _absorbing_older_card(self, entry: Waiting) -> Waiting:
        if not isinstance(entry.message, ShowCard):
            return entry
        for older in self._interactive:
            if older is not self._sending and isinstance(older.message, ShowCard):
                self._interactive.remove(older)
                card = merged(older.message, entry.message)
                return Waiting((*older.ids, *entry.ids), card, entry.repeated or older.repeated)
        return entry

    @property
    def head(self) -> Waiting | None:
        """What goes out next."""
        waiting = self._interactive or self._bulk
        return waiting[0] if waiting else None

    @property
    def is_bulk(self) -> bool:
        return not self._interactive and bool(self._bulk)

    def start(self, entry: Waiting) -> None:
        self._sending = entry

    def postpone(self) -> None:
        """The head was not sent: it may be merged with something newer before it is tried again."""
        self._sending = None

    def done(self, entry: Waiting) -> None:
        self._sending = None
        queue = self._interactive if self._interactive and self._interactive[0] is entry else self._bulk
        queue.popleft()
