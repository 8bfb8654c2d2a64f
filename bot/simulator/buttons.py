"""Finding the button that a test means by its label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.simulator.messages import Button, Message


class NoSuchButtonError(AssertionError):
    """No button, or more than one, fits the label; the message lists those that are visible."""


def tappable(label: str, messages: Iterable[Message]) -> tuple[Message, Button] | None:
    """The button on the first of ``messages`` that has one fitting ``label``; None when none has.

    On one message an exact label comes before whole words, those before a part.

    Raises:
        NoSuchButtonError: several different labels of the message fit equally well, or the button sends nothing.
    """
    for message in messages:
        fitting = _fitting(label, [button for row in message.keyboard for button in row])
        if not fitting:
            continue
        if len({button.label for button in fitting}) > 1:
            several = ", ".join(repr(button.label) for button in fitting)
            msg = f"{label!r} fits several buttons: {several}. Say more of the label."
            raise NoSuchButtonError(msg)
        if not fitting[0].data:
            msg = f"The button {fitting[0].label!r} sends nothing to the bot: it is a link, a copy or disabled."
            raise NoSuchButtonError(msg)
        return message, fitting[0]
    return None


def _fitting(label: str, buttons: list[Button]) -> list[Button]:
    words = re.compile(rf"(?<!\w){re.escape(label)}(?!\w)")
    exact = [button for button in buttons if button.label == label]
    return (
        exact
        or [button for button in buttons if words.search(button.label)]
        or [button for button in buttons if label in button.label]
    )


def visible_labels(messages: Iterable[Message]) -> str:
    """Labels of all buttons on these messages, message by message."""
    lines = [
        f"  #{message.message_id}: {', '.join(map(repr, message.labels))}" for message in messages if message.labels
    ]
    return "\n".join(lines) or "  (none)"
