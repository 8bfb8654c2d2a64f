"""Detectors that read what the client has typed into records."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from bot.domain.conditions import OneOrMore
from bot.domain.elements import columns
from bot.domain.matching import stem
from bot.domain.planning.detecting import DetectorBase, Hit, Pattern, Place, alike, quoted
from bot.domain.planning.detecting_records import RecordDetector
from bot.domain.planning.references import FieldOf, Refers
from bot.domain.planning.view import decided
from bot.domain.questionnaire import GridQuestion, Identifier
from bot.domain.values import ChoiceValue, GridValue, RecordsValue, TextValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.domain.values import FieldValue, Record

_WORD = re.compile(r"[^\W\d_]+")
_PARTS = re.compile(r"[,;:\n()]| и | или ")
_QUOTES = str.maketrans("", "", "«»„“”\"'")


class RecordsNamed(RecordDetector):
    """Records that speak of something: one of the fields matches a regular expression (small letters, «ё» as «е»)."""

    kind: Literal["records_named"]
    fields: Annotated[OneOrMore, FieldOf("question")]
    pattern: Pattern

    def doubtful(self, at: Place, records: Sequence[Record]) -> Iterator[Record]:
        del at
        for record in records:
            if any(re.search(self.pattern, alike(_typed(record.values.get(field)))) for field in self.fields):
                yield record


class Uncollected(DetectorBase):
    """Records that need data which no row of these grids collects: none of their words is in a column with a mark.

    ``general``: words that say nothing of which data is meant. Only what sounds like a field is judged: it shares
    a word with a column without a mark, or has one of ``names``. Nothing is found while one of the grids is open.
    """

    kind: Literal["uncollected"]
    tells: ClassVar = ("labels",)
    question: Annotated[Identifier, Refers(("records",))]
    fields: Annotated[OneOrMore, FieldOf("question")]
    grids: Annotated[tuple[Identifier, ...], Refers(("grid",))] = Field(min_length=1)
    names: Pattern
    general: Pattern

    def hits(self, at: Place) -> Iterator[Hit]:
        collected, others = self._columns(at)
        if not isinstance(at.value, RecordsValue) or collected is None:
            return
        texts = (_typed(record.values.get(field)) for record in at.value.records for field in self.fields)
        parts = dict.fromkeys(part.strip() for text in texts for part in _PARTS.split(text.translate(_QUOTES)))
        if missing := [part for part in parts if self._is_missing(part, collected, others)]:
            yield {"labels": quoted(missing)}

    def _is_missing(self, part: str, collected: set[str], others: set[str]) -> bool:
        telling = _telling(part, self.general)
        named = any(re.search(self.names, word) for word in _words(part))
        return bool(telling) and not telling & collected and (named or bool(telling & others))

    def _columns(self, at: Place) -> tuple[set[str] | None, set[str]]:
        """Words of the columns with a mark, None where that is not known yet; words of the others."""
        marked: set[str] = set()
        others: set[str] = set()
        steps = [step for grid in self.grids for step in at.view.everywhere(grid)]
        for step in steps:
            value = decided(step)
            if not isinstance(step.question, GridQuestion) or not isinstance(value, GridValue):
                return None, others
            used = {column for _, column in value.cells}
            for column in columns(step.question, value):
                into = marked if column.id in used else others
                into |= _telling(column.label, self.general)
        return (marked if steps else None), others - marked


def _typed(value: FieldValue | None) -> str:
    match value:
        case TextValue():
            return value.text
        case ChoiceValue():
            return value.own or ""
        case _:
            return ""


@lru_cache(maxsize=2048)
def _telling(text: str, general: str) -> frozenset[str]:
    """What is left of the words that say which data are meant."""
    return frozenset(stem(word) for word in _words(text) if not re.search(general, word))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(alike(text)) if len(word) > 2]  # noqa: PLR2004 - prepositions
