"""A chat as text, for the messages of failing tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.simulator.messages import Message

#: How many of the newest messages are shown.
SHOWN = 12


def transcript(name: str, messages: Iterable[Message]) -> str:
    """The newest messages with their buttons, oldest first."""
    lines = [line for message in list(messages)[-SHOWN:] for line in _lines(name, message)]
    return "\n".join([f"The chat of {name}:", *(lines or ["  (empty)"])])


def _lines(name: str, message: Message) -> list[str]:
    who = "bot" if message.from_bot else name
    kinds = "".join(f"<{kind}> " for kind in message.content)
    first, *more = (kinds + message.text).splitlines() or [""]
    rows = [" ".join(f"[ {label} ]" for label in row) for row in message.buttons]
    return [f"  #{message.message_id} {who}: {first}", *(f"      {line}" for line in (*more, *rows))]
