"""Definition texts put in their place: ``{item}`` is the element that a section or question repeats for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.route import SectionRun, Step
    from bot.domain.values import Item


def in_place(text: str, items: Sequence[Item]) -> str:
    """``text`` with ``{item}`` replaced by the label of the innermost element."""
    return text.replace("{item}", items[-1].label) if items else text


def run_title(run: SectionRun) -> str:
    return in_place(run.section.title, (run.item,) if run.item else ())


def intro_of(run: SectionRun) -> str:
    return in_place(run.section.intro, (run.item,) if run.item else ())


def short_of(step: Step) -> str:
    """The question's name in lists; with its element where the question itself repeats."""
    short = in_place(step.question.short, step.items)
    return (
        f"{short}: {step.items[-1].label}" if step.question.for_each and "{item}" not in step.question.short else short
    )
