"""Every word that an integrator may change is a word that somebody reads."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from bot.rendering.labels import ButtonLabels, CalendarWords, Signs, Toasts
from tests.project.containers import ROOT

if TYPE_CHECKING:
    from bot.domain.conditions import Definition

CODE = [file for place in ("bot", "handlers") for file in (ROOT / place).rglob("*.py")]
READ = {node.attr for file in CODE for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize("labels", [ButtonLabels, CalendarWords, Signs, Toasts])
def test_no_label_is_left_that_nothing_shows(labels: type[Definition]) -> None:
    assert sorted(set(labels.model_fields) - READ) == []
