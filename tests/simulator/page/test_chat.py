"""The chat around the messages: start, commands, scrolling, status, block."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from bot.simulator import LocalTelegram
from tests.simulator.page.phones import ANNA, PEOPLE, last, phone

if TYPE_CHECKING:
    from playwright.async_api import Locator

    from tests.browser import Pages
    from tests.simulator.raw_bot import RawBot

pytest_plugins = ("tests.browser",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_an_empty_chat_offers_to_start(pages: Pages) -> None:
    async with LocalTelegram(PEOPLE) as telegram:
        anna = phone(await pages.open(telegram.url), ANNA)
        await expect(anna.get_by_test_id("message-input")).to_be_hidden()
        await anna.get_by_role("button", name="Запустить").click()
        await expect(last(anna)).to_contain_text("/start")
        await expect(anna.get_by_test_id("message-input")).to_be_visible()


async def test_commands_are_offered_while_they_are_typed(bot: RawBot, anna: Locator) -> None:
    commands = [{"command": "new", "description": "Новый бриф"}, {"command": "help", "description": "Помощь"}]
    await bot.result("setMyCommands", commands=commands)
    await anna.get_by_test_id("commands").click()
    await expect(anna.get_by_test_id("command")).to_have_text(["/newНовый бриф", "/helpПомощь"])
    await anna.get_by_test_id("message-input").fill("/h")
    await expect(anna.get_by_test_id("command")).to_have_text(["/helpПомощь"])
    await anna.get_by_test_id("message-input").press("ArrowDown")
    await anna.get_by_test_id("message-input").press("Enter")
    await expect(last(anna)).to_contain_text("/help")
    await expect(anna.get_by_test_id("message-input")).to_have_value("")


async def test_the_chat_stays_where_the_reader_is_and_counts_what_is_new(bot: RawBot, anna: Locator) -> None:
    for number in range(30):
        await bot.send(ANNA, f"Сообщение {number}")
    await expect(last(anna)).to_be_in_viewport()
    chat = anna.get_by_test_id("chat")
    await chat.evaluate("node => node.scrollTo(0, 0)")
    await expect(anna.get_by_test_id("scroll-down")).to_be_visible()
    await bot.send(ANNA, "Новое")
    await expect(anna.get_by_test_id("unread")).to_have_text("1")
    assert await chat.evaluate("node => node.scrollTop") == 0
    await anna.get_by_test_id("scroll-down").click()
    await expect(last(anna)).to_be_in_viewport()
    await expect(anna.get_by_test_id("unread")).to_have_text("")


async def test_the_status_tells_whether_the_bot_is_there_and_typing(bot: RawBot, anna: Locator) -> None:
    status = anna.get_by_test_id("status")
    await expect(status).to_have_text("бот перезапускается…")
    await bot.updates()
    await expect(status).to_have_text("в сети")
    await bot.result("sendChatAction", chat_id=ANNA, action="typing")
    await expect(status).to_have_text("печатает")
    await bot.send(ANNA, "Готово")
    await expect(status).not_to_have_text("печатает")


async def test_a_bot_can_be_blocked_and_let_in_again(bot: RawBot, anna: Locator) -> None:
    await anna.get_by_test_id("chat-menu").click()
    await anna.get_by_role("menuitem", name="Заблокировать бота").click()
    await expect(anna.get_by_role("button", name="Разблокировать")).to_be_visible()
    assert await bot.refusal("sendMessage", chat_id=ANNA, text="а") == "Forbidden: bot was blocked by the user"
    await anna.get_by_role("button", name="Разблокировать").click()
    await expect(anna.get_by_test_id("message-input")).to_be_visible()
    await bot.send(ANNA, "Снова здесь")
    await expect(last(anna)).to_contain_text("Снова здесь")
