"""One call from its parameters to its outcome: faults, handler, log."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TYPE_CHECKING

from bot.simulator.calls import Call
from bot.simulator.changes import CallDone
from bot.simulator.errors import ApiError, NotFoundError

if TYPE_CHECKING:
    from bot.simulator.faults import Fault, Faults
    from bot.simulator.methods import Handler, Registry
    from bot.simulator.state import World
    from bot.simulator.wire import Json, Params

_UNLOGGED = frozenset({"getupdates"})


class DroppedError(Exception):
    """The connection is to be cut without an answer."""


class GarbledError(Exception):
    """The answer is to be unreadable."""


class Dispatcher:
    """Carries out the bot's calls."""

    def __init__(self, world: World, faults: Faults, registry: Registry) -> None:
        self.in_flight = 0
        self._world = world
        self._faults = faults
        self._registry = registry

    async def call(self, method: str, params: Params) -> Json:
        """The result of a call.

        Raises:
            ApiError: refused.
            DroppedError: a fault cuts the connection.
            GarbledError: a fault spoils the answer.
        """
        handler = self._registry.find(method)
        if handler is None:
            msg = "method not found"
            raise NotFoundError(msg)
        if method.lower() in _UNLOGGED:
            return await self._run(handler, params, self._faults.strike(method, 0), log_as=None)
        self.in_flight += 1
        try:
            fault = self._faults.strike(method, params.integer("chat_id"))
            return await self._run(handler, params, fault, log_as=method)
        finally:
            self.in_flight -= 1

    async def _run(self, handler: Handler, params: Params, fault: Fault | None, log_as: str | None) -> Json:
        if fault is not None:
            await self._meet(fault, params, log_as)
        try:
            result = handler(self._world, self._faults.understood(params))
            if isinstance(result, Awaitable):
                result = await result
        except ApiError as error:
            self._log(log_as, params, error=error.description, effect=False)
            raise
        await self._answer(fault, params, log_as, result)
        return result

    async def _answer(self, fault: Fault | None, params: Params, log_as: str | None, result: Json) -> None:
        """What happens to the answer of a call that took effect."""
        lost = fault is not None and (fault.drop_after or fault.garble)
        try:
            if fault is not None and fault.answer_gate is not None:
                await fault.answer_gate.pass_through()
        except asyncio.CancelledError:
            lost = True
            raise
        finally:
            self._log(log_as, params, result=result, answered=not lost)
        if fault is not None and lost:
            raise DroppedError if fault.drop_after else GarbledError

    async def _meet(self, fault: Fault, params: Params, log_as: str | None) -> None:
        """What happens to the call before it could take effect."""
        try:
            await _wait(fault)
        except asyncio.CancelledError:
            self._log(log_as, params, error="the bot hung up", effect=False, answered=False)
            raise
        if fault.error is not None:
            self._log(log_as, params, error=fault.error.description, effect=False)
            raise fault.error
        if fault.drop_before:
            self._log(log_as, params, error="connection cut", effect=False, answered=False)
            raise DroppedError

    def _log(
        self,
        method: str | None,
        params: Params,
        *,
        result: Json = None,
        error: str = "",
        effect: bool = True,
        answered: bool = True,
    ) -> None:
        if method is None:
            return
        calls = self._world.calls
        call = Call(
            number=calls.next_number(),
            method=method,
            params=params.plain(),
            chat_id=params.integer("chat_id"),
            at=self._world.now(),
            error=error,
            result=result,
            took_effect=effect,
            answered=answered,
        )
        calls.add(call)
        self._world.changes.announce(CallDone(call))


async def _wait(fault: Fault) -> None:
    if fault.delay:
        await asyncio.sleep(fault.delay)
    if fault.gate is not None:
        await fault.gate.pass_through()
