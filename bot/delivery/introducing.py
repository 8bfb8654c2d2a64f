"""What the bot and Telegram tell each other of the bot itself at the start."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import structlog

from bot.delivery.backoff import Backoff
from bot.delivery.telegram import RejectedError, TelegramError, WrongTokenError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from bot.delivery.telegram import Telegram
    from bot.rendering.commands import Commands

_log = structlog.get_logger()


async def insistently(action: Callable[[], Awaitable[object]]) -> object:
    """The action's result, tried until Telegram answers.

    Raises:
        WrongTokenError: the token is wrong; trying again changes nothing.
        RejectedError: what is asked for is wrong, likewise.
    """
    backoff = Backoff()
    while True:
        try:
            return await action()
        except (WrongTokenError, RejectedError):
            raise
        except TelegramError as failure:
            _log.warning("telegram.not_reached", kind=type(failure).__name__, error=str(failure))
            await backoff.sleep()


async def username(telegram: Telegram) -> str:
    """The bot's own, however long it takes to learn it.

    Raises:
        WrongTokenError: Telegram knows no such bot.
    """
    me = await insistently(lambda: telegram.call("getMe", {}))
    return str(me["username"]) if isinstance(me, dict) else ""


async def set_menus(telegram: Telegram, commands: Commands, admins: Iterable[int]) -> None:
    """The menus of clients and managers; a manager who has not started the bot yet gets his at the next start."""
    await _set_menu(telegram, commands.client, {"type": "default"})
    for admin in admins:
        await _set_menu(telegram, commands.manager, {"type": "chat", "chat_id": admin})


async def _set_menu(telegram: Telegram, menu: Mapping[str, str], scope: dict[str, object]) -> None:
    listed = [{"command": name, "description": text} for name, text in menu.items()]
    with suppress(TelegramError):
        await telegram.call("setMyCommands", {"commands": listed, "scope": scope})
