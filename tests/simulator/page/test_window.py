"""The page in windows of different size and colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.simulator.page.phones import ANNA, MARIA, last, phone

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from bot.simulator import LocalTelegram
    from tests.browser import Pages
    from tests.simulator.raw_bot import RawBot

pytest_plugins = ("tests.browser",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_narrow_window_shows_one_phone_at_a_time(telegram: LocalTelegram, bot: RawBot, pages: Pages) -> None:
    page = await pages.open(telegram.url, width=390, height=780)
    await expect(page.get_by_role("tab")).to_have_text(["Аннаклиент", "Марияменеджер"])
    await expect(phone(page, ANNA)).to_be_visible()
    await expect(phone(page, MARIA)).to_be_hidden()
    await bot.send(MARIA, "Анна начала")
    await expect(page.get_by_role("tab", name="Мария")).to_contain_text("1")
    await page.get_by_role("tab", name="Мария").click()
    await expect(last(phone(page, MARIA))).to_be_in_viewport()
    await expect(phone(page, ANNA)).to_be_hidden()
    await expect(page.get_by_role("tab", name="Мария")).to_have_text("Марияменеджер")


async def test_on_a_narrow_window_an_opened_link_leads_to_the_other_phone(
    telegram: LocalTelegram, bot: RawBot, pages: Pages
) -> None:
    page = await pages.open(telegram.url, width=390, height=780)
    await bot.send(MARIA, telegram.link("AbC"))
    await page.get_by_role("tab", name="Мария").click()
    await last(phone(page, MARIA)).get_by_role("link").click()
    await page.get_by_test_id("choice").first.click()
    await expect(last(phone(page, ANNA))).to_be_in_viewport()
    await expect(last(phone(page, ANNA))).to_contain_text("/start AbC")


async def test_a_wide_window_shows_phones_of_life_size_beside_each_other(
    anna: Locator, maria: Locator, page: Page
) -> None:
    await expect(page.get_by_role("tab")).to_have_count(0)
    left, right = [await on.locator(".screen").bounding_box() for on in (anna, maria)]
    assert left is not None
    assert right is not None
    assert (left["width"], left["height"]) == (390, 780)
    assert left["x"] + left["width"] < right["x"]
    assert left["y"] == right["y"]


async def test_the_page_follows_the_colours_of_the_system(telegram: LocalTelegram, pages: Pages) -> None:
    colours = {
        await phone(await pages.open(telegram.url, scheme=scheme), ANNA)
        .get_by_test_id("message")
        .locator(".bubble")
        .evaluate("node => getComputedStyle(node).backgroundColor")
        for scheme in ("light", "dark")
    }
    assert len(colours) == 2


async def test_the_toolbar_takes_no_room_until_it_is_filled(page: Page, anna: Locator) -> None:
    await expect(anna).to_be_visible()
    await expect(page.locator("#toolbar")).to_be_hidden()
    await page.locator("#toolbar").evaluate("node => node.append(document.createElement('button'))")
    await expect(page.locator("#toolbar")).to_be_visible()
