"""The whole brief in the browser, as a newcomer sees it: two phones, one bot, which is restarted under the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from bot.simulator import LocalTelegram, Phone, Profile
from tests.conversations.conftest import CLIENT, MANAGER, serving, settings_for
from tests.conversations.walker import main_action
from tests.simulator.page.phones import last, phone

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Locator, Page

    from bot.simulator import User
    from tests.browser import Pages

pytest_plugins = ("tests.browser",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PEOPLE = (Phone(Profile(CLIENT, "Анна"), "клиент"), Phone(Profile(MANAGER, "Мария"), "менеджер"))
TAPS = 80


async def test_a_brief_is_made_answered_and_planned_with_the_bot_restarted_in_between(
    pages: Pages, database: Path
) -> None:
    async with LocalTelegram(PEOPLE, settle=0.3) as telegram:
        page = await pages.open(telegram.url)
        anna, maria = phone(page, CLIENT), phone(page, MANAGER)
        settings = settings_for(telegram, database)
        async with serving(settings):
            await invite(page, maria)
            await go_on(anna, telegram.user(CLIENT), until="сценариев сделки")
        await expect(anna.get_by_test_id("status")).to_have_text("бот перезапускается…")
        async with serving(settings):
            await expect(anna.get_by_test_id("status")).to_have_text("в сети")
            await go_on(anna, telegram.user(CLIENT), until="Спасибо")
            await read(maria)


async def invite(page: Page, maria: Locator) -> None:
    """Maria makes a brief and passes its link on to Anna's phone."""
    await maria.get_by_role("button", name="Запустить").click()
    await maria.get_by_role("button", name="Новый бриф").click()
    for asked, words in (("компани", "ООО «Ромашка»"), ("Кто будет отвечать", "Анна")):
        await expect(last(maria)).to_contain_text(asked)
        await maria.get_by_test_id("message-input").fill(words)
        await maria.get_by_test_id("message-input").press("Enter")
    await maria.get_by_role("button", name="Пока без встречи").click()
    await maria.get_by_role("link", name="Переслать клиенту").click()
    await page.get_by_test_id("choice").filter(has_text="Анна").click()


async def go_on(on: Locator, anna: User, until: str) -> None:
    """Take the main action of card after card, as the page shows them."""
    await anna.until(lambda: bool(anna.from_bot))
    for _ in range(TAPS):
        if until in anna.card.text:
            break
        await take_main_action(on, anna)
    await expect(on.get_by_test_id("message").filter(has_text=until).last).to_be_visible()


async def take_main_action(on: Locator, anna: User) -> None:
    seen = anna.card
    await on.get_by_role("button", name=main_action(seen), exact=True).last.click()
    await anna.until(lambda: anna.card != seen, what="The card stayed as it was.")


async def read(maria: Locator) -> None:
    """Maria is told, and a part of the plan unfolds."""
    await expect(maria.get_by_test_id("message").filter(has_text="отправляет ответы")).to_be_visible()
    works = maria.locator("summary").filter(has_text="Работы ·")
    await expect(maria.get_by_text("Встреча и согласование плана")).to_be_hidden()
    await works.click()
    await expect(maria.get_by_text("Встреча и согласование плана")).to_be_visible()
