"""A questionnaire beside its source: where each question stands in the order of asking, and what refers to what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bot.definitions.asking import answerable
from bot.definitions.wording import located, whereabouts
from bot.domain.conditions import references
from bot.domain.questionnaire import GridQuestion, ItemField, RecordsQuestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.definitions.asking import Answerable
    from bot.definitions.faults import Fault
    from bot.definitions.source import Location, Source
    from bot.domain.conditions import Condition
    from bot.domain.questionnaire import Question, Questionnaire, RecordField, Section

#: Parts of a question that may have a condition of their own.
_CONDITIONAL_PARTS = ("options", "advice", "proposals", "presets", "columns")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in its place. ``scope``: the questions it repeats for; ``order``: how many are asked before it."""

    question: Question
    section: Section
    location: Location
    order: int
    scope: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A condition in its place, which sees questions before ``order`` within ``scope``.

    ``question``: None where it is a section's.
    """

    condition: Condition
    location: Location
    order: int
    scope: tuple[str, ...]
    question: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A question named by its id, by one that stands at ``order``. ``use``: the key that names it.

    ``question``: the one that names it; None where a section does.
    """

    target: str
    use: str
    location: Location
    order: int
    scope: tuple[str, ...]
    question: str | None


@dataclass(frozen=True)
class Outline:
    questionnaire: Questionnaire
    source: Source

    def fault(self, location: Location, message: str) -> Fault:
        """A fault that tells its place in words, too."""
        return self.source.fault(location, located(whereabouts(self.source.data, location), message))

    @cached_property
    def asked(self) -> Mapping[str, Asked]:
        places: dict[str, Asked] = {}
        for number, section in enumerate(self.questionnaire.sections):
            for index, question in enumerate(section.questions):
                location = ("sections", number, "questions", index)
                scope = self.questionnaire.repeats(question.id)
                places[question.id] = Asked(question, section, location, len(places), scope)
        return places

    @cached_property
    def answerable(self) -> Mapping[str, Answerable]:
        return {name: answerable(asked) for name, asked in self.asked.items()}

    @cached_property
    def conditions(self) -> tuple[Placed, ...]:
        return tuple(self._conditions())

    def _conditions(self) -> Iterator[Placed]:
        for number, section in enumerate(self.questionnaire.sections):
            scope = (section.for_each,) if section.for_each else ()
            first = self.asked[section.questions[0].id].order
            if section.when:
                yield Placed(section.when, ("sections", number, "when"), first, scope, None)
        for asked in self.asked.values():
            if asked.question.when:
                location = (*asked.location, "when")
                yield Placed(asked.question.when, location, asked.order, asked.scope, asked.question.id)
            yield from self.parts(asked)

    def parts(self, asked: Asked) -> Iterator[Placed]:
        """The conditions of what the question offers."""
        for name in _CONDITIONAL_PARTS:
            for index, part in enumerate(getattr(asked.question, name, ())):
                if part.when:
                    location = (*asked.location, name, index, "when")
                    yield Placed(part.when, location, asked.order, asked.scope, asked.question.id)

    def references(self) -> Iterator[Reference]:
        """Every question that is named outside of conditions."""
        for number, section in enumerate(self.questionnaire.sections):
            if section.for_each:
                order = self.asked[section.questions[0].id].order
                yield Reference(section.for_each, "for_each", ("sections", number, "for_each"), order, (), None)
        for asked in self.asked.values():
            yield from self._named_by(asked)

    def _named_by(self, asked: Asked) -> Iterator[Reference]:
        question, place = asked.question, (asked.order, asked.scope, asked.question.id)
        if question.for_each:
            outer = asked.scope[:-1]
            location = (*asked.location, "for_each")
            yield Reference(question.for_each, "for_each", location, asked.order, outer, question.id)
        for index, target in enumerate(question.depends_on):
            yield Reference(target, "depends_on", (*asked.location, "depends_on", index), *place)
        if isinstance(question, GridQuestion):
            yield Reference(question.rows, "rows", (*asked.location, "rows"), *place)
        if isinstance(question, RecordsQuestion):
            for index, field in enumerate(question.fields):
                if isinstance(field, ItemField):
                    yield Reference(field.source, "from", (*asked.location, "fields", index, "from"), *place)

    @cached_property
    def looks_at(self) -> Mapping[str, frozenset[str]]:
        """Of each question, those that it names in any way."""
        found: dict[str, set[str]] = {name: set() for name in self.asked}
        for placed in self.conditions:
            owners = (placed.question,) if placed.question else self._section_of(placed.location)
            for owner in owners:
                found[owner] |= set(references(placed.condition))
        for reference in self.references():
            owners = (reference.question,) if reference.question else self._section_of(reference.location)
            for owner in owners:
                found[owner].add(reference.target)
        return {name: frozenset(targets) for name, targets in found.items()}

    def _section_of(self, location: Location) -> tuple[str, ...]:
        section = self.questionnaire.sections[int(location[1])]
        return tuple(question.id for question in section.questions)


def out_of_sight(asked: Asked, scope: tuple[str, ...]) -> str:
    """Why the question cannot be seen from within ``scope``; empty if it can."""
    if asked.scope == scope[: len(asked.scope)]:
        return ""
    return f'is asked for each of "{asked.scope[-1]}" and cannot be seen from outside'


def fields_before(question: RecordsQuestion, field: RecordField) -> Mapping[str, RecordField]:
    """The fields of the same record that are asked earlier."""
    earlier = question.fields[: question.fields.index(field)]
    return {other.id: other for other in earlier}
