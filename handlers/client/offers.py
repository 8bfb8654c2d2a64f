"""What the live cards offer: nobody can do what the card does not show, whatever a tap may claim."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.app.messages import Keyboard

_MOST = 2000


class Offers:
    """The callback data on the cards shown last. What is forgotten is found again by drawing the card anew."""

    def __init__(self) -> None:
        self._known: OrderedDict[int, tuple[int, frozenset[str]]] = OrderedDict()

    def keep(self, chat_id: int, revision: int, keyboard: Keyboard) -> frozenset[str]:
        data = frozenset(button.data for row in keyboard for button in row if button.data)
        self._known[chat_id] = revision, data
        self._known.move_to_end(chat_id)
        if len(self._known) > _MOST:
            self._known.popitem(last=False)
        return data

    def known(self, chat_id: int, revision: int) -> frozenset[str] | None:
        """None if this card was shown too long ago, or by an earlier process."""
        kept, data = self._known.get(chat_id, (None, frozenset[str]()))
        return data if kept == revision else None
