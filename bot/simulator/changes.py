"""Telling whoever waits or watches that something happened. No polling: every change wakes the waiters."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.simulator.calls import Call
    from bot.simulator.messages import Message
    from bot.simulator.people import Account


@dataclass(frozen=True, slots=True)
class MessageShown:
    """A new message, or a new version of an old one."""

    user_id: int
    message: Message
    edited: bool = False


@dataclass(frozen=True, slots=True)
class MessageGone:
    user_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Toast:
    """A tap was answered; the text is empty when the answer only ends the button's spinner."""

    user_id: int
    query_id: str
    text: str
    alert: bool


@dataclass(frozen=True, slots=True)
class Typing:
    user_id: int


@dataclass(frozen=True, slots=True)
class Online:
    online: bool


@dataclass(frozen=True, slots=True)
class AccountChanged:
    """A person was added, or blocked or unblocked the bot."""

    account: Account


@dataclass(frozen=True, slots=True)
class CallDone:
    """The server answered a call of the bot."""

    call: Call


@dataclass(frozen=True, slots=True)
class BotDescribed:
    """The bot set its commands."""


@dataclass(frozen=True, slots=True)
class UpdatesChanged:
    """Updates were queued, taken or expired."""


Change: TypeAlias = (
    MessageShown | MessageGone | Toast | Typing | Online | AccountChanged | CallDone | BotDescribed | UpdatesChanged
)


@dataclass(slots=True)
class Changes:
    """Where changes are announced."""

    _listeners: dict[object, Callable[[Change], None]] = field(default_factory=dict)
    _waiting: set[asyncio.Future[None]] = field(default_factory=set)

    def announce(self, change: Change) -> None:
        """Tell the listeners now and wake the waiters."""
        for listener in tuple(self._listeners.values()):
            listener(change)
        if self._waiting:
            for waiter in self._waiting:
                if not waiter.done():
                    waiter.set_result(None)
            self._waiting.clear()

    def listen(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call ``listener`` at every change; returns how to stop."""
        key = object()
        self._listeners[key] = listener

        def stop() -> None:
            self._listeners.pop(key, None)

        return stop

    async def until(self, condition: Callable[[], bool], within: float) -> bool:
        """Wait until ``condition`` holds, looking again at every change; False when ``within`` seconds pass first."""
        try:
            async with asyncio.timeout(within):
                while not condition():
                    await self._next()
        except TimeoutError:
            return condition()
        return True

    async def _next(self) -> None:
        waiter = asyncio.get_running_loop().create_future()
        self._waiting.add(waiter)
        try:
            await waiter
        finally:
            self._waiting.discard(waiter)
