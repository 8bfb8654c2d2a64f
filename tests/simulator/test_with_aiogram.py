"""The real aiogram talks to the local Telegram without noticing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramNetworkError, TelegramRetryAfter
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.simulator import LocalTelegram

MARKUP = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Ещё раз", callback_data="again", style="primary")]]
)


@pytest.fixture
async def aiogram_bot(telegram: LocalTelegram) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url))
    bot = Bot(telegram.token, session=session, default=DefaultBotProperties(parse_mode="HTML"))
    yield bot
    await session.close()


def echo() -> Dispatcher:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def repeat(message: Message) -> None:
        await message.answer(f"<b>{message.text or message.content_type.lower()}</b>", reply_markup=MARKUP)

    @dispatcher.callback_query()
    async def once_more(query: CallbackQuery) -> None:
        await query.answer("Хорошо")
        if isinstance(query.message, Message):
            await query.message.edit_text(f"{query.message.text} и ещё раз", reply_markup=MARKUP)

    return dispatcher


async def test_an_echo_polls_answers_and_edits(telegram: LocalTelegram, aiogram_bot: Bot) -> None:
    dispatcher = echo()
    polling = asyncio.create_task(
        dispatcher.start_polling(aiogram_bot, polling_timeout=5, handle_signals=False, close_bot_session=False)
    )
    await telegram.until_online()
    anna = telegram.user(1, "Анна")
    await anna.send("Привет")
    assert anna.card.text == "Привет"
    await anna.tap("Ещё раз")
    await anna.card_shows("Привет и ещё раз")
    assert anna.toasts == ["Хорошо"]
    await anna.upload("voice", "a.ogg", b"1")
    await anna.sees("voice")
    await anna.sticker()
    await anna.location()
    await anna.contact()
    await anna.forward("Чужое")
    await anna.sees("Чужое")
    anna.block()
    await dispatcher.stop_polling()
    await polling


async def test_every_answer_is_what_aiogram_expects(telegram: LocalTelegram, aiogram_bot: Bot) -> None:
    anna = telegram.user(1, "Анна")
    await anna.send("/start", wait=False)
    assert (await aiogram_bot.me()).username == telegram.world.bot.username
    assert (await aiogram_bot.get_chat(1)).first_name == "Анна"
    await aiogram_bot.set_my_commands([BotCommand(command="help", description="Помощь")])
    assert [command.command for command in await aiogram_bot.get_my_commands()] == ["help"]
    sent = await aiogram_bot.send_document(1, BufferedInputFile(b"%PDF", "План.pdf"), caption="<i>Вот</i>")
    assert sent.document is not None
    assert sent.document.file_name == "План.pdf"
    buffer = await aiogram_bot.download(sent.document)
    assert buffer is not None
    assert buffer.read() == b"%PDF"
    assert (await aiogram_bot.get_webhook_info()).url == ""
    assert (await aiogram_bot.copy_message(1, 1, sent.message_id)).message_id > sent.message_id
    assert await aiogram_bot.delete_message(1, sent.message_id)


async def test_refusals_become_the_exceptions_of_aiogram(telegram: LocalTelegram, aiogram_bot: Bot) -> None:
    anna = telegram.user(1, "Анна")
    await anna.send("/start", wait=False)
    with pytest.raises(TelegramBadRequest, match="can't parse entities"):
        await aiogram_bot.send_message(1, "<br>")
    telegram.faults.retry_after(3)
    with pytest.raises(TelegramRetryAfter) as told:
        await aiogram_bot.send_message(1, "а")
    assert told.value.retry_after == 3
    telegram.faults.drop_after()
    with pytest.raises(TelegramNetworkError):
        await aiogram_bot.send_message(1, "б")
    assert anna.last.text == "б"
    anna.block()
    with pytest.raises(TelegramForbiddenError, match="blocked by the user"):
        await aiogram_bot.send_message(1, "а")
