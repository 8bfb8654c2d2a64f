"""Tables of a catalog that name what to configure: criteria of transition, codes of stages."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Annotated, Literal, Protocol, TypeVar

from pydantic import Field

from bot.domain.conditions import Definition
from bot.domain.planning.detecting import Pattern, alike

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: What a field or a pipeline belongs to.
Entity = Literal["lead", "deal"]

#: Names that are looked up in a catalog are mostly the same few; those of one huge brief are kept, too.
_KEPT_NAMES = 4096


class Patterned(Protocol):
    @property
    def pattern(self) -> str: ...


Rule = TypeVar("Rule", bound=Patterned)


def lookup(rules: Sequence[Rule]) -> Callable[[str], Rule | None]:
    """Finds the first rule whose pattern is in a name."""
    compiled = [(re.compile(rule.pattern), rule) for rule in rules]

    @lru_cache(_KEPT_NAMES)
    def found(name: str) -> Rule | None:
        plain = alike(name)
        return next((rule for pattern, rule in compiled if pattern.search(plain)), None)

    return found


class Sourced(Definition):
    """A table somebody vouches for."""

    source: str = Field(min_length=1)
    date: date

    @cached_property
    def origin(self) -> str:
        return f"{self.source}, {self.date:%d.%m.%Y}"


class CriterionRule(Definition):
    """When an entity may leave a stage with such a name."""

    pattern: Pattern
    criterion: str = Field(min_length=1)


class CriterionTable(Sourced):
    """``filled`` tells of the mandatory fields ({fields}), ``open`` of stages nobody has a criterion for ({labels}).

    ``ask`` puts such stages on the agenda, where they hold up ``blocks`` and take ``minutes`` for each pipeline;
    without it they are not talked over.
    """

    filled: str = Field(min_length=1)
    open: str = Field(min_length=1)
    ask: str = ""
    blocks: str = ""
    minutes: int = Field(default=2, ge=1)
    rules: tuple[CriterionRule, ...] = ()

    @cached_property
    def rule_for(self) -> Callable[[str], CriterionRule | None]:
        return lookup(self.rules)


#: What the portal takes as the code of a stage.
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,21}$")]


class StageCodes(Sourced):
    """How stages of an entity are called in REST. A code stays as long as the stage, so it should say what it is.

    A new pipeline is born with all codes named here. The first stage takes ``first``; one of ``named`` goes to the
    first stage whose name fits the pattern; ``success`` and ``failure`` go to the endings. Other stages get codes made
    of their names. The portal puts ``prefix`` before every code, which ``longest`` leaves room for.
    """

    directory: str = Field(min_length=1)
    prefix: str = ""
    longest: int = Field(ge=8)
    first: Code
    named: dict[Code, Pattern] = Field(default_factory=dict)
    success: tuple[Code, ...] = ()
    failure: tuple[Code, ...] = ()

    @cached_property
    def meant_by(self) -> Callable[[str], tuple[Code, ...]]:
        """Finds those of ``named`` that a stage's name means."""
        compiled = [(re.compile(pattern), code) for code, pattern in self.named.items()]

        @lru_cache(_KEPT_NAMES)
        def found(name: str) -> tuple[Code, ...]:
            plain = alike(name)
            return tuple(code for pattern, code in compiled if pattern.search(plain))

        return found

    @property
    def born_with(self) -> tuple[str, ...]:
        return (self.first, *self.named, *self.success, *self.failure)


#: What a custom field can be.
FieldType = Literal[
    "string",
    "integer",
    "double",
    "boolean",
    "date",
    "datetime",
    "money",
    "url",
    "address",
    "enumeration",
    "file",
    "employee",
]


class FieldTypeRule(Definition):
    """The type of a field with such a name."""

    pattern: Pattern
    type: FieldType


class FieldTypes(Sourced):
    """``otherwise``: of names that no rule knows; such a type is to be checked."""

    otherwise: FieldType
    rules: tuple[FieldTypeRule, ...] = ()

    @cached_property
    def rule_for(self) -> Callable[[str], FieldTypeRule | None]:
        return lookup(self.rules)


class ReadyField(Definition):
    """A field that every portal has: it is made mandatory, not created."""

    pattern: Pattern
    code: str = Field(pattern=r"^[A-Z][A-Z0-9_]{0,49}$")


class EntityFields(Sourced):
    """Codes of new fields begin with ``prefix`` and are at most ``longest`` characters."""

    prefix: str
    longest: int = Field(ge=16)
    ready: tuple[ReadyField, ...] = ()

    @cached_property
    def ready_for(self) -> Callable[[str], ReadyField | None]:
        return lookup(self.ready)


class Requirement(Sourced):
    """What has to be there before something works: a tariff, a contract."""

    text: str = Field(min_length=1)
