"""A text that has no room ends behind a sentence, not in the middle of what it says to do."""

from __future__ import annotations

import pytest

from bot.rendering.environment import sentences


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [
        ("Стадий много. Уберите лишние.", 40, "Стадий много. Уберите лишние."),
        ("Стадий много. Уберите лишние.", 20, "Стадий много."),
        ("Есть тех. задание и смета. Уберите.", 20, "Есть тех. задание…"),
        ("Уберите лишние стадии", 12, "Уберите лиш…"),
        ("Раз?\n«Два» три четыре.", 10, "Раз?"),
    ],
)
def test_it_is_cut_behind_the_last_sentence_that_fits(text: str, length: int, shown: str) -> None:
    assert sentences(text, length) == shown
