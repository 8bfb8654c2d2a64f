"""When a question is asked, and what can be answered then: what a search for answers has to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.conditions import Answered
from bot.domain.program import needs_of
from bot.domain.questionnaire import ChoiceField, ChoiceQuestion, ItemField, MultichoiceQuestion, RecordsQuestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.definitions.outline import Asked
    from bot.definitions.source import Location
    from bot.domain.conditions import Condition
    from bot.domain.questionnaire import Option, Question


@dataclass(frozen=True, slots=True)
class Wanted:
    """A condition that should hold, or (``truth``) not, seen from within ``scope``: the questions repeated for."""

    condition: Condition
    scope: tuple[str, ...] = ()
    truth: bool = True


@dataclass(frozen=True, slots=True)
class Answerable:
    """What limits an answer: ``when`` there can be one, which options it may hold, whether a ``single`` one.

    ``own``: it may be somebody's own words instead. ``options``: each with what must hold for it to be offered.
    """

    when: tuple[Wanted, ...]
    options: Mapping[str, tuple[Wanted, ...]]
    exclusive: frozenset[str] = frozenset()
    own: bool = True
    single: bool = False


def ways_to(asked: Asked) -> Iterator[tuple[Location, Wanted]]:
    """What must hold for the question to be asked, one after the other, each with the place that says so.

    A repetition needs something to repeat for, a grid rows, and records what their fields must point at.
    """
    section, question, place = asked.section, asked.question, asked.location
    within = (section.for_each,) if section.for_each else ()
    if section.for_each:
        yield (*place[:2], "for_each"), Wanted(Answered(question=section.for_each))
    if section.when:
        yield (*place[:2], "when"), Wanted(section.when, within)
    if question.for_each:
        yield (*place, "for_each"), Wanted(Answered(question=question.for_each), within)
    for name in needs_of(question):
        yield (*place, *_naming(question, name)), Wanted(Answered(question=name), asked.scope)
    if question.when:
        yield (*place, "when"), Wanted(question.when, asked.scope)


def asked_when(asked: Asked) -> tuple[Wanted, ...]:
    return tuple(wanted for _, wanted in ways_to(asked))


def answerable(asked: Asked) -> Answerable:
    """The question, for a search."""
    question, when = asked.question, asked_when(asked)
    if not isinstance(question, ChoiceQuestion | MultichoiceQuestion):
        return Answerable(when, {})
    return Answerable(
        when,
        _offered(question.options, asked.scope),
        frozenset(option.id for option in question.options if option.exclusive),
        question.own,
        isinstance(question, ChoiceQuestion),
    )


def answerable_fields(question: RecordsQuestion) -> Mapping[str, Answerable]:
    """The fields of a record, which look at one another alone."""
    return {
        field.id: Answerable(
            (Wanted(field.when),) if field.when else (),
            _offered(field.options) if isinstance(field, ChoiceField) else {},
            own=not isinstance(field, ChoiceField) or field.own,
            single=True,
        )
        for field in question.fields
    }


def _offered(options: Sequence[Option], scope: tuple[str, ...] = ()) -> Mapping[str, tuple[Wanted, ...]]:
    return {option.id: (Wanted(option.when, scope),) if option.when else () for option in options}


def _naming(question: Question, name: str) -> Location:
    """The part of the question that names what it needs."""
    if not isinstance(question, RecordsQuestion):
        return ("rows",)
    fields = (
        index for index, field in enumerate(question.fields) if isinstance(field, ItemField) and field.source == name
    )
    return ("fields", next(fields), "from")
