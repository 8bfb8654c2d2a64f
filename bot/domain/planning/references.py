"""How catalog models say that a field names a question; one walk finds every such place of a catalog."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.conditions import AllOf, Answered, AnyOf, Definition, Includes, Is, Not, references
from bot.domain.planning.texts import IsText, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterator


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
    """``path`` tells the author where in the catalog it stands."""

    question: str
    kinds: tuple[str, ...]
    path: str


_CONDITIONS = (Is, Includes, Answered, AnyOf, AllOf, Not)


def walk(model: Definition, path: str = "") -> Iterator[tuple[Definition, str]]:
    """The model and every model within it, conditions excepted, with its path."""
    yield model, path
    for name in type(model).model_fields:
        yield from _within(getattr(model, name), f"{path}.{name}" if path else name)


def _within(value: object, path: str) -> Iterator[tuple[Definition, str]]:
    if isinstance(value, _CONDITIONS):
        return
    if isinstance(value, Definition):
        yield from walk(value, path)
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            name = getattr(part, "id", index)
            yield from _within(part, f"{path}[{name}]")
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _within(part, f"{path}.{key}")


def question_references(model: Definition) -> Iterator[Reference]:
    """Every question that the model names: in marked fields, conditions and texts (but not the keys of mappings)."""
    for part, path in walk(model):
        for name, info in type(part).model_fields.items():
            value = getattr(part, name)
            place = f"{path}.{name}" if path else name
            if isinstance(value, _CONDITIONS):
                yield from (Reference(question, (), place) for question in references(value))
            for mark in info.metadata:
                if isinstance(mark, Refers):
                    yield from (Reference(question, mark.kinds, place) for question in _texts(value))


def texts(model: Definition) -> Iterator[tuple[Definition, str, str]]:
    """Every text with placeholders: the model that holds it, its path, the text."""
    for part, path in walk(model):
        for name, info in type(part).model_fields.items():
            if any(isinstance(mark, IsText) for mark in info.metadata):
                value = getattr(part, name)
                if value:
                    yield part, f"{path}.{name}" if path else name, value


def named_in(text: str) -> set[str]:
    return {placeholder.name for placeholder in placeholders(text)}


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, (tuple, dict)) else ()
