"""Magic filters without detours: aiogram puts a plain ``F...`` through a thread each time, for it is no coroutine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram.filters import Filter

if TYPE_CHECKING:
    from aiogram.types import TelegramObject
    from magic_filter import MagicFilter


class When(Filter):
    """Passes where the magic filter gives something true."""

    def __init__(self, magic: MagicFilter) -> None:
        self._magic = magic

    async def __call__(self, event: TelegramObject) -> bool:
        return bool(self._magic.resolve(event))
