"""Messages on the page: they come, change and go, and people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.simulator.page.phones import ANNA, MARIA, last

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from bot.simulator import LocalTelegram
    from tests.simulator.raw_bot import RawBot

pytest_plugins = ("tests.browser",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_message_and_its_edit_appear_in_one_bubble(bot: RawBot, anna: Locator) -> None:
    sent = await bot.send(ANNA, "Сколько у вас менеджеров?")
    await expect(last(anna).get_by_test_id("text")).to_contain_text("Сколько у вас менеджеров?")
    before = await anna.get_by_test_id("message").count()
    await bot("editMessageText", chat_id=ANNA, message_id=sent.number("message_id"), text="Принято: 5")
    await expect(last(anna).get_by_test_id("text")).to_contain_text("Принято: 5")
    await expect(last(anna)).not_to_contain_text("изменено")
    await expect(anna.get_by_test_id("message")).to_have_count(before)


async def test_an_edit_by_a_person_says_so(telegram: LocalTelegram, anna: Locator) -> None:
    user = telegram.user(ANNA, "Анна")
    sent = await user.send("Пять", wait=False)
    await user.edit(sent.message_id, "Шесть", wait=False)
    await expect(last(anna)).to_contain_text("Шесть")
    await expect(last(anna)).to_contain_text("изменено")


async def test_a_deleted_message_goes(bot: RawBot, anna: Locator) -> None:
    sent = await bot.send(ANNA, "Лишнее")
    await expect(anna.get_by_text("Лишнее")).to_be_visible()
    await bot.result("deleteMessage", chat_id=ANNA, message_id=sent.number("message_id"))
    await expect(anna.get_by_text("Лишнее")).to_have_count(0)


async def test_enter_sends_and_shift_enter_breaks_the_line(telegram: LocalTelegram, anna: Locator) -> None:
    field = anna.get_by_test_id("message-input")
    await field.type("Первая")
    await field.press("Shift+Enter")
    await field.type("вторая")
    await field.press("Enter")
    await expect(last(anna)).to_contain_text("Первая\nвторая", use_inner_text=True)
    await expect(field).to_have_value("")
    assert telegram.user(ANNA).messages[-1].text == "Первая\nвторая"


async def test_what_was_typed_stays_when_it_could_not_be_sent(anna: Locator, page: Page) -> None:
    await page.route("**/send", lambda route: route.abort())
    await anna.get_by_test_id("message-input").fill("Важное")
    await anna.get_by_test_id("send").click()
    await expect(anna.get_by_test_id("toast")).to_have_text("Нет связи с локальным Телеграмом")
    await expect(anna.get_by_test_id("message-input")).to_have_value("Важное")


async def test_two_phones_are_independent(bot: RawBot, anna: Locator, maria: Locator) -> None:
    await bot.send(ANNA, "Только для Анны")
    await bot.send(MARIA, "Только для Марии")
    await expect(last(anna)).to_contain_text("Только для Анны")
    await expect(last(maria)).to_contain_text("Только для Марии")
    await expect(maria.get_by_text("Только для Анны")).to_have_count(0)


async def test_phones_say_whose_they_are(page: Page, anna: Locator) -> None:
    await expect(page).to_have_title("Показ брифа")
    await expect(page.get_by_role("region", name="Телефон: Анна, клиент")).to_be_visible()
    await expect(anna.get_by_role("log", name="Переписка: Анна")).to_be_visible()
    await expect(anna.get_by_test_id("bot-name")).to_have_text("Бриф")
