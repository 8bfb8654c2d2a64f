"""Answering taps, in time and once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.simulator.raw_bot import keyboard

if TYPE_CHECKING:
    from bot.simulator import LocalTelegram, User
    from tests.simulator.conftest import Clock
    from tests.simulator.raw_bot import RawBot

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.fixture
async def anna(telegram: LocalTelegram, bot: RawBot) -> User:
    user = telegram.user(1, "Анна")
    await user.send("/start", wait=False)
    (update,) = await bot.updates()
    await bot.updates(offset=update.number("update_id") + 1)
    await bot.send(1, "Вопрос", reply_markup=keyboard(["Да", "Нет"]))
    return user


async def test_a_tap_tells_who_tapped_what_on_which_message(bot: RawBot, anna: User) -> None:
    (query,) = await anna.tap("Нет", wait=False)
    (update,) = await bot.updates()
    told = update.inner("callback_query")
    assert (told["id"], told["data"]) == (query.id, "data:Нет")
    assert told.inner("from")["id"] == 1
    assert told.inner("message")["text"] == "Вопрос"


async def test_an_answer_is_shown_once(bot: RawBot, anna: User) -> None:
    (query,) = await anna.tap("Да", wait=False)
    assert await bot.result("answerCallbackQuery", callback_query_id=query.id, text="Принято") is True
    assert anna.toasts == ["Принято"]
    assert await bot.refusal("answerCallbackQuery", callback_query_id=query.id) == TOO_OLD


async def test_an_answer_may_come_up_to_150_seconds_late(bot: RawBot, anna: User, clock: Clock) -> None:
    early, late = await anna.tap("Да", times=2, wait=False)
    clock.advance(seconds=150)
    assert await bot.result("answerCallbackQuery", callback_query_id=early.id) is True
    clock.advance(seconds=1)
    assert await bot.refusal("answerCallbackQuery", callback_query_id=late.id) == TOO_OLD
    assert await bot.refusal("answerCallbackQuery", callback_query_id="0") == TOO_OLD


async def test_a_toast_takes_two_hundred_characters(bot: RawBot, anna: User) -> None:
    (query,) = await anna.tap("Да", wait=False)
    refusal = await bot.refusal("answerCallbackQuery", callback_query_id=query.id, text="я" * 201)
    assert refusal == "Bad Request: MESSAGE_TOO_LONG"
    await bot.result("answerCallbackQuery", callback_query_id=query.id, text="я" * 200)
    assert anna.toasts == ["я" * 200]


async def test_one_tap_may_arrive_several_times(bot: RawBot, anna: User) -> None:
    queries = await anna.tap("Да", times=3, wait=False)
    updates = await bot.updates()
    assert [update.inner("callback_query")["id"] for update in updates] == [query.id for query in queries]
    assert len({update.number("update_id") for update in updates}) == 3


async def test_a_tap_on_a_deleted_message_carries_a_message_without_content(bot: RawBot, anna: User) -> None:
    card = anna.card
    await bot.result("deleteMessage", chat_id=1, message_id=card.message_id)
    await anna.tap("Да", on=card, wait=False)
    (update,) = await bot.updates()
    message = update.inner("callback_query").inner("message")
    assert (message["message_id"], message["date"]) == (card.message_id, 0)
    assert "text" not in message


async def test_a_stale_tap_sends_the_data_of_the_keyboard_seen_then(bot: RawBot, anna: User) -> None:
    seen = anna.card
    await bot("editMessageText", chat_id=1, message_id=seen.message_id, text="Другой", reply_markup=keyboard(["Ок"]))
    await anna.tap("Да", on=seen, wait=False)
    (update,) = await bot.updates()
    assert update.inner("callback_query")["data"] == "data:Да"
    assert update.inner("callback_query").inner("message")["text"] == "Другой"
