"""Conditions: data with a small closed vocabulary, never evaluated code.

In a questionnaire file a condition is a mapping with one key, the operator:

    is: {lead_need: "yes"}              the choice (one of the options, where several are given)
    includes: {channels: [vk, site]}    a multiple choice, list or grid contains one of them
                                        (of the question that a section repeats for: the present element is one)
    answered: lead_stages               there is an answer with a value
    any: [condition, ...]   all: [condition, ...]   not: condition
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

if TYPE_CHECKING:
    from collections.abc import Iterator


class Definition(BaseModel):
    """Base of everything read from a definition file: immutable; unknown keys and endless numbers are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False)


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


OneOrMore = Annotated[tuple[str, ...], BeforeValidator(_as_tuple), Field(min_length=1)]


class Is(Definition):
    """Every named choice question is answered with one of the options."""

    choices: dict[str, OneOrMore] = Field(alias="is", min_length=1)


class Includes(Definition):
    """Every named multiple choice, list or grid contains at least one of the given ids."""

    members: dict[str, OneOrMore] = Field(alias="includes", min_length=1)


class Answered(Definition):
    """The question is answered with a value; «не знаю» and «обсудим» are none."""

    question: str = Field(alias="answered")


class AnyOf(Definition):
    conditions: tuple[Condition, ...] = Field(alias="any", min_length=1)


class AllOf(Definition):
    conditions: tuple[Condition, ...] = Field(alias="all", min_length=1)


class Not(Definition):
    condition: Condition = Field(alias="not")


def _operator(data: object) -> str | None:
    """Tag of the union: the only key of the mapping, or the class of a built condition."""
    if isinstance(data, dict):
        return str(next(iter(data))) if len(data) == 1 else None
    built: dict[type, str] = {
        Is: "is",
        Includes: "includes",
        Answered: "answered",
        AnyOf: "any",
        AllOf: "all",
        Not: "not",
    }
    return built.get(type(data))


type_error = "a condition is a mapping with one of the keys is, includes, answered, any, all, not"

Condition = Annotated[
    Annotated[Is, Tag("is")]
    | Annotated[Includes, Tag("includes")]
    | Annotated[Answered, Tag("answered")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[Not, Tag("not")],
    Discriminator(_operator, custom_error_type="condition", custom_error_message=type_error),
]

for _model in (AnyOf, AllOf, Not):
    _model.model_rebuild()


def references(condition: Condition | None) -> Iterator[str]:
    """Ids of the questions that a condition looks at, in order, repeated where it repeats them."""
    match condition:
        case None:
            return
        case Is():
            yield from condition.choices
        case Includes():
            yield from condition.members
        case Answered():
            yield condition.question
        case AnyOf() | AllOf():
            for part in condition.conditions:
                yield from references(part)
        case Not():
            yield from references(condition.condition)
