"""Every word that an integrator may change is a word that somebody reads."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from bot.rendering.labels import ButtonLabels, CalendarWords, Signs, Toasts
from tests.project.containers import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.domain.conditions import Definition

CODE = [file for place in ("bot", "handlers") for file in (ROOT / place).rglob("*.py")]
#: What the code calls the labels, and parts of them.
NAMES = {"labels", "words", "buttons", "signs", "toasts"}


def read_in(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        match node:
            case ast.Attribute(value=ast.Name(id=name) | ast.Attribute(attr=name), attr=label) if name in NAMES:
                yield label


READ = {label for file in CODE for label in read_in(file)}


@pytest.mark.parametrize("labels", [ButtonLabels, CalendarWords, Signs, Toasts])
def test_no_label_is_left_that_nothing_shows(labels: type[Definition]) -> None:
    assert sorted(set(labels.model_fields) - READ) == []
