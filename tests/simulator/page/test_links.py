"""Links: an invitation is opened on a phone of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.async_api import expect

from tests.simulator.page.phones import ANNA, MARIA, last

if TYPE_CHECKING:
    from playwright.async_api import Locator, Route

    from bot.simulator import LocalTelegram
    from tests.simulator.raw_bot import RawBot

pytest_plugins = ("tests.browser",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_an_invitation_is_opened_on_the_phone_that_is_chosen(
    telegram: LocalTelegram, bot: RawBot, anna: Locator, maria: Locator
) -> None:
    await bot.send(MARIA, f"Перешлите клиенту: {telegram.link('AbC-1')}")
    await last(maria).get_by_role("link").click()
    await expect(maria.get_by_test_id("choice").first).to_contain_text("Анна")
    await maria.get_by_test_id("choice").first.click()
    await expect(last(anna)).to_contain_text("/start AbC-1")
    await expect(maria.get_by_test_id("sheet")).to_have_count(0)


async def test_a_link_button_with_an_invitation_works_alike(
    telegram: LocalTelegram, bot: RawBot, anna: Locator, maria: Locator
) -> None:
    opens = {"text": "Открыть", "url": telegram.link("AbC-2")}
    await bot.send(MARIA, "Приглашение", reply_markup={"inline_keyboard": [[opens]]})
    await last(maria).get_by_role("link", name="Открыть").click()
    await maria.get_by_role("button", name="Анна").click()
    await expect(last(anna)).to_contain_text("/start AbC-2")


async def test_an_invitation_that_is_passed_on_is_opened_by_whoever_gets_it(
    telegram: LocalTelegram, bot: RawBot, anna: Locator, maria: Locator
) -> None:
    address = f"https://t.me/share/url?url={quote(telegram.link('AbC-3'), safe='')}&text={quote('Анна, добрый день')}"
    await bot.send(MARIA, "Приглашение", reply_markup={"inline_keyboard": [[{"text": "Переслать", "url": address}]]})
    await last(maria).get_by_role("link", name="Переслать").click()
    await expect(maria.get_by_test_id("sheet")).to_contain_text("Кому переслать")
    await maria.get_by_role("button", name="Анна").click()
    await expect(last(anna)).to_contain_text("/start AbC-3")


async def test_what_is_no_invitation_is_passed_on_outside_of_the_page(bot: RawBot, maria: Locator) -> None:
    address = "https://t.me/share/url?url=https%3A%2F%2Fexample.org"
    await bot.send(MARIA, "Статья", reply_markup={"inline_keyboard": [[{"text": "Переслать", "url": address}]]})
    await maria.page.context.route("https://t.me/**", _instead_of_telegram)
    async with maria.page.expect_popup() as popup:
        await last(maria).get_by_role("link", name="Переслать").click()
    await expect((await popup.value).get_by_text("Кому?")).to_be_visible()
    await expect(maria.get_by_test_id("sheet")).to_have_count(0)


async def test_other_links_lead_out_of_the_page(bot: RawBot, anna: Locator) -> None:
    await bot.send(ANNA, "Справка: https://example.org/help")
    link = last(anna).get_by_role("link")
    await expect(link).to_have_attribute("target", "_blank")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")


async def _instead_of_telegram(route: Route) -> None:
    await route.fulfill(body="Кому?", content_type="text/plain; charset=utf-8")
