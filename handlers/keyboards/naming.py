"""What the buttons of a card are called when a message speaks of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.callbacks import CardTap

if TYPE_CHECKING:
    from bot.app.messages import Keyboard
    from bot.rendering.labels import ButtonLabels

#: Actions that turn a card over or leave it, and answer nothing.
_AROUND = frozenset(
    {"more", "unk", "disc", "back", "secs", "sec", "step", "look", "page", "main", "privacy", "welcome"}
)


def answers_on(keyboard: Keyboard, labels: ButtonLabels) -> tuple[str, ...]:
    """Names of the buttons that do something about what the card asks, in order, without their marks."""
    return tuple(
        _unmarked(button.text, labels)
        for row in keyboard
        for button in row
        if (tap := CardTap.unpack(button.data or "")) and tap.action not in _AROUND
    )


def _unmarked(text: str, labels: ButtonLabels) -> str:
    for mark in (labels.chosen, labels.advised, labels.usual):
        before, _, behind = mark.partition("{label}")
        if text.startswith(before) and text.endswith(behind):
            text = text.removeprefix(before).removesuffix(behind)
    return text
