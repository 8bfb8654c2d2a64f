"""``python -m bench``: this bot next to a bare aiogram echo, in turns, on the same two cores; and its largest plan."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path

from bench import plans, reminding
from bench.contestants import ECHO, HERE, THIS_BOT
from bench.figures import Summary, summary, table
from bench.filling import fill
from bench.rounds import Figures, Load, play

_BRIEFS = (10, 10_000)
#: A plan is so quick that it is made more often.
_PLANS = 10


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--chats", type=int, default=32)
    parser.add_argument("--taps", type=int, default=60, help="by each chat and round")
    parser.add_argument("--due", type=int, default=600, help="reminders that fall due at once; 0: none")
    options = parser.parse_args()
    sys.stdout.write(plans.table(max(options.rounds, _PLANS)))
    sys.stdout.flush()
    os.sched_setaffinity(0, {HERE})
    asyncio.run(_run(options.rounds, Load(options.chats, options.taps)))
    if options.due:
        sys.stdout.write(asyncio.run(reminding.measure(options.due)))


async def _run(rounds: int, load: Load) -> None:
    for webhook in (True, False):
        played: dict[str, list[Figures]] = {}
        for number in range(rounds):
            for contestant in (ECHO, THIS_BOT):
                figures = await play(contestant, load, webhook=webhook, seed=number)
                played.setdefault(contestant.name, []).append(figures)
        rows: list[Summary] = [summary(name, figures) for name, figures in played.items()]
        sys.stdout.write(table("webhook" if webhook else "polling", rows))
        sys.stdout.flush()
    await _grow(rounds, load)


async def _grow(rounds: int, load: Load) -> None:
    """Whether a tap costs the same in a full database."""
    with tempfile.TemporaryDirectory() as folder:
        databases = {count: Path(folder) / f"{count}.db" for count in _BRIEFS}
        for count, database in databases.items():
            await fill(database, count)
        played: dict[int, list[Figures]] = {count: [] for count in _BRIEFS}
        for number in range(rounds):
            for count, database in databases.items():
                played[count].append(await play(THIS_BOT, load, webhook=True, seed=number, start=database))
    rows = [summary(f"{count:,} briefs", figures) for count, figures in played.items()]
    sys.stdout.write(table("webhook, this bot", rows))


if __name__ == "__main__":
    main()
