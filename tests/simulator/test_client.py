"""The test client: acting as a person and waiting for the bot without sleeping."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tests.simulator.raw_bot import RawBot, Shown, keyboard

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.simulator import LocalTelegram


@asynccontextmanager
async def serving(bot: RawBot, answer: Callable[[Shown], Awaitable[None]]) -> AsyncIterator[None]:
    """Answer updates in a task of its own, as a bot would."""

    async def poll() -> None:
        offset = 0
        while True:
            for update in await bot.updates(offset=offset, timeout=5):
                offset = update.number("update_id") + 1
                await answer(update)

    task = asyncio.create_task(poll())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


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
