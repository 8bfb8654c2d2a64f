"""Which fields of a brief a sentence speaks of: a report needs those to be filled in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.descriptions import Table
from bot.domain.planning.detecting import alike
from bot.domain.planning.plan_sections import TableRow
from bot.domain.planning.view import enumeration
from bot.domain.values import GridValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.domain.descriptions import Forms
    from bot.domain.planning.catalog_blocks import NamedFields
    from bot.domain.planning.plan_sections import TableBlock
    from bot.domain.planning.view import View

_WORD = re.compile(r"\w{3,}")
#: Endings change, beginnings stay: «дата» is in «даты отгрузки».
_ENDING = 2
_SHORTEST = 3


def fields_named(text: str, labels: Iterable[str]) -> tuple[str, ...]:
    """Labels of which every word begins like some word of the text."""
    words = _WORD.findall(alike(text))
    return tuple(dict.fromkeys(label for label in labels if _named(words, label)))


def _named(words: list[str], label: str) -> bool:
    stems = [word[: max(_SHORTEST, len(word) - _ENDING)] for word in _WORD.findall(alike(label))]
    return bool(stems) and all(any(word.startswith(stem) for word in words) for stem in stems)


def with_named_fields(view: View, rule: NamedFields, forms: Forms, block: TableBlock) -> TableBlock:
    """The table of these records with the fields that each of them names, as far as they are collected anywhere."""
    labels = tuple(_collected(view, rule))
    grids = tuple(source for source in view.sources(rule.grids) if source.seq is not None)
    rows = []
    for form, row in zip(forms.forms, block.rows, strict=True):
        said = " ".join(field.text for field in form.fields if field.id in rule.said)
        named = enumeration(fields_named(said, labels))
        text = f"{row.line.text} · {rule.column}: {named or rule.none}"
        line = replace(row.line, text=text, sources=(*row.line.sources, *(grids if named else ())))
        rows.append(TableRow(line, (*row.cells, named or rule.none)))
    return replace(block, columns=(*block.columns, rule.column), rows=tuple(rows))


def _collected(view: View, rule: NamedFields) -> Iterator[str]:
    """Fields that are mandatory somewhere, and the client's own."""
    for step in (step for grid in rule.grids for step in view.everywhere(grid)):
        table, value = view.describe(step), step.answer.value if step.answer else None
        if isinstance(table, Table) and isinstance(value, GridValue):
            own = {column.id for column in value.own_columns}
            used = own.union(*(row.cells for row in table.rows))
            yield from (column.label for column in table.columns if column.id in used)
