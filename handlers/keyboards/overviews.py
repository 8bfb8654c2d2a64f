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
from handlers.keyboards.layout import FEW, PAGE, column, packed, page_of, row
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
                look = make(words.to_card, "main") if card.added else None
                return row(make(words.next, "on", style="primary"), make(words.undo, "undo")) + row(look)
            case AttachedCard():
                return row(make(words.next, "on", style="primary")) + row(make(words.to_card, "main"))
            case SectionsCard():
                return self._sections_card(card)
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

    def _sections_card(self, card: SectionsCard) -> Keyboard:
        make, words = self.buttons.make, self.labels.buttons
        review = make(words.review, "review")
        onward = make(words.resume if card.begun else words.begin, "resume", style="primary")
        below = row(review, onward if card.minutes_left else None)
        return self._sections(card.lines, range(len(card.lines)), card.page) + below + self._moving(card.meeting)

    def _moving(self, meeting: MeetingLine | None) -> Keyboard:
        return row(self.buttons.make(self.labels.buttons.ask_to_move, "move")) if meeting else ()

    def _review(self, card: ReviewCard) -> Keyboard:
        make, words = self.buttons.make, self.labels.buttons
        label = words.submit_again if card.submitted else words.submit
        submit = make(label, "send", style="primary" if not card.unanswered else None) if card.news else None
        resume = make(words.resume, "resume", style="primary") if card.unanswered else None
        looks = [make(words.look.format(label=look.short), "look", str(index)) for index, look in enumerate(card.looks)]
        unsettled = [index for index, line in enumerate(card.lines) if line.unfinished or line.later]
        sections = self._sections(card.lines, unsettled, card.page, size=FEW)
        return column(looks) + sections + row(resume) + row(submit) + row(make(words.sections, "secs"))

    def _sections(self, lines: Sequence[SectionLine], indices: Sequence[int], page: int, size: int = PAGE) -> Keyboard:
        """Those at the ``indices``, which their buttons carry; two in a row where they fit."""
        label = self.labels.buttons.section_line.format
        shown = [
            (label(sign=self._sign_of(lines[index]), label=lines[index].title), str(index))
            for index in page_of(indices, page, size)
        ]
        entries = [self.buttons.make(text, "sec", index) for text, index in shown]
        return packed(entries, [text for text, _ in shown]) + self._pager(len(indices), page, size)

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

    def _pager(self, count: int, page: int, size: int = PAGE) -> Keyboard:
        make, words = self.buttons.make, self.labels.buttons
        back = make(words.page_back, "page", str(page - 1)) if page else None
        more = make(words.page_next, "page", str(page + 1)) if (page + 1) * size < count else None
        return row(back, more)
