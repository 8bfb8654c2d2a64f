"""Misfortunes on demand: refusals, lost connections, delays, held calls."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.simulator.errors import InternalError, NotFoundError, TooManyRequestsError
from bot.simulator.wire import Params

if TYPE_CHECKING:
    from bot.simulator.errors import ApiError

#: Hit only by faults that name it, so that a fault meant for the bot's messages is not wasted on its polling.
_POLL = "getupdates"
_SEND_RICH = "sendrichmessage"


@dataclass(slots=True)
class Gate:
    """A call stopped on its way; ``release`` lets it and those behind it go on."""

    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _open: asyncio.Event = field(default_factory=asyncio.Event)

    async def reached(self, within: float = 5) -> None:
        """Wait until a call stands at the gate.

        Raises:
            TimeoutError: none came in time.
        """
        async with asyncio.timeout(within):
            await self._arrived.wait()

    def release(self) -> None:
        self._open.set()

    async def pass_through(self) -> None:
        self._arrived.set()
        await self._open.wait()


@dataclass(slots=True)
class Fault:
    """What happens to the calls it is meant for, ``times`` times. Fields that are not set do nothing."""

    #: Lower-case method name; ``""`` for every method but getUpdates.
    method: str = ""
    chat_id: int | None = None
    times: int = 1
    #: Refuse instead of doing it.
    error: ApiError | None = None
    #: Stop before doing it.
    gate: Gate | None = None
    #: Do it and stop before answering.
    answer_gate: Gate | None = None
    #: Seconds to wait before doing it.
    delay: float = 0
    #: Cut the connection instead of doing it.
    drop_before: bool = False
    #: Do it and cut the connection: the bot cannot know.
    drop_after: bool = False
    #: Do it and answer what is no JSON.
    garble: bool = False

    def meant_for(self, method: str, chat_id: int) -> bool:
        named = bool(self.method) or method == _POLL
        if named and self.method != method:
            return False
        return self.chat_id in (None, chat_id)


@dataclass(slots=True)
class Faults:
    """Faults still to happen. A call meets at most one, the oldest that is meant for it.

    Every method takes ``method`` (default: any but getUpdates), ``chat_id`` (default: any) and ``times``.
    """

    _waiting: list[Fault] = field(default_factory=list)
    _without_rich_messages: bool = False

    def forget_rich_messages(self) -> None:
        """Be a server from before rich messages, until ``clear``: it knows neither the method nor the parameter."""
        self._without_rich_messages = True

    def retry_after(self, seconds: int, *, method: str = "", chat_id: int | None = None, times: int = 1) -> None:
        """429 with ``retry_after``."""
        self.refuse(TooManyRequestsError(seconds), method=method, chat_id=chat_id, times=times)

    def server_error(self, *, method: str = "", chat_id: int | None = None, times: int = 1) -> None:
        """500 ``Internal Server Error: restart``; nothing takes effect."""
        self.refuse(InternalError("restart"), method=method, chat_id=chat_id, times=times)

    def refuse(self, error: ApiError, *, method: str = "", chat_id: int | None = None, times: int = 1) -> None:
        """Any error; nothing takes effect."""
        self._waiting.append(Fault(method.lower(), chat_id, times, error=error))

    def drop_before(self, *, method: str = "", chat_id: int | None = None, times: int = 1) -> None:
        """Cut the connection, nothing takes effect."""
        self._waiting.append(Fault(method.lower(), chat_id, times, drop_before=True))

    def drop_after(self, *, method: str = "", chat_id: int | None = None, times: int = 1) -> None:
        """Let it take effect, then cut the connection: the bot's outcome is unknown."""
        self._waiting.append(Fault(method.lower(), chat_id, times, drop_after=True))

    def garble(self, *, method: str = "", chat_id: int | None = None, times: int = 1) -> None:
        """Let it take effect, then answer something that is no JSON."""
        self._waiting.append(Fault(method.lower(), chat_id, times, garble=True))

    def delay(self, seconds: float, *, method: str = "", chat_id: int | None = None, times: int = 1) -> None:
        """Wait before it takes effect."""
        self._waiting.append(Fault(method.lower(), chat_id, times, delay=seconds))

    def hold(self, *, method: str = "", chat_id: int | None = None, times: int = 1) -> Gate:
        """Stop calls before they take effect, until the gate is released."""
        gate = Gate()
        self._waiting.append(Fault(method.lower(), chat_id, times, gate=gate))
        return gate

    def hold_answer(self, *, method: str = "", chat_id: int | None = None, times: int = 1) -> Gate:
        """Let calls take effect and keep their answers back, until the gate is released."""
        gate = Gate()
        self._waiting.append(Fault(method.lower(), chat_id, times, answer_gate=gate))
        return gate

    def clear(self) -> None:
        """Forget those that have not happened; held calls go on, and rich messages are known again."""
        self._without_rich_messages = False
        for fault in self._waiting:
            for gate in filter(None, (fault.gate, fault.answer_gate)):
                gate.release()
        self._waiting.clear()

    def __len__(self) -> int:
        """How many faults still wait for their call."""
        return sum(fault.times for fault in self._waiting)

    def strike(self, method: str, chat_id: int) -> Fault | None:
        """The fault that a call meets, used up by one."""
        name = method.lower()
        if self._without_rich_messages and name == _SEND_RICH:
            return Fault(error=NotFoundError("method not found"))
        if not self._waiting:
            return None
        fault = next((f for f in self._waiting if f.meant_for(name, chat_id)), None)
        if fault is not None:
            fault.times -= 1
            if fault.times <= 0:
                self._waiting.remove(fault)
        return fault

    def understood(self, params: Params) -> Params:
        """The parameters that the server knows; a real one passes over the others without a word."""
        if not self._without_rich_messages:
            return params
        return Params({name: value for name, value in params.values.items() if name != "rich_message"})
