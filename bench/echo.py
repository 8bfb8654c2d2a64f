"""The yardstick: a bare aiogram bot that edits a card of the usual size on every tap and keeps nothing."""

from __future__ import annotations

import asyncio
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from bench.telegram import TOKEN

_LINES = "\n".join(f"{number}. A line of a card as long as lines on a phone are" for number in range(1, 9))
_ROWS = [(1,), (2,), (3,), (4,), (5, 6), (7, 8)]

dispatcher = Dispatcher()


def card(turn: int) -> tuple[str, InlineKeyboardMarkup]:
    """About 450 characters and eight buttons."""
    rows = [
        [InlineKeyboardButton(text=f"Answer number {n}", callback_data=f"{turn}:{n}") for n in row] for row in _ROWS
    ]
    return f"<b>Turn {turn}</b>\n\n{_LINES}", InlineKeyboardMarkup(inline_keyboard=rows)


@dispatcher.message()
async def on_message(message: Message) -> None:
    text, keyboard = card(0)
    await message.answer(text, reply_markup=keyboard, parse_mode="HTML")


@dispatcher.callback_query()
async def on_tap(query: CallbackQuery) -> None:
    text, keyboard = card(int((query.data or "0").split(":")[0]) + 1)
    if isinstance(query.message, Message):
        await query.message.edit_text(text, reply_markup=keyboard, parse_mode="HTML")
    await query.answer()


async def main() -> None:
    server = TelegramAPIServer.from_base(os.environ["TELEGRAM_API_URL"])
    bot = Bot(TOKEN, session=AiohttpSession(api=server))
    if not os.environ["WEBHOOK_URL"]:
        await dispatcher.start_polling(bot)
        return
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot).register(app, path="/telegram")
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    host, _, port = os.environ["WEBHOOK_LISTEN"].partition(":")
    await web.TCPSite(runner, host, int(port)).start()
    await bot.set_webhook(os.environ["WEBHOOK_URL"] + "/telegram")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
