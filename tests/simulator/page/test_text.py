"""Formatted text on the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.simulator.page.phones import ANNA, last

if TYPE_CHECKING:
    from playwright.async_api import Locator

    from bot.simulator import LocalTelegram
    from tests.simulator.raw_bot import Json, RawBot

pytest_plugins = ("tests.browser",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_formatting_becomes_elements(bot: RawBot, anna: Locator) -> None:
    text = (
        "🙂 <b>жирный</b> <i>курсив</i> <u>черта</u> <s>нет</s> <code>код</code>\n"
        '<a href="https://example.org/план">план</a>\n<blockquote>цитата</blockquote>\n'
        '<pre><code class="language-python">x = 1</code></pre>'
    )
    await bot.send(ANNA, text, parse_mode="HTML")
    shown = last(anna).get_by_test_id("text")
    for tag, words in {
        "strong": "жирный",
        "em": "курсив",
        "u": "черта",
        "s": "нет",
        "blockquote": "цитата",
        "pre": "x = 1",
    }.items():
        await expect(shown.locator(tag)).to_have_text(words)
    await expect(shown.get_by_role("link", name="план")).to_have_attribute("href", re.compile("example.org"))
    await expect(shown.get_by_role("button", name="Скопировать код")).to_have_text("python")


async def test_styles_that_cross_each_other_keep_every_letter(bot: RawBot, anna: Locator) -> None:
    crossing: list[Json] = [{"type": "bold", "offset": 0, "length": 4}, {"type": "italic", "offset": 2, "length": 4}]
    await bot.send(ANNA, "абвгде", entities=crossing)
    shown = last(anna).get_by_test_id("text")
    await expect(shown).to_contain_text("абвгде")
    await expect(shown.locator("strong")).to_have_text(["абвг"])
    assert "".join(await shown.locator("em").all_inner_texts()) == "вгде"


async def test_a_spoiler_is_read_only_after_a_touch(bot: RawBot, anna: Locator) -> None:
    await bot.send(ANNA, "Цена: <tg-spoiler>46 часов</tg-spoiler>", parse_mode="HTML")
    await last(anna).get_by_role("button", name="Показать скрытый текст").click()
    await expect(last(anna).get_by_role("button", name="Показать скрытый текст")).to_have_count(0)
    await expect(last(anna).get_by_text("46 часов")).to_have_css("opacity", "1")


async def test_a_long_quote_folds_out_and_in(bot: RawBot, anna: Locator) -> None:
    lines = "\n".join(f"Строка {number}" for number in range(1, 9))
    await bot.send(ANNA, f"<blockquote expandable>{lines}</blockquote>", parse_mode="HTML")
    quote = last(anna).locator("blockquote")
    folded = await quote.evaluate("node => node.clientHeight")
    await quote.get_by_role("button", name="Показать цитату целиком").click()
    assert await quote.evaluate("node => node.clientHeight") > folded + 50
    await quote.get_by_role("button", name="Свернуть цитату").click()
    assert await quote.evaluate("node => node.clientHeight") == folded


async def test_a_short_quote_has_nothing_to_unfold(bot: RawBot, anna: Locator) -> None:
    await bot.send(ANNA, "<blockquote expandable>Коротко</blockquote>", parse_mode="HTML")
    await expect(last(anna).locator("blockquote")).to_contain_text("Коротко")
    await expect(last(anna).locator("blockquote").get_by_role("button")).to_have_count(0)


async def test_a_command_in_a_text_can_be_tapped(telegram: LocalTelegram, bot: RawBot, anna: Locator) -> None:
    await bot.send(ANNA, "Начните с /help")
    await last(anna).get_by_role("button", name="/help").click()
    await telegram.user(ANNA).until(lambda: telegram.user(ANNA).messages[-1].text == "/help")
