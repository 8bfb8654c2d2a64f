"""What hangs on one element of an answer: its row in grids, the records that point at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.describing import record_summary
from bot.domain.elements import columns
from bot.domain.questionnaire import GridQuestion, ItemField, RecordsQuestion
from bot.domain.values import GridValue, ItemValue, RecordsValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.answers import QuestionKey
    from bot.domain.route import Route, Step


@dataclass(frozen=True, slots=True)
class Hanging:
    """``labels``: of a grid the columns that are on in the element's row, of records their summaries."""

    step: Step
    labels: tuple[str, ...]


def hanging_on(route: Route, key: QuestionKey, element: str) -> tuple[Hanging, ...]:
    """The steps that say something of the element of the answer to ``key``; those that say nothing are left out."""
    near = (step for step in route.steps if key.scope == step.key.scope[: len(key.scope)])
    found = (Hanging(step, tuple(_labels(route, step, key.question, element))) for step in near)
    return tuple(hanging for hanging in found if hanging.labels)


def _labels(route: Route, step: Step, question: str, element: str) -> Iterator[str]:
    value = step.answer.value if step.answer else None
    match step.question, value:
        case GridQuestion() as grid, GridValue() if grid.rows == question:
            yield from (column.label for column in columns(grid, value) if (element, column.id) in value.cells)
        case RecordsQuestion() as form, RecordsValue():
            fields = {field.id for field in form.fields if isinstance(field, ItemField) and field.source == question}
            pointed_at = ItemValue(element)
            for record in value.records:
                if any(record.values.get(field) == pointed_at for field in fields):
                    yield record_summary(route, step, record)
        case _:
            return
