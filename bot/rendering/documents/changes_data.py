"""The published changes of a plan since an earlier version."""

from __future__ import annotations

from bot.domain.steps import StepStatus
from bot.rendering.documents.published import AmountData, Keys, Moment, Published, Text


class DifferenceData(Published):
    """Without ``before`` it is new, without ``after`` it is gone."""

    before: Text
    after: Text


class ChangeData(Published):
    """An answer that is another one now. ``status``: null where the question is not asked any more.

    ``pieces`` is empty where only the status or, if ``reordered``, the order of a list is another one.
    """

    section: Text
    question: Text
    status: StepStatus | None
    pieces: tuple[DifferenceData, ...]
    reordered: bool
    sources: Keys


class FigureData(Published):
    """A total of the plan."""

    before: AmountData
    after: AmountData


class ChangesData(Published):
    """Since ``version``, sent at ``at``."""

    version: int
    at: Moment
    answers: tuple[ChangeData, ...]
    decisions: tuple[DifferenceData, ...]
    hours: FigureData
    once: FigureData
    monthly: FigureData
