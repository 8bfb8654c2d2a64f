"""A session for aiogram's Bot that never goes out: what handlers want to say belongs into the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram.client.session.base import BaseSession

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from aiogram import Bot
    from aiogram.methods import TelegramMethod
    from aiogram.methods.base import TelegramType


class OfflineSession(BaseSession):
    """A call would be made although the transaction may yet be rolled back; so it is a mistake in the program."""

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's signature
    ) -> TelegramType:
        del bot, timeout
        message = f"{method.__api_method__}: handlers never call Telegram, put it into the outbox"
        raise RuntimeError(message)

    async def stream_content(
        self,
        url: str,
        headers: dict[str, object] | None = None,
        timeout: int = 30,  # noqa: ASYNC109 - aiogram's signature
        chunk_size: int = 65536,
        raise_for_status: bool = True,  # noqa: FBT001, FBT002 - aiogram's signature
    ) -> AsyncGenerator[bytes, None]:
        del headers, timeout, chunk_size, raise_for_status
        message = f"{url}: handlers never call Telegram"
        raise RuntimeError(message)
        yield b""

    async def close(self) -> None:
        """Nothing is open."""
