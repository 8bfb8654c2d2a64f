"""A local Telegram with two people, a raw bot, and the page open in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from bot.simulator import LocalTelegram
from tests.simulator.page.phones import ANNA, MARIA, PEOPLE, phone
from tests.simulator.raw_bot import RawBot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Locator, Page

    from tests.browser import Pages


@pytest_asyncio.fixture(loop_scope="session")
async def telegram() -> AsyncIterator[LocalTelegram]:
    """Both people have met the bot."""
    async with LocalTelegram(PEOPLE, title="Показ брифа") as running:
        for person in (ANNA, MARIA):
            await running.user(person).send("/start", wait=False)
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def bot(telegram: LocalTelegram) -> AsyncIterator[RawBot]:
    async with ClientSession() as session:
        yield RawBot(session, telegram.url, telegram.token)


@pytest_asyncio.fixture(loop_scope="session")
async def page(telegram: LocalTelegram, pages: Pages) -> Page:
    return await pages.open(telegram.url)


@pytest.fixture
def anna(page: Page) -> Locator:
    return phone(page, ANNA)


@pytest.fixture
def maria(page: Page) -> Locator:
    return phone(page, MARIA)
