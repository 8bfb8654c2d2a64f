"""Blocks as no questionnaire of today makes them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.planning.plan_sections import (
    Block,
    Fact,
    FactsBlock,
    Line,
    MatrixBlock,
    MatrixRow,
    PipelineBlock,
    PlanSection,
    TableBlock,
    TableRow,
)
from bot.domain.steps import StepStatus

if TYPE_CHECKING:
    from bot.domain.planning.plan import Plan


def _line(text: str, depth: int = 0) -> Line:
    return Line(text, (), StepStatus.DISCUSS, depth)


def _table(columns: int, rows: int, title: str) -> TableBlock:
    cells = tuple(f"Клетка {number}" for number in range(columns))
    drawn = tuple(TableRow(_line(f"Строка {number} целиком"), cells) for number in range(rows))
    return TableBlock(tuple(f"Колонка {number}" for number in range(columns)), drawn, title)


def _matrix(columns: int, rows: int, title: str) -> MatrixBlock:
    cells = tuple(number % 2 == 0 for number in range(columns))
    drawn = tuple(MatrixRow(_line(f"Роль {number}"), cells) for number in range(rows))
    return MatrixBlock(tuple(f"Право {number}" for number in range(columns)), drawn, title)


def with_every_block(plan: Plan) -> Plan:
    """The plan with blocks of every kind: usual, wide, deep, and without anything in them."""
    tree = tuple(TableRow(_line(f"Глубина {depth}", depth), ("",)) for depth in (0, 1, 2, 3, 1, 0, 9, 20))
    blocks: tuple[Block, ...] = (
        *(_table(columns, rows, f"Таблица {columns}") for columns, rows in ((5, 3), (12, 3), (3, 0), (0, 2))),
        *(_matrix(columns, rows, f"Права {columns}") for columns, rows in ((5, 3), (12, 3), (3, 0), (0, 2))),
        TableBlock(("Пункт",), tree, "Дерево", tree=True),
        FactsBlock((), "Без ответов"),
        FactsBlock((Fact("Вопрос", (_line(""),)), Fact("Без строк", ())), "Ответы"),
        PipelineBlock((), (_line("Ничья автоматика"),), "Без стадий"),
    )
    return replace(plan, sections=(PlanSection("all", "Всё", blocks, (_line("Открытый вопрос"),)),))
