"""Many reminders due at once, while people tap: how fast they go out, and how much longer a tap takes."""

from __future__ import annotations

import asyncio
import secrets
import shutil
import tempfile
import time
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bench.contestants import MANAGER, THIS_BOT, running
from bench.figures import percentile
from bench.filling import fill
from bench.rounds import open_chat
from bot.app.ports import Occasion
from bot.domain.meeting import Meeting
from bot.storage.batches import Batches
from bot.storage.cache import BriefCache
from bot.storage.database import open_database
from bot.storage.outbox import OutboxNumbers
from bot.system import SystemClock

if TYPE_CHECKING:
    from bench.people import Crowd
    from bench.telegram import Shown
    from bot.domain.brief import Brief
    from bot.storage.unit_of_work import Batch

_FIRST_CLIENT, _FIRST_REMINDED = 1000, 2_000_000
_CHATS, _TAPS = 32, 3
_IDLE_ROUNDS = 20
_AT_ONCE = 250
_NOON = 12
#: No reminder is waited for so long.
_PATIENCE_SECONDS = 60.0


@dataclass
class Arrivals:
    """When reminders arrived; everything else goes to the people who tap."""

    crowd: Crowd
    moments: list[float]

    def __post_init__(self) -> None:
        self._others = self.crowd.telegram.shown
        self.crowd.telegram.shown = self._shown

    def _shown(self, shown: Shown) -> None:
        if shown.chat_id >= _FIRST_REMINDED:
            self.moments.append(shown.at)
        else:
            self._others(shown)

    @property
    def most_in_a_second(self) -> int:
        """Telegram takes 30."""
        counts = (bisect_right(self.moments, at + 1) - index for index, at in enumerate(self.moments))
        return max(counts, default=0)


async def measure(due: int) -> str:
    """A table of two rows: people who tap, without reminders and while ``due`` of them go out."""
    with tempfile.TemporaryDirectory() as name:
        walked, database = Path(name) / "walked.db", Path(name) / "bench.db"
        await fill(walked, 1)
        rows = []
        for waiting in (0, due):
            shutil.copyfile(walked, database)
            await _make_due(database, waiting)
            rows.append(await _round(Path(name), waiting))
    head = f"\n{'reminders, webhook':<24}{'sent':>10}{'a second':>9}{'most/s':>9}{'p50 ms':>9}{'p99 ms':>9}\n"
    scale = f"10,000 would take {10_000 / 60 / _rate(rows[-1]):.0f} min at this rate: --due 10000\n"
    return head + "".join(row.line for row in rows) + scale


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    sent: int
    lasted: float
    most: int
    waits: list[float]

    @property
    def line(self) -> str:
        p50, p99 = (percentile(self.waits, share) * 1000 for share in (0.5, 0.99))
        return f"{self.name:<24}{self.sent:>10}{_rate(self):>9.1f}{self.most:>9}{p50:>9.1f}{p99:>9.1f}\n"


def _rate(row: _Row) -> float:
    return row.sent / row.lasted


async def _round(folder: Path, due: int) -> _Row:
    async with running(THIS_BOT, webhook=True, folder=folder, seed=0) as bot:
        arrivals = Arrivals(bot.crowd, [])
        started = time.perf_counter()
        clients = [_FIRST_CLIENT + number for number in range(_CHATS)]
        for client in clients:
            await open_chat(bot.crowd, client, briefs=True)
        for person in bot.crowd.people.values():
            person.waits.clear()
        rounds, seen = 0, (0, time.perf_counter())
        while rounds < _IDLE_ROUNDS or len(arrivals.moments) < due:
            begun = time.perf_counter()
            await bot.crowd.everybody_taps(clients, _TAPS)
            rounds += 1
            if len(arrivals.moments) > seen[0]:
                seen = (len(arrivals.moments), begun)
            if begun - seen[1] > _PATIENCE_SECONDS:
                break
            await asyncio.sleep(max(0.0, begun + 1 - time.perf_counter()))
        lasted = (arrivals.moments[-1] if arrivals.moments else time.perf_counter()) - started
        waits = sorted(wait for client in clients for wait in bot.crowd.people[client].waits)
        name = f"while {due:,} go out" if due else "nothing due"
        return _Row(name, len(arrivals.moments), lasted, arrivals.most_in_a_second, waits)


async def _make_due(database: Path, briefs: int) -> None:
    """Copies of a brief that is under way; the reminders of all are due this minute."""
    minute = datetime.now(UTC).replace(second=0, microsecond=0)
    async with open_database(f"sqlite+aiosqlite:///{database}") as opened:
        batches = Batches(opened, BriefCache(size=1), OutboxNumbers(0), SystemClock())
        for start in range(0, briefs, _AT_ONCE):
            clients = range(_FIRST_REMINDED + start, _FIRST_REMINDED + min(start + _AT_ONCE, briefs))

            async def copy(batch: Batch, clients: range = clients) -> None:
                walked = (await batch.briefs.of_manager(MANAGER, limit=100))[-1]
                for client in clients:
                    batch.schedule.put(Occasion.CLIENT, batch.briefs.save(_another(walked, client, minute)).id, minute)

            await batches.once(copy)


def _another(walked: Brief, client: int, minute: datetime) -> Brief:
    """Half answered, silent since yesterday; where the client lives it is noon, and in two hours is the meeting."""
    behind = minute.hour - _NOON
    meeting = Meeting(minute + timedelta(hours=2), f"Etc/GMT{behind:+d}" if behind else "Etc/GMT")
    day = timedelta(days=1)
    half = walked.answers.history[: len(walked.answers.history) // 2]
    history = tuple(replace(row, author=client, at=row.at - day) for row in half)
    return replace(
        walked,
        id=f"d{client}",
        token=secrets.token_urlsafe(16),
        client_id=client,
        created_at=walked.created_at + day,
        started_at=minute - day,
        answers=replace(walked.answers, history=history),
        meeting=meeting,
        revision=0,
    )
