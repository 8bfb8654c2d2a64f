"""The real aiogram talks to the local Telegram without noticing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
)
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputRichMessage,
    Message,
    RichBlockDetails,
    RichBlockList,
    RichBlockParagraph,
    RichBlockSectionHeading,
    RichBlockTable,
    RichTextBold,
    RichTextBotCommand,
    RichTextCustomEmoji,
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


RICH = InputRichMessage(
    html=(
        "<h1>План <b>работ</b></h1><ol><li>Обмен</li></ol><table><tr><th align='center'>а</th><td></td></tr></table>"
        "<details open><summary>Ещё</summary><p><tg-emoji emoji-id='1'>👍</tg-emoji> /help</p></details>"
    )
)


async def test_rich_messages_come_back_as_the_types_of_aiogram(telegram: LocalTelegram, aiogram_bot: Bot) -> None:
    anna = telegram.user(1, "Анна")
    await anna.send("/start", wait=False)
    sent = await aiogram_bot.send_rich_message(1, RICH, reply_markup=MARKUP)
    assert (sent.content_type, sent.text) == ("rich_message", None)
    assert sent.rich_message is not None
    heading, numbered, table, details = sent.rich_message.blocks
    assert isinstance(heading, RichBlockSectionHeading)
    assert isinstance(heading.text, list)
    assert heading.text[0] == "План "
    assert isinstance(heading.text[1], RichTextBold)
    assert isinstance(numbered, RichBlockList)
    assert (numbered.items[0].label, numbered.items[0].value) == ("1.", 1)
    assert isinstance(table, RichBlockTable)
    assert [(cell.text, cell.align, cell.is_header) for cell in table.cells[0]] == [
        ("а", "center", True),
        (None, "left", None),
    ]
    assert isinstance(details, RichBlockDetails)
    [paragraph] = details.blocks
    assert isinstance(paragraph, RichBlockParagraph)
    assert isinstance(paragraph.text, list)
    assert isinstance(paragraph.text[0], RichTextCustomEmoji)
    assert paragraph.text[0].alternative_text == "👍"
    assert isinstance(paragraph.text[2], RichTextBotCommand)
    edited = await sent.edit_text(rich_message=InputRichMessage(html="<p>Готово</p>"))
    assert isinstance(edited, Message)
    assert edited.rich_message is not None
    assert [type(block) for block in edited.rich_message.blocks] == [RichBlockParagraph]
    telegram.faults.forget_rich_messages()
    with pytest.raises(TelegramNotFound, match="method not found"):
        await aiogram_bot.send_rich_message(1, RICH)
    assert anna.last.text == "Готово"


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
