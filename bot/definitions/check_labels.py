"""Buttons that stand side by side and say the same, or are typed by the same word: nobody can tell them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.definitions.identity import siblings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.definitions.faults import Fault
    from bot.definitions.outline import Outline
    from bot.definitions.source import Data, Location


def check_labels(outline: Outline) -> Iterator[Fault]:
    """Two that are both offered on a condition may take turns, and are let be."""
    source = outline.source
    for group in siblings(source.data, ()):
        seen: dict[str, tuple[Location, bool]] = {}
        for element in group:
            conditional = source.at((*element, "when")) is not None
            for place in (_label(outline, element), *_other_words(outline, element)):
                label = source.at(place)
                if not isinstance(label, str):
                    continue
                first, turns = seen.setdefault(" ".join(label.casefold().split()), (place, conditional))
                if first != place and not (turns and conditional):
                    message = f'"{label}" stands twice, first in line {source.line(first)}; nobody can tell them apart'
                    yield outline.fault(place, message)


def _other_words(outline: Outline, element: Location) -> list[Location]:
    """Where the words stand by which an option is typed."""
    also = outline.source.at((*element, "also"))
    return [(*element, "also", index) for index in range(len(also) if isinstance(also, list) else 0)]


def _label(outline: Outline, element: Location) -> Location:
    """Where the words on the element's button stand."""
    data: Data = outline.source.at(element)
    if isinstance(data, str) and element[-2:-1] == ("suggestions",):
        return element
    return (*element, "label" if isinstance(data, dict) and "label" in data else "title")
