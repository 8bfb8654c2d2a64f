"""What replaces what while it waits: a newer state of a card replaces an older one that was not sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.app.messages import DeleteMessage, EditMessage, Placement, ShowCard

if TYPE_CHECKING:
    from bot.app.messages import Outgoing


def below(message: Outgoing) -> Outgoing:
    """A card in a message of its own at the end of the chat; anything else as it is."""
    return replace(message, placement=Placement.BELOW) if isinstance(message, ShowCard) else message


def merged(older: ShowCard, newer: ShowCard) -> ShowCard:
    """The one card to show instead of both.

    If the older one was to come below what was typed, the newer one does; what the message before becomes was
    decided by the older one, for its answer.
    """
    if older.placement is Placement.IN_PLACE:
        return newer
    return replace(newer, placement=Placement.BELOW, recap=older.recap)


def retirement(card: ShowCard, old: int) -> EditMessage | DeleteMessage:
    """What becomes of the message that held the card before: a recap without buttons, or nothing."""
    if card.recap is not None:
        return EditMessage(card.chat_id, old, card.recap)
    return DeleteMessage(card.chat_id, old)
