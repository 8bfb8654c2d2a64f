"""From the rounds' figures to a table."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.rounds import Figures


@dataclass(frozen=True, slots=True)
class Summary:
    """All rounds of one contestant: rates and medians over the rounds, percentiles over all updates (ms)."""

    name: str
    rate: float
    p50: float
    p99: float
    cpu: float
    memory: float
    ready_after: float


def summary(name: str, rounds: Sequence[Figures]) -> Summary:
    waits = sorted(wait for figures in rounds for wait in figures.waits)
    return Summary(
        name,
        rate=len(waits) / sum(figures.lasted for figures in rounds),
        p50=percentile(waits, 0.5) * 1000,
        p99=percentile(waits, 0.99) * 1000,
        cpu=sum(figures.cpu for figures in rounds) / len(waits) * 1000,
        memory=statistics.median(figures.memory for figures in rounds),
        ready_after=statistics.median(figures.ready_after for figures in rounds),
    )


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value that this share lies below."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def table(title: str, rows: Sequence[Summary]) -> str:
    head = f"\n{title:<24}{'updates/s':>10}{'p50 ms':>9}{'p99 ms':>9}{'CPU ms':>9}{'RSS MB':>9}{'ready s':>9}\n"
    return head + "".join(
        f"{row.name:<24}{row.rate:>10.0f}{row.p50:>9.1f}{row.p99:>9.1f}{row.cpu:>9.2f}{row.memory:>9.0f}"
        f"{row.ready_after:>9.1f}\n"
        for row in rows
    )
