"""How catalog models say that a field names a question; one walk finds every such place of a catalog."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.conditions import AllOf, Answered, AnyOf, Definition, Includes, Is, Not, references
from bot.domain.planning.texts import IsText, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.misfits import Place


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field (one id or several) that names questions of these kinds; no kinds: any."""

    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldOf:
    """Marks a field (an id, or the keys of a mapping) that names record fields of the question in ``question``."""

    question: str


@dataclass(frozen=True, slots=True)
class Reference:
    """``place``: where in the catalog it stands."""

    question: str
    kinds: tuple[str, ...]
    place: Place


_CONDITIONS = (Is, Includes, Answered, AnyOf, AllOf, Not)


def walk(model: Definition, place: Place = ()) -> Iterator[tuple[Definition, Place]]:
    """The model, which stands at ``place``, and every model within it, conditions excepted, with its place."""
    yield model, place
    for name in type(model).model_fields:
        yield from _within(getattr(model, name), (*place, name))


def _within(value: object, place: Place) -> Iterator[tuple[Definition, Place]]:
    if isinstance(value, _CONDITIONS):
        return
    if isinstance(value, Definition):
        yield from walk(value, place)
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _within(part, (*place, index))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _within(part, (*place, key))


def question_references(model: Definition) -> Iterator[Reference]:
    """Every question that the model names: in marked fields, conditions and texts (but not the keys of mappings)."""
    for part, around in walk(model):
        for name, info in type(part).model_fields.items():
            value, place = getattr(part, name), (*around, name)
            if isinstance(value, _CONDITIONS):
                yield from (Reference(question, (), place) for question in references(value))
            for mark in info.metadata:
                if isinstance(mark, Refers):
                    yield from (Reference(question, mark.kinds, place) for question in _texts(value))


def texts(model: Definition, place: Place = ()) -> Iterator[tuple[Definition, Place, str]]:
    """Every text with placeholders: the model that holds it, the place, the text."""
    for part, around in walk(model, place):
        for name, info in type(part).model_fields.items():
            if any(isinstance(mark, IsText) for mark in info.metadata):
                value = getattr(part, name)
                if value:
                    yield part, (*around, name), value


def named_in(text: str) -> set[str]:
    return {placeholder.name for placeholder in placeholders(text)}


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, (tuple, dict)) else ()
