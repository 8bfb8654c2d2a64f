"""A step: one question on the route."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.answers import AnswerStatus
from bot.domain.values import ListValue, MultichoiceValue

if TYPE_CHECKING:
    from bot.domain.answers import Answer, QuestionKey
    from bot.domain.questionnaire import Question, Section
    from bot.domain.values import Item, Value


class StepStatus(StrEnum):
    ANSWERED = "answered"
    DISCUSS = "discuss"
    UNKNOWN = "unknown"
    #: Answered, but what the answer rested on has changed: one tap confirms it. Or it does not fit the questionnaire
    #: any more (a number over a new maximum): it has to be changed.
    STALE = "stale"
    #: No answer yet, or one that is not complete (a grid with rows not yet passed, a list without elements).
    UNANSWERED = "unanswered"


#: A step with one of these statuses needs no more of the client.
CLOSED = frozenset({StepStatus.ANSWERED, StepStatus.DISCUSS, StepStatus.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Step:
    """One question on the route. ``items``: the elements it repeats for, outermost first.

    ``answer`` holds the part of the value that applies now: without options and columns that are not offered any
    more, without rows that are gone. ``given`` is the answer as it stands in the history, with all of that: what edits
    start from, so that nothing out of sight gets lost.
    """

    key: QuestionKey
    question: Question
    section: Section
    items: tuple[Item, ...]
    status: StepStatus
    answer: Answer | None
    given: Answer | None = None

    def holding(self, answer: Answer) -> Step:
        """The step as if this were its answer and all of it applied."""
        return replace(self, answer=answer, given=answer)

    @property
    def is_open(self) -> bool:
        return self.status not in CLOSED

    @property
    def value(self) -> Value | None:
        """The value that others may count on: given as an answer, not put off, not empty (records may be)."""
        if self.answer is None or self.answer.status is not AnswerStatus.ANSWERED:
            return None
        return None if is_empty(self.answer.value) else self.answer.value

    @property
    def repeats(self) -> tuple[str, ...]:
        """Ids of the questions that ``items`` are elements of."""
        return self.section.repeats(self.question)


def is_empty(value: Value | None) -> bool:
    """Nothing taken and nothing listed is no answer; no records is one, and so is a grid without a mark."""
    match value:
        case None:
            return True
        case MultichoiceValue():
            return not value.options and not value.own
        case ListValue():
            return not value.items
        case _:
            return False
