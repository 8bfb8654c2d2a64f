"""What replaces what while it waits: a newer state of a card replaces an older one that was not sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.app.messages import DeleteMessage, EditMessage, Placement, RemoveButtons, SendReminder, ShowCard

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


def retirement(new: ShowCard | SendReminder, old: int) -> EditMessage | DeleteMessage | RemoveButtons | None:
    """What becomes of the message that held the card or the reminder before, now that there is one below it.

    A card becomes a recap without buttons, or goes. A reminder stays without its buttons.
    """
    if isinstance(new, SendReminder):
        return RemoveButtons(new.chat_id, old)
    if new.placement is Placement.IN_PLACE:
        return None
    return DeleteMessage(new.chat_id, old) if new.recap is None else EditMessage(new.chat_id, old, new.recap)
