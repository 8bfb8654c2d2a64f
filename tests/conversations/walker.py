"""A client who accepts what is proposed: the shortest way through any brief, counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.simulator import Message, User

#: Ways out of a card, never an answer.
EXITS = frozenset(
    {"Подробнее", "Не знаю", "Обсудим на встрече", "‹ Назад", "Разделы", "+ Добавить", "Изменить", "Другой набор"}
)


@dataclass
class Walk:
    """What it took: the buttons tapped and the words typed, in order."""

    taps: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)


def main_action(card: Message) -> str:
    """The button that a person in a hurry takes: the one in the primary style, else the first answer."""
    buttons = [button for row in card.keyboard for button in row]
    primary = [button.label for button in buttons if button.style == "primary"]
    answers = [button.label for button in buttons if button.label not in EXITS]
    return (primary or answers)[0]


async def accept_everything(user: User, *, until: str, limit: int = 80) -> Walk:
    """Tap the main action of card after card until the card says ``until``."""
    walk = Walk()
    while until not in user.card.text:
        assert len(walk.taps) < limit, f"still not there after {limit} taps:\n{user}"
        label = main_action(user.card)
        walk.taps.append(label)
        await user.tap(label)
    return walk
