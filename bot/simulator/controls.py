"""What whoever runs the show may do above the phones: buttons, and the time that the clock tells there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.simulator.wire import JsonObject


@dataclass(frozen=True, slots=True)
class Control:
    """A button; ``act`` does what it says."""

    label: str
    act: Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Controls:
    """``now``: the show's clock, aware UTC; ``zone``: the time zone in which the page tells it."""

    buttons: tuple[Control, ...]
    now: Callable[[], datetime]
    zone: str

    def frame(self) -> JsonObject:
        """For the page, which lets the clock run on by itself."""
        labels = [button.label for button in self.buttons]
        return {"type": "controls", "buttons": labels, "now": self.now().timestamp(), "zone": self.zone}
