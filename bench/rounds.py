"""One round: a bot is started, its chats are opened, warmed up, measured."""

from __future__ import annotations

import gc
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.contestants import MANAGER, THIS_BOT, Contestant, running

if TYPE_CHECKING:
    from bench.contestants import Running
    from bench.people import Crowd

_FIRST_CLIENT = 1000
_WARM_UP = 10


@dataclass(frozen=True, slots=True)
class Load:
    """``chats`` people tap ``taps`` times each."""

    chats: int = 32
    taps: int = 60


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one round: seconds, except ``memory`` (megabytes)."""

    waits: tuple[float, ...]
    lasted: float
    cpu: float
    memory: float
    ready_after: float


async def play(
    contestant: Contestant, load: Load, *, webhook: bool, seed: int, start: Path | None = None, keep: Path | None = None
) -> Figures:
    """``start``: a file that the bot's database begins as; ``keep``: where it is left in the end."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = folder / "bench.db"
        if start:
            shutil.copyfile(start, database)
        async with running(contestant, webhook=webhook, folder=folder, seed=seed) as bot:
            clients = [_FIRST_CLIENT + number for number in range(load.chats)]
            for client in clients:
                await open_chat(bot.crowd, client, briefs=contestant is THIS_BOT)
            figures = await _measure(bot, clients, load.taps)
        if keep:
            shutil.copyfile(database, keep)
        return figures


async def open_chat(crowd: Crowd, client: int, *, briefs: bool) -> None:
    """Bring a chat to where it is tapped."""
    if not briefs:
        await crowd.say(client, "/start")
        return
    await crowd.say(MANAGER, "/new")
    await crowd.say(MANAGER, f"Company {client}")
    shown = await crowd.say(MANAGER, "Anna", until="?start=")
    token = str(shown.message["text"]).partition("?start=")[2].split()[0]
    await crowd.say(client, f"/start {token}")


async def _measure(bot: Running, clients: list[int], taps: int) -> Figures:
    crowd = bot.crowd
    await crowd.everybody_taps(clients, _WARM_UP)
    for client in clients:
        crowd.people[client].waits.clear()
    gc.collect()
    gc.freeze()
    cpu = bot.cpu()
    lasted = await crowd.everybody_taps(clients, taps)
    cpu = bot.cpu() - cpu
    waits = tuple(wait for client in clients for wait in crowd.people[client].waits)
    return Figures(waits, lasted, cpu, bot.memory(), bot.ready_after)
