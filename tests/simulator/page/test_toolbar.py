"""The buttons above the phones, for whoever runs the show."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from bot.simulator import Control, Controls, LocalTelegram
from tests.simulator.page.phones import ANNA, PEOPLE, last, phone

if TYPE_CHECKING:
    from tests.browser import Pages

pytest_plugins = ("tests.browser",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NOON = datetime(2026, 11, 24, 9, 0, 30, tzinfo=UTC)


class Show:
    """A clock that stands, and a button that winds it."""

    def __init__(self) -> None:
        self.now = NOON
        wind = Control("+1 день", self.wind)
        broken = Control("Сломана", self.fail)
        self.controls = Controls((wind, broken), lambda: self.now, "Europe/Moscow")

    async def wind(self) -> None:
        self.now += timedelta(days=1)

    async def fail(self) -> None:
        raise RuntimeError


async def test_a_button_does_what_it_says_and_every_page_sees_it(pages: Pages) -> None:
    show = Show()
    async with LocalTelegram() as telegram:
        telegram.offer(show.controls)
        first, second = await pages.open(telegram.url), await pages.open(telegram.url)
        await expect(first.get_by_test_id("clock")).to_have_text("вт, 24 ноября в 12:00")
        await first.get_by_role("button", name="+1 день").click()
        for page in (first, second):
            await expect(page.get_by_test_id("clock")).to_have_text("ср, 25 ноября в 12:00")
        assert show.now == NOON + timedelta(days=1)


async def test_phones_live_in_the_time_of_the_show(pages: Pages) -> None:
    show = Show()
    async with LocalTelegram(PEOPLE, now=lambda: show.now) as telegram:
        page = await pages.open(telegram.url)
        anna = phone(page, ANNA)
        await telegram.user(ANNA).send("до показа", wait=False)
        telegram.offer(show.controls)
        await expect(last(anna).locator("time")).to_have_text("12:00")
        await expect(anna.locator(".day")).to_have_text("Сегодня")
        await page.get_by_role("button", name="+1 день").click()
        await expect(anna.locator(".day")).to_have_text("Вчера")
        await telegram.user(ANNA).send("после", wait=False)
        await expect(anna.locator(".day")).to_have_text(["Вчера", "Сегодня"])


async def test_a_button_that_fails_can_be_tapped_again_and_leaves_a_word_in_the_console(pages: Pages) -> None:
    async with LocalTelegram() as telegram:
        telegram.offer(Show().controls)
        page = await pages.open(telegram.url)
        broken = page.get_by_role("button", name="Сломана")
        said = page.expect_console_message(lambda message: "Не получилось" in message.text)
        async with said, page.expect_response("**/api/controls/1") as answer:
            await broken.click()
        assert (await answer.value).status == 500
        await expect(broken).to_be_enabled()


async def test_a_button_that_is_not_there_does_nothing(pages: Pages) -> None:
    async with LocalTelegram() as telegram:
        telegram.offer(Show().controls)
        page = await pages.open(telegram.url)
        answer = await page.request.post(f"{telegram.url}/api/controls/7")
        assert answer.status == 404
