"""Files on the page, both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aiohttp import FormData
from playwright.async_api import expect

from tests.simulator.page.phones import ANNA, last

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from bot.simulator import LocalTelegram
    from tests.simulator.raw_bot import RawBot

pytest_plugins = ("tests.browser",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


#: A picture of one dot.
GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


async def test_a_document_is_sent_with_its_caption(telegram: LocalTelegram, page: Page, anna: Locator) -> None:
    await anna.get_by_test_id("attach").click()
    async with page.expect_file_chooser() as choosing:
        await anna.get_by_role("menuitem", name="Файл").click()
    chooser = await choosing.value
    await chooser.set_files({"name": "скрипт.txt", "mimeType": "text/plain", "buffer": "Алло".encode()})
    await anna.get_by_test_id("caption").fill("Наш скрипт")
    await anna.get_by_test_id("send-file").click()
    await expect(last(anna).get_by_test_id("document")).to_contain_text("скрипт.txt")
    await expect(last(anna).get_by_test_id("text")).to_contain_text("Наш скрипт")
    stored = telegram.world.files.get(telegram.user(ANNA).messages[-1].file_id("document"))
    assert stored is not None
    assert stored.content == "Алло".encode()


async def test_a_photo_is_shown_and_opens(page: Page, anna: Locator) -> None:
    await anna.get_by_test_id("attach").click()
    async with page.expect_file_chooser() as choosing:
        await anna.get_by_role("menuitem", name="Фото").click()
    chooser = await choosing.value
    await chooser.set_files({"name": "доска.gif", "mimeType": "image/gif", "buffer": GIF})
    await anna.get_by_test_id("send-file").click()
    picture = last(anna).get_by_role("img", name="Фотография")
    await expect(picture).to_have_js_property("naturalWidth", 1)
    await last(anna).get_by_test_id("photo").click()
    await expect(anna.get_by_test_id("viewer")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(anna.get_by_test_id("viewer")).to_have_count(0)


async def test_a_voice_message_goes_without_questions(page: Page, anna: Locator) -> None:
    async with page.expect_file_chooser() as choosing:
        await anna.get_by_test_id("voice-button").click()
    chooser = await choosing.value
    await chooser.set_files({"name": "голос.ogg", "mimeType": "audio/ogg", "buffer": b"OggS"})
    await expect(last(anna).get_by_test_id("voice")).to_be_visible()


async def test_a_file_can_be_dropped_on_a_phone(page: Page, anna: Locator, maria: Locator) -> None:
    dropped = await page.evaluate_handle(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File(["1;2"], "заявки.csv", { type: "text/csv" }));
            return data;
        }"""
    )
    await anna.get_by_test_id("chat").dispatch_event("drop", {"dataTransfer": dropped})
    await anna.get_by_test_id("send-file").click()
    await expect(last(anna).get_by_test_id("document")).to_contain_text("заявки.csv")
    await expect(maria.get_by_test_id("document")).to_have_count(0)


async def test_a_document_of_the_bot_can_be_downloaded(page: Page, bot: RawBot, anna: Locator) -> None:
    form = FormData({"chat_id": str(ANNA)}, quote_fields=False)
    form.add_field("document", b"%PDF-1.7", filename="План.pdf", content_type="application/pdf")
    await bot.form("sendDocument", form)
    async with page.expect_download() as downloading:
        await last(anna).get_by_test_id("document").click()
    download = await downloading.value
    assert download.suggested_filename == "План.pdf"
    assert (await download.path()).read_bytes() == b"%PDF-1.7"
