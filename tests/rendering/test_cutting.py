"""A text of one line is cut where that reads best."""

from __future__ import annotations

import pytest

from bot.rendering.environment import short


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        pytest.param("Заявка на ремонт", "Заявка на ремонт", id="what fits stays"),
        pytest.param("Заявка  на\nремонт окон", "Заявка на ремонт…", id="one line, cut at a word"),
        pytest.param("Заявка, электрооборудование", "Заявка, электрооб…", id="a word that takes most is cut"),
        pytest.param("Ремонт и замена, электрика", "Ремонт и замена…", id="no comma before the dots"),
    ],
)
def test_a_line_is_cut_at_a_word_where_that_loses_less_than_a_third(text: str, cut: str) -> None:
    assert short(text, 18) == cut
