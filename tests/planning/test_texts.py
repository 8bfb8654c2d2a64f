"""Texts of the catalog: checked when read, filled in one pass."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from bot.domain.describing import fill
from bot.domain.planning.texts import Placeholder, Text, placeholders
from bot.domain.russian import number, plural

TEXT: TypeAdapter[str] = TypeAdapter(Text)


@pytest.mark.parametrize(
    "text",
    [
        "просто слова, «кавычки» и 100 %",
        "{name}",
        "[по {norm}] и {count:stages}",
        "{count:stages|стадия|стадии|стадий}",
    ],
)
def test_a_well_formed_text_is_taken_as_it_is(text: str) -> None:
    assert TEXT.validate_python(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "{Name}",
        "{}",
        "{7*7}",
        "{a.b}",
        "{count:stages|стадия|стадии}",
        "{count:}",
        "{name",
        "name}",
        "[{name}",
        "{name}]",
        "[a [b] c]",
    ],
)
def test_a_malformed_text_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        TEXT.validate_python(text)


def test_placeholders_tell_what_they_ask_for() -> None:
    assert placeholders("{count:stages|стадия|стадии|стадий} и {name}") == (
        Placeholder("count:stages|стадия|стадии|стадий", "stages", counts=True, forms=("стадия", "стадии", "стадий")),
        Placeholder("name", "name"),
    )


def test_what_is_filled_in_never_becomes_a_placeholder_or_a_bracket() -> None:
    assert fill("{a} [и {b}]", {"a": "{b} [x {c}]", "b": "[{a}]"}) == "{b} [x {c}] и [{a}]"


def test_a_bracket_vanishes_with_an_empty_name_in_it() -> None:
    assert fill("да[, {a}][, {b}]", {"a": "", "b": "два"}) == "да, два"


@pytest.mark.parametrize(
    ("amount", "form"),
    [
        (0, "стадий"),
        (1, "стадия"),
        (2, "стадии"),
        (4, "стадии"),
        (5, "стадий"),
        (11, "стадий"),
        (12, "стадий"),
        (14, "стадий"),
        (21, "стадия"),
        (22, "стадии"),
        (111, "стадий"),
        (112, "стадий"),
        (121, "стадия"),
        (1001, "стадия"),
        (2.5, "стадии"),
        (-1, "стадия"),
    ],
)
def test_the_word_follows_its_number(amount: float, form: str) -> None:
    assert plural(amount, "стадия", "стадии", "стадий") == form


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (5, "5"), (2.5, "2,5"), (0.25, "0,25"), (999, "999"), (3500, "3 500"), (1_000_000, "1 000 000")],
)
def test_numbers_are_written_the_russian_way(value: float, text: str) -> None:
    assert number(value, thousands=" ") == text
