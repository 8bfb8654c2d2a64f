"""Keyboards under reminders and under what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.app.messages import Button
from bot.domain.reminders.situation import State
from bot.domain.reminders.snoozing import Snooze
from handlers.callbacks import ReminderTap
from handlers.keyboards.layout import row

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.app.messages import ButtonStyle, Keyboard
    from bot.rendering.labels import ButtonLabels


@dataclass(frozen=True, slots=True)
class ReminderKeyboard:
    """``number``: of the newest reminder; all buttons carry it."""

    brief_id: str
    number: int
    labels: ButtonLabels

    def reminder(self, state: State, choices: Collection[Snooze]) -> Keyboard:
        """``choices``: what the reminder can be put off to now."""
        words, begun = self.labels, state is not State.NOT_STARTED
        snoozes = [self._button(self._label(snooze), snooze.value) for snooze in choices]
        return (
            row(self._button(words.resume if begun else words.begin, "go", style="primary"))
            + row(*snoozes[:2])
            + row(*snoozes[2:])
            + (row(self._button(words.discuss_all, "all")) if begun else ())
            + row(self._button(words.no_reminders, "stop"))
        )

    def put_off(self) -> Keyboard:
        return row(self._button(self.labels.resume, "go"))

    def discussed(self, first: int, last: int) -> Keyboard:
        """``first`` and ``last``: the answers that «Вернуть» takes back."""
        return row(
            self._button(self.labels.review, "review", style="primary"),
            self._button(self.labels.undo, "undo", f"{first}-{last}"),
        )

    def stopped(self) -> Keyboard:
        return row(self._button(self.labels.remind_again, "resume")) + self.put_off()

    def going_on(self) -> Keyboard:
        return self.put_off() + row(self._button(self.labels.no_reminders, "stop"))

    def _label(self, snooze: Snooze) -> str:
        words = self.labels
        return {
            Snooze.HOUR: words.snooze_hour,
            Snooze.EVENING: words.snooze_evening,
            Snooze.TOMORROW: words.snooze_tomorrow,
            Snooze.MONDAY: words.snooze_monday,
        }[snooze]

    def _button(self, text: str, action: str, argument: str = "", style: ButtonStyle | None = None) -> Button:
        return Button(text, ReminderTap(self.brief_id, self.number, action, argument).pack(), style=style)
