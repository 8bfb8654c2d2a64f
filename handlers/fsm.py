"""The FSM's storage: the chat's state and data live in the unit of work, so in the same transaction as the answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StorageKey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiogram.fsm.storage.base import StateType

    from bot.app.ports import UnitOfWork


class UnitOfWorkStorage(BaseStorage):
    """Storage of one update; private chats only, so the chat alone is the key."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._conversations = uow.conversations

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        conversation = await self._conversations.get(key.chat_id)
        name = state.state if isinstance(state, State) else state
        self._conversations.save(key.chat_id, replace(conversation, state=name))

    async def get_state(self, key: StorageKey) -> str | None:
        return (await self._conversations.get(key.chat_id)).state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        conversation = await self._conversations.get(key.chat_id)
        self._conversations.save(key.chat_id, replace(conversation, data=dict(data)))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        return dict((await self._conversations.get(key.chat_id)).data or {})

    async def close(self) -> None:
        """Nothing is held open."""


def state_in(uow: UnitOfWork, bot_id: int, chat_id: int, person_id: int) -> FSMContext:
    """The chat's state as handlers know it, bound to the update's unit of work."""
    return FSMContext(UnitOfWorkStorage(uow), StorageKey(bot_id, chat_id, person_id))
