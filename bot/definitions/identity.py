"""Ids that stand twice: two questions of a questionnaire, two options of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.definitions.wording import located, whereabouts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.definitions.faults import Fault
    from bot.definitions.source import Data, Location, Source


def doubled_ids(source: Source) -> tuple[Fault, ...]:
    """A fault for every element whose id is taken: questions share one space, other elements that of their list."""
    return tuple(sorted({*_doubled(source, siblings(source.data, ())), *_doubled(source, [_questions(source)])}))


def _doubled(source: Source, groups: Iterator[list[Location]] | list[list[Location]]) -> Iterator[Fault]:
    for group in groups:
        first: dict[Data, Location] = {}
        for location in group:
            identity = source.at((*location, "id"))
            if identity is None:
                continue
            if identity in first:
                where = located(whereabouts(source.data, location[:-2]), f'the id "{identity}" stands twice')
                yield source.fault((*location, "id"), f"{where}, first in line {source.line((*first[identity], 'id'))}")
            else:
                first[identity] = location


def siblings(data: Data, location: Location) -> Iterator[list[Location]]:
    """The places of the elements of every list within the data, which stands at ``location``."""
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    inside: list[tuple[Location, Data]] = [((*location, key), part) for key, part in parts]
    if isinstance(data, list):
        yield [place for place, _ in inside]
    for place, part in inside:
        yield from siblings(part, place)


def _questions(source: Source) -> list[Location]:
    sections = source.at(("sections",))
    return [
        ("sections", section, "questions", question)
        for section in range(len(sections) if isinstance(sections, list) else 0)
        for question in range(len(source.at(("sections", section, "questions")) or ()))
    ]
