"""The bots that are measured: each a process of its own on the second core."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

from bench.people import Crowd
from bench.telegram import TOKEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

#: The manager of the measured bot.
MANAGER = 1
_CORES = sorted(os.sched_getaffinity(0))
HERE, THERE = _CORES[0], _CORES[-1]


@dataclass(frozen=True, slots=True)
class Contestant:
    """``name``: in the table. ``command``: after ``python -m``."""

    name: str
    command: tuple[str, ...]


THIS_BOT = Contestant("this bot", ("bot", "run"))
ECHO = Contestant("aiogram echo", ("bench.echo",))


@dataclass
class Running:
    """A started bot. ``ready_after``: seconds from its start to its first call for updates."""

    crowd: Crowd
    process: psutil.Process
    ready_after: float

    def cpu(self) -> float:
        """Seconds of processor time so far."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def memory(self) -> float:
        """Resident megabytes."""
        return float(self.process.memory_info().rss) / 2**20


@asynccontextmanager
async def running(contestant: Contestant, *, webhook: bool, folder: Path, seed: int) -> AsyncIterator[Running]:
    """Start the bot and end it again; ``folder`` holds its database and its log."""
    crowd = Crowd(seed)
    server, port = await crowd.telegram.serve()
    with (folder / "log").open("ab") as log:
        started = time.perf_counter()
        child = subprocess.Popen(  # noqa: ASYNC220, S603 - quickly started; the command is ours
            [sys.executable, "-m", *contestant.command],
            env=os.environ | _environment(port, folder, webhook=webhook),
            stdout=log,
            stderr=log,
            preexec_fn=lambda: os.sched_setaffinity(0, {THERE}),  # noqa: PLW1509 - no threads here yet
        )
    try:
        await asyncio.wait_for(crowd.telegram.ready.wait(), 60)
        yield Running(crowd, psutil.Process(child.pid), time.perf_counter() - started)
    finally:
        crowd.close()
        child.terminate()
        await asyncio.to_thread(child.wait)
        server.close()


def _environment(port: int, folder: Path, *, webhook: bool) -> dict[str, str]:
    listen = f"127.0.0.1:{_free_port()}"
    return {
        "BOT_TOKEN": TOKEN,
        "BOT_ADMINS": str(MANAGER),
        "DATABASE_URL": f"sqlite:///{folder / 'bench.db'}",
        "TELEGRAM_API_URL": f"http://127.0.0.1:{port}",
        "WEBHOOK_URL": f"http://{listen}" if webhook else "",
        "WEBHOOK_LISTEN": listen,
        "WEBHOOK_SECRET": "bench",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
