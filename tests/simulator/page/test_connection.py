"""The page finds back to the server by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.async_api import expect

from bot.simulator import LocalTelegram
from tests.simulator.page.phones import ANNA, MARIA, PEOPLE, last, phone
from tests.simulator.raw_bot import keyboard

if TYPE_CHECKING:
    from playwright.async_api import Page, WebSocketRoute

    from tests.browser import Pages
    from tests.simulator.raw_bot import RawBot

pytest_plugins = ("tests.browser",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@dataclass
class Line:
    """The page's socket, which can be cut and held off."""

    open: bool = True
    _sockets: list[WebSocketRoute] = field(default_factory=list)

    async def lay(self, page: Page) -> None:
        await page.route_web_socket("**/api/ws", self._connect)

    async def cut(self) -> None:
        self.open = False
        for socket in self._sockets:
            await socket.close(code=1012)
        self._sockets.clear()

    async def _connect(self, socket: WebSocketRoute) -> None:
        if not self.open:
            await socket.close(code=1013)
            return
        socket.connect_to_server()
        self._sockets.append(socket)


async def test_after_a_break_everything_missed_is_there_once(
    telegram: LocalTelegram, bot: RawBot, pages: Pages
) -> None:
    page = await pages.blank()
    line = Line()
    await line.lay(page)
    await page.goto(telegram.url)
    anna = phone(page, ANNA)
    edited = await bot.send(ANNA, "До обрыва")
    await expect(last(anna)).to_contain_text("До обрыва")
    await line.cut()
    await expect(anna.get_by_test_id("status")).to_have_text("соединение…")
    await bot("editMessageText", chat_id=ANNA, message_id=edited.number("message_id"), text="Исправлено")
    await bot.send(ANNA, "Во время обрыва")
    line.open = True
    await expect(last(anna)).to_contain_text("Во время обрыва")
    await bot.send(ANNA, "После обрыва")
    await expect(anna.get_by_test_id("text")).to_contain_text(
        ["/start", "Исправлено", "Во время обрыва", "После обрыва"]
    )


async def test_a_break_ends_the_spinning(telegram: LocalTelegram, bot: RawBot, pages: Pages) -> None:
    page = await pages.blank()
    line = Line()
    await line.lay(page)
    await page.goto(telegram.url)
    await bot.send(ANNA, "Вопрос", reply_markup=keyboard(["Да"]))
    button = phone(page, ANNA).get_by_role("button", name="Да")
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    await line.cut()
    await expect(button).not_to_have_attribute("aria-busy", "true")


async def test_a_server_started_anew_is_found_by_itself(pages: Pages) -> None:
    async with LocalTelegram(PEOPLE) as first:
        await first.user(ANNA).send("Старое", wait=False)
        page = await pages.open(first.url)
        anna = phone(page, ANNA)
        await expect(last(anna)).to_contain_text("Старое")
    await expect(anna.get_by_test_id("status")).to_have_text("соединение…")
    async with LocalTelegram(PEOPLE, port=urlsplit(first.url).port or 0) as second:
        await second.user(ANNA).send("Новое", wait=False)
        await expect(anna.get_by_test_id("text")).to_contain_text(["Новое"])
        await expect(anna.get_by_test_id("message")).to_have_count(1)


async def test_a_person_who_joins_later_gets_a_phone(telegram: LocalTelegram, page: Page) -> None:
    await expect(phone(page, MARIA)).to_be_visible()
    await telegram.user(3, "Олег").send("Я коллега", wait=False)
    await expect(last(phone(page, 3))).to_contain_text("Я коллега")


async def test_a_newer_page_takes_the_place_of_an_older_one_at_once(telegram: LocalTelegram, pages: Pages) -> None:
    page = await pages.blank()
    for path in ("/", "/page/js/main.js", "/page/css/base.css"):
        response = await page.request.get(telegram.url + path)
        assert response.headers["cache-control"] == "no-cache"
