from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession

from bot.simulator import LocalTelegram
from tests.simulator.raw_bot import RawBot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    moment: datetime = field(default=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **span: float) -> None:
        self.moment += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def telegram(clock: Clock) -> AsyncIterator[LocalTelegram]:
    async with LocalTelegram(now=clock, retry_scale=0.01, timeout=2, settle=0.05) as running:
        yield running


@pytest.fixture
async def bot(telegram: LocalTelegram) -> AsyncIterator[RawBot]:
    async with ClientSession() as session:
        yield RawBot(session, telegram.url, telegram.token)
