"""Processes of the bot that start at once: forked from one that has started it already, which costs seconds."""

from __future__ import annotations

import asyncio
import multiprocessing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, ForkServerProcess

_PATIENCE = 20
_IMPORTED = [
    "bot.bootstrap",
    "bot.checking",
    "bot.demo",
    "bot.exporting",
    "bot.logs",
    "bot.reminding",
    "bot.storage.migrating",
]


def _forkserver() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*_IMPORTED, "tests.kills.mortal", "tests.processes", "tests.warm"])
    return context


FORKSERVER = _forkserver()


async def exit_code(process: ForkServerProcess) -> int:
    """Waits for the end of the process; a signal's number is negative."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_reader(process.sentinel, ended.set)
    try:
        await ended.wait()
    finally:
        loop.remove_reader(process.sentinel)
    process.join(_PATIENCE)
    assert process.exitcode is not None
    return process.exitcode
