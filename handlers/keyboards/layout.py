"""Putting buttons into rows that a phone shows without cutting their labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from bot.app.messages import Button, ButtonStyle
from bot.domain.phone import FULL_WIDTH, HALF, THIRD
from handlers.callbacks import CardTap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.app.messages import Keyboard

T = TypeVar("T")

PAGE = 10
#: Of what stands beside more buttons of the card.
FEW = 6


@dataclass(frozen=True, slots=True)
class Buttons:
    """Makes the buttons of one card: all carry its revision and digest."""

    revision: int
    digest: str

    def make(self, text: str, action: str, argument: str = "", style: ButtonStyle | None = None) -> Button:
        label = text if len(text) <= FULL_WIDTH else text[: FULL_WIDTH - 1] + "…"
        return Button(label, CardTap(self.revision, self.digest, action, argument).pack(), style=style)


def column(buttons: Iterable[Button]) -> Keyboard:
    return tuple((button,) for button in buttons)


def row(*buttons: Button | None) -> Keyboard:
    """One row of those that are there; none if there is none."""
    present = tuple(button for button in buttons if button)
    return (present,) if present else ()


def packed(buttons: Sequence[Button], labels: Sequence[str]) -> Keyboard:
    """Rows in order: of three where all labels are short, else of two neighbours that fit half a row, else of one.

    ``labels``: all with the mark of what is on, so that a tap moves no button.
    """
    if all(len(label) <= THIRD for label in labels):
        return tuple(tuple(buttons[start : start + 3]) for start in range(0, len(buttons), 3))
    rows: list[tuple[Button, ...]] = []
    room = False
    for button, label in zip(buttons, labels, strict=True):
        fits = len(label) <= HALF
        if room and fits:
            rows[-1] = (*rows[-1], button)
        else:
            rows.append((button,))
        room = fits and not (room and fits)
    return tuple(rows)


def page_of(entries: Sequence[T], page: int, size: int = PAGE) -> Sequence[T]:
    """The entries of this page; past the end, of the last one."""
    last = max(0, (len(entries) - 1) // size)
    start = min(page, last) * size
    return entries[start : start + size]
