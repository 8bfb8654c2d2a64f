"""The test client: acting as a person and waiting for the bot without sleeping."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator import ImpossibleError, NoSuchButtonError, NotSeenError
from tests.simulator.raw_bot import RawBot, Shown, keyboard, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.simulator import LocalTelegram


@pytest.fixture
async def counting(bot: RawBot) -> AsyncIterator[RawBot]:
    """A bot with one card: a message moves it down, «Ещё» counts, «Тост» and «Молча» only answer the tap."""
    count = 0

    async def answer(update: Shown) -> None:
        nonlocal count
        buttons = keyboard(["Ещё", "Ещё раз"], ["Тост", "Молча", "Никак"])
        if "callback_query" not in update:
            if "message" in update and update.inner("message").get("text") != "тише":
                await bot.send(update.inner("message").inner("chat").number("id"), "Счёт: 0", reply_markup=buttons)
            return
        query = update.inner("callback_query")
        if query["data"] == "data:Никак":
            return
        toast = "Посчитано" if query["data"] == "data:Тост" else ""
        await bot.result("answerCallbackQuery", callback_query_id=query["id"], text=toast)
        if query["data"] == "data:Ещё":
            count += 1
            where = {"chat_id": query.inner("from")["id"], "message_id": query.inner("message")["message_id"]}
            await bot("editMessageText", **where, text=f"Счёт: {count}", reply_markup=buttons)

    async with serving(bot, answer):
        yield bot


pytestmark = pytest.mark.usefixtures("counting")


async def test_a_sent_text_returns_when_the_bot_has_answered(telegram: LocalTelegram) -> None:
    anna = telegram.user(1, "Анна")
    await anna.send("/start")
    assert anna.card.text == "Счёт: 0"


async def test_a_tap_returns_when_the_card_has_changed(telegram: LocalTelegram) -> None:
    anna = telegram.user(1, "Анна")
    await anna.send("/start")
    for count in range(1, 4):
        await anna.tap("Ещё")
        assert anna.card.text == f"Счёт: {count}"


async def test_a_button_may_be_named_by_words_of_its_label(telegram: LocalTelegram) -> None:
    anna = telegram.user(1, "Анна")
    await anna.send("/start")
    await anna.tap("раз")
    await anna.tap("Тос")
    assert anna.toasts == ["Посчитано"]
    with pytest.raises(NoSuchButtonError, match="fits several buttons: 'Тост', 'Молча'"):
        await anna.tap("о")


async def test_a_missing_button_is_reported_with_those_that_are_there(telegram: LocalTelegram) -> None:
    telegram.timeout = 0.05
    anna = telegram.user(1, "Анна")
    await anna.send("/start", wait=False)
    await anna.sees("Счёт", within=2)
    with pytest.raises(NoSuchButtonError, match=r"no button 'Нет'.*\n.*'Ещё', 'Ещё раз', 'Тост'"):
        await anna.tap("Нет")


async def test_a_tap_waits_for_its_button_to_appear(telegram: LocalTelegram) -> None:
    anna = telegram.user(1, "Анна")
    await anna.send("/start", wait=False)
    await anna.tap("Ещё")
    assert anna.card.text == "Счёт: 1"


async def test_a_tap_that_is_never_answered_is_a_dead_button(telegram: LocalTelegram) -> None:
    telegram.timeout = 0.05
    anna = telegram.user(1, "Анна")
    await anna.send("/start", wait=False)
    await anna.sees("Счёт", within=2)
    with pytest.raises(NotSeenError, match="a dead button"):
        await anna.tap("Никак")


async def test_a_tap_answered_without_a_word_returns_after_settling(telegram: LocalTelegram) -> None:
    anna = telegram.user(1, "Анна")
    await anna.send("/start")
    await anna.tap("Молча")
    assert (anna.card.text, anna.toasts) == ("Счёт: 0", [])


async def test_a_message_without_an_answer_is_reported_with_the_chat(telegram: LocalTelegram) -> None:
    telegram.timeout = 0.05
    anna = telegram.user(1, "Анна")
    with pytest.raises(NotSeenError, match=r"did not answer(.|\n)*#1 Анна: тише"):
        await anna.send("тише")


async def test_repeated_taps_are_all_answered(telegram: LocalTelegram) -> None:
    anna = telegram.user(1, "Анна")
    await anna.send("/start")
    await anna.tap("Ещё", times=3)
    await anna.card_shows("Счёт: 3")


async def test_what_is_not_seen_is_reported_with_the_chat(telegram: LocalTelegram) -> None:
    anna = telegram.user(1, "Анна")
    await anna.send("/start")
    with pytest.raises(NotSeenError, match=r"says 'Прощайте'(.|\n)*#2 bot: Счёт: 0\n *\[ Ещё \] \[ Ещё раз \]"):
        await anna.sees("Прощайте", within=0.05)
    with pytest.raises(NotSeenError, match="newest card does not say"):
        await anna.card_shows("Прощайте", within=0.05)


async def test_links_open_the_bot_with_their_payload(telegram: LocalTelegram) -> None:
    anna = telegram.user(1, "Анна")
    assert (await anna.open_link(telegram.link("abc-1_2"))).text == "/start abc-1_2"
    assert (await anna.open_link(telegram.link().removeprefix("https://"))).text == "/start"
    deep = f"tg://resolve?domain={telegram.world.bot.username.upper()}&start=x"
    assert (await anna.open_link(deep)).text == "/start x"
    for wrong in ("https://t.me/another_bot?start=1", "https://example.org/", telegram.link("a" * 65)):
        with pytest.raises(ImpossibleError):
            await anna.open_link(wrong)


async def test_what_a_phone_does_not_let_one_do_is_an_error(telegram: LocalTelegram) -> None:
    anna = telegram.user(1, "Анна")
    with pytest.raises(ImpossibleError, match="blank"):
        await anna.send(" ")
    own = await anna.send("/start")
    with pytest.raises(ImpossibleError, match="surrogate"):
        await anna.send("Отлично \ud83d")
    with pytest.raises(ImpossibleError, match="another one"):
        await anna.edit(own.message_id, "/start")
    with pytest.raises(ImpossibleError, match="not one that 1 sent"):
        await anna.edit(anna.card.message_id, "Взлом")
    anna.block()
    with pytest.raises(ImpossibleError, match="unblock"):
        await anna.send("а")


async def test_a_person_may_delete_messages(telegram: LocalTelegram) -> None:
    anna = telegram.user(1, "Анна")
    with pytest.raises(NotSeenError, match="has written nothing"):
        _ = anna.last
    own = await anna.send("/start")
    anna.delete(own.message_id)
    assert [message.from_bot for message in anna.messages] == [True]
    anna.delete(anna.card.message_id)
    with pytest.raises(NotSeenError, match="no message with buttons"):
        _ = anna.card


async def test_buttons_that_send_nothing_cannot_be_tapped(telegram: LocalTelegram, counting: RawBot) -> None:
    anna = telegram.user(1, "Анна")
    await anna.send("/start")
    link = {"inline_keyboard": [[{"text": "Сайт", "url": "https://a.ru"}]]}
    await counting.send(1, "Ссылка", reply_markup=link)
    with pytest.raises(NoSuchButtonError, match="sends nothing"):
        await anna.tap("Сайт")
