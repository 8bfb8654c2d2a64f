"""Keyboards of the cards that are no question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from bot.app.cards.model import (
    AttachedCard,
    EffectsCard,
    MovingCard,
    PrivacyCard,
    QuestionCard,
    ReviewCard,
    SectionCard,
    SectionsCard,
    SubmittedCard,
    WelcomeCard,
)
from bot.domain.route import CLOSED, StepStatus
from handlers.keyboards.layout import PAGE, column, page_of, row
from handlers.keyboards.question import QuestionKeyboard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.app.cards.model import Card, MeetingLine, OverviewCard, SectionLine, StepLine
    from bot.app.messages import Button, Keyboard
    from bot.rendering.labels import Labels
    from handlers.keyboards.layout import Buttons


def card_keyboard(card: Card, labels: Labels, buttons: Buttons) -> Keyboard:
    """The card's buttons, all made by ``buttons``."""
    if isinstance(card, QuestionCard):
        return QuestionKeyboard(card, labels.buttons, buttons).build()
    return _Overview(labels, buttons).build(card)


@dataclass(frozen=True, slots=True)
class _Overview:
    labels: Labels
    buttons: Buttons

    def build(self, card: OverviewCard) -> Keyboard:
        make, words = self.buttons.make, self.labels.buttons
        match card:
            case WelcomeCard():
                agree = row(make(words.agree, "agree", style="primary"))
                return agree + row(make(words.privacy, "privacy")) + self._moving(card.meeting)
            case PrivacyCard():
                return row(make(words.agree, "agree", style="primary")) + row(make(words.back, "welcome"))
            case EffectsCard():
                undo = make(words.undo, "undo") if card.can_undo else None
                look = make(words.to_card, "main") if card.added else None
                return row(make(words.next, "on", style="primary"), undo) + row(look)
            case AttachedCard():
                return row(make(words.next, "on", style="primary")) + row(make(words.to_card, "main"))
            case SectionsCard():
                review = make(words.review, "review")
                below = row(review) + row(make(words.resume, "resume")) + self._moving(card.meeting)
                return self._sections(card.lines, card.page) + below
            case SectionCard():
                return self._steps(card.steps, card.page) + row(make(words.sections, "secs"))
            case ReviewCard():
                return self._review(card)
            case SubmittedCard():
                return row(make(words.supplement, "secs")) + self._moving(card.meeting)
            case MovingCard():
                return row(make(words.back, "unmove"))
            case unknown:
                assert_never(unknown)

    def _moving(self, meeting: MeetingLine | None) -> Keyboard:
        return row(self.buttons.make(self.labels.buttons.ask_to_move, "move")) if meeting else ()

    def _review(self, card: ReviewCard) -> Keyboard:
        make, words = self.buttons.make, self.labels.buttons
        label = words.submit_again if card.submitted else words.submit
        submit = make(label, "send", style="primary" if not card.unanswered else None) if card.news else None
        resume = make(words.resume, "resume", style="primary") if card.unanswered else None
        looks = [make(words.look.format(label=look.short), "look", str(index)) for index, look in enumerate(card.looks)]
        return column(looks) + self._sections(card.lines, card.page) + row(resume) + row(submit)

    def _sections(self, lines: Sequence[SectionLine], page: int) -> Keyboard:
        shown = page_of(range(len(lines)), page)
        entries = [
            self.buttons.make(
                self.labels.buttons.section_line.format(sign=self._sign_of(lines[index]), label=lines[index].title),
                "sec",
                str(index),
            )
            for index in shown
        ]
        return column(entries) + self._pager(len(lines), page)

    def _steps(self, steps: Sequence[StepLine], page: int) -> Keyboard:
        shown = page_of(range(len(steps)), page)
        entries = [self._step(steps[index], index) for index in shown]
        return column(entries) + self._pager(len(steps), page)

    def _step(self, step: StepLine, index: int) -> Button:
        signs = self.labels.signs
        sign = signs.done if step.status is StepStatus.ANSWERED else signs.later
        sign = sign if step.status in CLOSED else signs.open
        label = self.labels.buttons.step_line.format(sign=sign, label=step.short)
        return self.buttons.make(label, "step", str(index))

    def _sign_of(self, line: SectionLine) -> str:
        signs = self.labels.signs
        if line.closed == line.total:
            return signs.later if line.later else signs.done
        return signs.later if line.closed else signs.open

    def _pager(self, count: int, page: int) -> Keyboard:
        make, words = self.buttons.make, self.labels.buttons
        back = make(words.page_back, "page", str(page - 1)) if page else None
        more = make(words.page_next, "page", str(page + 1)) if (page + 1) * PAGE < count else None
        return row(back, more)
