"""A questionnaire made ready for asking: conditions compiled, and what each question leans on looked up once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.conditions import references
from bot.domain.evaluation import compiled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.domain.evaluation import Test
    from bot.domain.questionnaire import Column, Option, Question, Section


@dataclass(frozen=True, slots=True)
class Asked:
    """A question ready for asking.

    ``repeats``: the questions it repeats for. ``sources``: those whose elements its answer points at. ``needs``: of
    these, the ones without whose elements there is nothing to ask. ``leans_on``: all questions that decide whether and
    how often it is asked. ``parts``: options or columns, with the tests that decide whether they are offered.
    """

    question: Question
    when: Test | None
    repeats: tuple[str, ...]
    sources: tuple[str, ...]
    needs: tuple[str, ...]
    leans_on: frozenset[str]
    parts: Mapping[str, Test | None]


@dataclass(frozen=True, slots=True)
class AskedSection:
    section: Section
    when: Test | None
    questions: tuple[Asked, ...]


def program(sections: Iterable[Section]) -> tuple[AskedSection, ...]:
    return tuple(
        AskedSection(
            section,
            compiled(section.when) if section.when else None,
            tuple(_asked(section, question) for question in section.questions),
        )
        for section in sections
    )


def sources_of(question: Question) -> tuple[str, ...]:
    """Ids of the questions whose elements an answer points at: rows of a grid, what item fields of records name."""
    if question.kind == "grid":
        return (question.rows,)
    if question.kind == "records":
        return tuple(dict.fromkeys(field.source for field in question.fields if field.kind == "item"))
    return ()


def needs_of(question: Question) -> tuple[str, ...]:
    """Ids of the questions without whose elements there is nothing to ask.

    A grid needs rows; records need what a field that is always asked and never skipped points at.
    """
    if question.kind != "records":
        return sources_of(question)
    needed = (f.source for f in question.fields if f.kind == "item" and f.when is None and not f.optional)
    return tuple(dict.fromkeys(needed))


def _asked(section: Section, question: Question) -> Asked:
    repeats, needs = section.repeats(question), needs_of(question)
    return Asked(
        question=question,
        when=compiled(question.when) if question.when else None,
        repeats=repeats,
        sources=sources_of(question),
        needs=needs,
        leans_on=frozenset((*references(section.when), *references(question.when), *repeats, *needs)),
        parts={part.id: compiled(part.when) if part.when else None for part in _parts(question)},
    )


def _parts(question: Question) -> tuple[Option | Column, ...]:
    if question.kind in ("choice", "multichoice"):
        return question.options
    return question.columns if question.kind == "grid" else ()
