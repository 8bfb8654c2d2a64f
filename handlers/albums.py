"""Several files sent at once: Telegram makes a message of each, and the person has done one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiogram.fsm.context import FSMContext
    from aiogram.types import Message


async def is_first_of_album(message: Message, state: FSMContext) -> bool:
    """Whether to answer the message: of an album only the first that comes, else each."""
    album = message.media_group_id
    if album is None:
        return True
    if (await state.get_data()).get("album") == album:
        return False
    await state.update_data(album=album)
    return True
