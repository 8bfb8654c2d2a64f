"""Under which message each chat's card or reminder is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.messages import SendReminder, ShowCard
from bot.storage.outbox import where_card_is, where_reminder_is

if TYPE_CHECKING:
    from bot.app.messages import Outgoing
    from bot.storage.database import Database


class Places:
    """Cards are looked up once and followed from then on; reminders come too seldom for that."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._cards: dict[int, int | None] = {}

    async def replaced_by(self, message: Outgoing) -> int | None:
        """The message that holds what ``message`` shows anew; None if there is none, or it is no card or reminder."""
        if isinstance(message, ShowCard):
            return await self._card_of(message.chat_id)
        if isinstance(message, SendReminder):
            return await self._database.transaction(
                "reader", lambda connection: where_reminder_is(connection, message.chat_id)
            )
        return None

    def card_sent(self, chat_id: int, message_id: int) -> None:
        self._cards[chat_id] = message_id

    def card_gone(self, chat_id: int) -> None:
        """The message that held it is no more."""
        self._cards[chat_id] = None

    def card_seen(self, chat_id: int, message_id: int) -> None:
        """A tap has shown a card there: the live one, unless there is one below it."""
        self._cards[chat_id] = max(message_id, self._cards.get(chat_id) or 0)

    async def _card_of(self, chat_id: int) -> int | None:
        if chat_id not in self._cards:
            self._cards[chat_id] = await self._database.transaction(
                "reader", lambda connection: where_card_is(connection, chat_id)
            )
        return self._cards[chat_id]
