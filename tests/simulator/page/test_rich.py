"""Rich messages on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.simulator.page.phones import ANNA, last, phone
from tests.simulator.raw_bot import keyboard

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from bot.simulator import LocalTelegram
    from tests.browser import Pages
    from tests.simulator.raw_bot import RawBot, Shown

pytest_plugins = ("tests.browser",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

FOLDED = "<details><summary>Риски</summary>" + "<p>Строка</p>" * 40 + "</details>"


async def send(bot: RawBot, html: str) -> Shown:
    return await bot("sendRichMessage", chat_id=ANNA, rich_message={"html": html})


async def test_blocks_become_elements(bot: RawBot, anna: Locator) -> None:
    await send(
        bot,
        "<h2>План</h2><p>Всё &lt;b&gt;просто <b>важно</b> <a href='a.ru'>сайт</a> t.me/x</p><hr/>"
        "<ol><li>раз<ul><li>два</li></ul></li></ol><blockquote><p>цитата</p></blockquote>"
        "<pre><code class='language-sql'>select 1</code></pre><aside>мысль</aside><footer>конец</footer>",
    )
    shown = last(anna).get_by_test_id("text")
    for tag, words in {
        "h2": "План",
        "strong": "важно",
        "ol, ul > li > div > ul": "•два",
        "blockquote": "цитата",
        "pre": "select 1",
        "aside": "мысль",
    }.items():
        await expect(shown.locator(tag)).to_have_text(words)
    await expect(shown.locator("p").first).to_contain_text("Всё <b>просто важно")
    await expect(shown.get_by_role("link", name="сайт")).to_have_attribute("href", "https://a.ru")
    await expect(shown.get_by_role("link", name="t.me/x")).to_have_attribute("href", "https://t.me/x")
    await expect(shown.locator(".item-label")).to_have_text(["1.", "•"])
    await expect(shown.locator("footer")).to_contain_text("конец")
    await expect(shown.get_by_role("separator")).to_have_count(1)


async def test_a_wide_table_is_moved_sideways_inside_its_bubble(
    telegram: LocalTelegram, bot: RawBot, pages: Pages
) -> None:
    row = "".join(f"<td align='right'>{number}000000 рублей</td>" for number in range(12))
    await send(bot, f"<table><tr><th colspan='12'>Суммы</th></tr><tr>{row}</tr></table>")
    page = await pages.open(telegram.url, width=390, height=800, scheme="dark")
    table = last(phone(page, ANNA)).get_by_test_id("table")
    await expect(table.get_by_role("columnheader", name="Суммы")).to_be_visible()
    await expect(table.get_by_role("cell").last).to_have_css("text-align", "right")
    await expect(table.get_by_role("cell").last).not_to_be_in_viewport()
    await table.evaluate("node => node.scrollTo(node.scrollWidth, 0)")
    await expect(table.get_by_role("cell").last).to_be_in_viewport(ratio=0.95)
    assert await page.evaluate("document.documentElement.scrollWidth") == 390


async def test_a_section_opens_at_a_tap_is_read_from_its_head_and_stays_open(bot: RawBot, anna: Locator) -> None:
    sent = await send(bot, FOLDED)
    content = last(anna).get_by_text("Строка").first
    await expect(content).to_be_hidden()
    await last(anna).get_by_text("Риски").click()
    await expect(content).to_be_in_viewport()
    await expect(last(anna).get_by_text("Риски")).to_be_in_viewport()
    where = {"chat_id": ANNA, "message_id": sent["message_id"]}
    await bot("editMessageReplyMarkup", **where, reply_markup=keyboard(["Дальше"]))
    await expect(last(anna).get_by_test_id("inline-button")).to_have_text("Дальше")
    await expect(content).to_be_visible()
    await last(anna).get_by_text("Риски").click()
    await expect(content).to_be_hidden()


async def test_a_section_sent_open_is_open(bot: RawBot, anna: Locator) -> None:
    await send(bot, FOLDED.replace("<details>", "<details open>"))
    await expect(last(anna).get_by_text("Строка").last).to_be_visible()


async def test_checkboxes_of_a_list_are_told_apart(page: Page) -> None:
    """The server makes none, for it is not told how their HTML looks; the page knows them as the Bot API shows them."""
    names = await page.evaluate(
        """async () => {
            const { renderRich } = await import("/page/js/rich.js");
            const item = (words, is_checked) =>
                ({ label: "", has_checkbox: true, is_checked, blocks: [{ type: "paragraph", text: words }] });
            const node = renderRich({ blocks: [{ type: "list", items: [item("а", true), item("б")] }] }, {});
            return [...node.querySelectorAll("[role=checkbox]")].map((box) => box.ariaChecked + box.ariaLabel);
        }"""
    )
    assert names == ["trueОтмечено", "falseНе отмечено"]
