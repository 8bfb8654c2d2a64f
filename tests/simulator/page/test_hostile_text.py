"""What people and bots write never becomes markup or script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.simulator.page.phones import ANNA, last, taps

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from tests.simulator.raw_bot import RawBot

pytest_plugins = ("tests.browser",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


HOSTILE = "<img src=x onerror=alert(1)>\"'</div><script>alert(2)</script>"


async def test_markup_that_people_write_stays_text(anna: Locator) -> None:
    await anna.get_by_test_id("message-input").fill(HOSTILE)
    await anna.get_by_test_id("send").click()
    await expect(last(anna).get_by_test_id("text")).to_contain_text(HOSTILE)
    await expect(last(anna).locator("img, script")).to_have_count(0)


async def test_labels_toasts_and_file_names_stay_text(bot: RawBot, anna: Locator) -> None:
    await bot.send(ANNA, "Кнопка", reply_markup={"inline_keyboard": [[{"text": HOSTILE, "callback_data": "a"}]]})
    await last(anna).get_by_test_id("inline-button").click()
    await expect(last(anna).get_by_test_id("inline-button")).to_have_text(HOSTILE)
    for query in await taps(bot):
        await bot.result("answerCallbackQuery", callback_query_id=query.text("id"), text=HOSTILE)
    await expect(anna.get_by_test_id("toast")).to_have_text(HOSTILE)
    await expect(anna.locator("img, script")).to_have_count(0)


async def test_a_link_that_runs_a_script_is_no_link(page: Page) -> None:
    shown = await page.evaluate(
        """async () => {
            const { renderText } = await import("/page/js/entities.js");
            const box = document.createElement("div");
            const link = { type: "text_link", offset: 0, length: 5, url: "javascript:alert(1)" };
            box.append(renderText("нажми", [link], {}));
            return box.innerHTML;
        }"""
    )
    assert shown == "<span>нажми</span>"
