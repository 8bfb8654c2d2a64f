"""What is remembered of reminding one client: what went, what the client and the manager asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.reminders.situation import Sent

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.reminders.outcome import Kind


@dataclass(frozen=True, slots=True)
class Journal:
    """Of one brief. ``sent`` only grows, in order.

    ``opened_at``: when the client opened the invitation. ``stopped``: the client asked not to be reminded.
    ``digest_from``: until then the manager does not want to read of it in the morning. ``held_at``: the meeting that
    took place.
    """

    brief_id: str
    opened_at: datetime | None = None
    sent: tuple[Sent, ...] = ()
    snoozed_until: datetime | None = None
    stopped: bool = False
    digest_from: datetime | None = None
    held_at: datetime | None = None

    def with_sent(self, at: datetime, kind: Kind) -> Journal:
        return replace(self, sent=(*self.sent, Sent(at, kind)))
