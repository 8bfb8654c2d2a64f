"""Putting buttons into rows that a phone shows without cutting their labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from bot.app.messages import Button, ButtonStyle
from handlers.callbacks import CardTap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.app.messages import Keyboard

T = TypeVar("T")

PAGE = 10
_HALF = 14
_THIRD = 8
_LABEL = 60


@dataclass(frozen=True, slots=True)
class Buttons:
    """Makes the buttons of one card: all carry its revision and digest."""

    revision: int
    digest: str

    def make(self, text: str, action: str, argument: str = "", style: ButtonStyle | None = None) -> Button:
        label = text if len(text) <= _LABEL else text[: _LABEL - 1] + "…"
        return Button(label, CardTap(self.revision, self.digest, action, argument).pack(), style=style)


def column(buttons: Iterable[Button]) -> Keyboard:
    return tuple((button,) for button in buttons)


def row(*buttons: Button | None) -> Keyboard:
    """One row of those that are there; none if there is none."""
    present = tuple(button for button in buttons if button)
    return (present,) if present else ()


def packed(buttons: Sequence[Button]) -> Keyboard:
    """Rows of as many as their labels allow: three short ones, two middling, else one."""
    longest = max((len(button.text) for button in buttons), default=0)
    width = 3 if longest <= _THIRD else 2 if longest <= _HALF else 1
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))


def page_of(entries: Sequence[T], page: int) -> Sequence[T]:
    """The entries of this page; past the end, of the last one."""
    last = max(0, (len(entries) - 1) // PAGE)
    start = min(page, last) * PAGE
    return entries[start : start + PAGE]
