"""What every detector has: which question it looks at, what it tells, and how it looks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import AfterValidator, Field

from bot.domain.conditions import Definition
from bot.domain.planning.references import Refers
from bot.domain.questionnaire import Identifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.domain.planning.view import View
    from bot.domain.route import Step
    from bot.domain.values import Value

#: Placeholder → text, for one thing found.
Hit = dict[str, str]


def _compiles(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        message = f"«{text}» is no regular expression: {error}"
        raise ValueError(message) from error
    return text


#: A regular expression, searched in small letters with «ё» as «е».
Pattern = Annotated[str, Field(min_length=1), AfterValidator(_compiles)]


@dataclass(frozen=True, slots=True)
class Place:
    """One decided answer that a detector looks at; ``norms``: the figures of the facts that it named."""

    view: View
    step: Step
    value: Value
    norms: Mapping[str, float]


class DetectorBase(Definition):
    """Looks at every decided answer to ``question`` on its own. ``tells``: the placeholders of its findings."""

    tells: ClassVar[tuple[str, ...]] = ()

    question: Annotated[Identifier, Refers()]

    def norms(self) -> tuple[str, ...]:
        """Ids of the catalog's facts that it needs; while one of them is unknown it finds nothing."""
        return ()

    def hits(self, at: Place) -> Iterator[Hit]:
        """What is found in this answer."""
        raise NotImplementedError

    def beside(self, at: Place) -> tuple[Step, ...]:
        """Other steps that what is found there rests on."""
        del at
        return ()


def quoted(labels: Iterable[str]) -> str:
    return ", ".join(f"«{label}»" for label in labels)


@lru_cache(4096)
def alike(label: str) -> str:
    """Labels that a person takes for the same compare equal."""
    return " ".join(label.casefold().replace("ё", "е").split())
