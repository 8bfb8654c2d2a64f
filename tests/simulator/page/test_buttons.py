"""Inline buttons, and the keyboard below the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.simulator.page.phones import ANNA, last, taps
from tests.simulator.raw_bot import keyboard

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from tests.simulator.raw_bot import Json, RawBot

pytest_plugins = ("tests.browser",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

#: A message grows while it appears; measured on the way, it is smaller.
STANDS_STILL = "node => Promise.all(node.getAnimations({ subtree: true }).map(each => each.finished))"


async def test_a_tap_spins_until_its_toast(bot: RawBot, anna: Locator) -> None:
    await bot.send(ANNA, "Нужна ли воронка?", reply_markup=keyboard(["Да"], ["Нет"]))
    button = last(anna).get_by_role("button", name="Да")
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    [query] = await taps(bot)
    assert query.text("data") == "data:Да"
    await bot.result("answerCallbackQuery", callback_query_id=query.text("id"), text="Сохранено")
    await expect(anna.get_by_test_id("toast")).to_have_text("Сохранено")
    await expect(button).not_to_have_attribute("aria-busy", "true")


async def test_an_answer_without_words_only_ends_the_spinning(bot: RawBot, anna: Locator) -> None:
    await bot.send(ANNA, "Вопрос", reply_markup=keyboard(["Да"]))
    button = last(anna).get_by_role("button", name="Да")
    await button.click()
    for query in await taps(bot):
        await bot.result("answerCallbackQuery", callback_query_id=query.text("id"))
    await expect(button).not_to_have_attribute("aria-busy", "true")
    await expect(anna.get_by_test_id("toast")).to_have_count(0)


async def test_a_spinning_button_takes_no_second_tap(bot: RawBot, anna: Locator) -> None:
    await bot.send(ANNA, "Вопрос", reply_markup=keyboard(["Да", "Нет"]))
    for label in ("Да", "Да", "Нет"):
        await last(anna).get_by_role("button", name=label).click()
    await expect(last(anna).locator("[aria-busy=true]")).to_have_count(2)
    assert [query.text("data") for query in await taps(bot)] == ["data:Да", "data:Нет"]


async def test_an_alert_waits_to_be_closed_and_leaves_the_other_phone_alone(
    bot: RawBot, anna: Locator, maria: Locator
) -> None:
    await bot.send(ANNA, "Вопрос", reply_markup=keyboard(["Да"]))
    await last(anna).get_by_role("button", name="Да").click()
    for query in await taps(bot):
        words = "Сначала закончите сделки"
        await bot.result("answerCallbackQuery", callback_query_id=query.text("id"), text=words, show_alert=True)
    await expect(anna.get_by_role("alertdialog")).to_contain_text("Сначала закончите сделки")
    await maria.get_by_test_id("message-input").fill("Я не жду")
    await maria.get_by_test_id("send").click()
    await expect(last(maria)).to_contain_text("Я не жду")
    await anna.get_by_test_id("alert-ok").click()
    await expect(anna.get_by_role("alertdialog")).to_have_count(0)


async def test_an_edit_brings_other_buttons_and_keeps_the_focus_on_them(bot: RawBot, anna: Locator) -> None:
    sent = await bot.send(ANNA, "Вопрос 1", reply_markup=keyboard(["Да"]))
    await last(anna).get_by_role("button", name="Да").press("Enter")
    place = {"chat_id": ANNA, "message_id": sent.number("message_id")}
    await bot("editMessageText", **place, text="Вопрос 2", reply_markup=keyboard(["Дальше"], ["Назад"]))
    await expect(last(anna).get_by_role("button", name="Дальше")).to_be_focused()
    await expect(last(anna).get_by_test_id("inline-button")).to_have_text(["Дальше", "Назад"])


async def test_long_labels_are_cut_on_one_line_inside_the_phone(bot: RawBot, anna: Locator) -> None:
    long = {"text": "Предоплата, потом производство и доставка до склада покупателя", "callback_data": "long"}
    short = {"text": "1", "callback_data": "1"}
    await bot.send(ANNA, "Вопрос", reply_markup={"inline_keyboard": [[long], [long, long], [short] * 3]})
    await expect(last(anna).get_by_test_id("inline-button")).to_have_count(6)
    await last(anna).evaluate(STANDS_STILL)
    boxes = [await button.bounding_box() for button in await last(anna).get_by_test_id("inline-button").all()]
    assert [box["height"] for box in boxes if box] == pytest.approx([42] * 6, abs=1)
    wide, left, right, *thirds = (box["width"] for box in boxes if box)
    assert wide < 350
    assert left == pytest.approx(right, abs=1)
    assert max(thirds) - min(thirds) < 1
    label = last(anna).get_by_test_id("inline-button").first.locator(".key-label")
    assert await label.evaluate("node => node.scrollWidth > node.clientWidth")


async def test_styles_differ_and_a_disabled_button_cannot_be_tapped(bot: RawBot, anna: Locator) -> None:
    styled = [{"text": style, "callback_data": style, "style": style} for style in ("primary", "success", "danger")]
    plain: list[Json] = [{"text": "plain", "callback_data": "plain"}, {"text": "off", "disabled": {}}]
    await bot.send(ANNA, "Цвета", reply_markup={"inline_keyboard": [styled, plain]})
    await expect(last(anna).get_by_test_id("inline-button")).to_have_count(5)
    colours = await last(anna).locator(".key").evaluate_all("all => all.map(n => getComputedStyle(n).backgroundColor)")
    assert len(set(colours[:4])) == 4
    await expect(last(anna).get_by_role("button", name="off")).to_be_disabled()


async def test_a_copy_button_copies(bot: RawBot, anna: Locator, page: Page) -> None:
    copy: Json = {"text": "Скопировать", "copy_text": {"text": "https://t.me/b?start=1"}}
    await bot.send(ANNA, "Ссылка", reply_markup={"inline_keyboard": [[copy]]})
    await last(anna).get_by_role("button", name="Скопировать").click()
    await expect(anna.get_by_test_id("toast")).to_have_text("Скопировано")
    assert await page.evaluate("navigator.clipboard.readText()") == "https://t.me/b?start=1"


async def test_a_keyboard_below_the_field_sends_its_labels(bot: RawBot, anna: Locator) -> None:
    await bot.send(ANNA, "Выберите", reply_markup={"keyboard": [[{"text": "Красный"}, {"text": "Синий"}]]})
    await anna.get_by_test_id("reply-keys").get_by_role("button", name="Синий").click()
    await expect(last(anna)).to_contain_text("Синий")
    await bot.send(ANNA, "Спасибо", reply_markup={"remove_keyboard": True})
    await expect(anna.get_by_test_id("reply-keys").get_by_role("button")).to_have_count(0)
