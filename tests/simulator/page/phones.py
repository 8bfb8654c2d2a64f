"""The people of these tests, and where to find things on their phones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator import Phone, Profile

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from tests.simulator.raw_bot import RawBot, Shown

ANNA, MARIA = 1, 2
PEOPLE = (Phone(Profile(ANNA, "Анна"), "клиент"), Phone(Profile(MARIA, "Мария"), "менеджер"))


def phone(page: Page, person: int) -> Locator:
    return page.locator(f'[data-testid="phone"][data-user-id="{person}"]')


def last(on: Locator) -> Locator:
    """The newest message of a phone."""
    return on.get_by_test_id("message").last


async def taps(bot: RawBot) -> list[Shown]:
    """The callback queries that wait for the bot."""
    return [update.inner("callback_query") for update in await bot.updates() if "callback_query" in update]
