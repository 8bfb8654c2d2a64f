"""Values as JSON text."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.domain.values import (
    ChoiceValue,
    GridValue,
    Item,
    ItemValue,
    ListValue,
    MultichoiceValue,
    NumberValue,
    Record,
    RecordsValue,
    TextValue,
    dump,
    load,
)

if TYPE_CHECKING:
    from bot.domain.values import Value

#: Halves of surrogate pairs are taken out of every text before it becomes a value.
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
items = st.builds(Item, words, words, st.none() | words)
amounts = st.floats(allow_nan=False, allow_infinity=False)
choices = st.builds(ChoiceValue, st.none() | words, st.none() | words)
numbers = st.builds(NumberValue, amounts, st.none() | amounts, st.booleans())
texts = st.builds(TextValue, words)
record_fields = st.dictionaries(words, st.one_of(choices, numbers, texts, st.builds(ItemValue, words)), max_size=4)
records = st.builds(Record, words, record_fields, st.none() | words)
lists = st.lists(items, max_size=4).map(tuple)
values = st.one_of(
    choices,
    numbers,
    texts,
    st.builds(MultichoiceValue, st.lists(words, max_size=4).map(tuple), lists),
    st.builds(ListValue, lists),
    st.builds(GridValue, st.frozensets(st.tuples(words, words), max_size=6), lists, st.frozensets(words, max_size=4)),
    st.builds(RecordsValue, st.lists(records, max_size=3).map(tuple)),
)


@given(values)
def test_any_value_is_the_same_after_writing_and_reading_it(value: Value) -> None:
    read = load(dump(value))
    assert read == value
    assert type(read) is type(value)
    assert dump(read) == dump(value)


def test_a_grid_is_written_in_the_same_order_by_every_process() -> None:
    program = (
        "from bot.domain.values import GridValue, dump;"
        "rows = [f'r{n}' for n in range(20)];"
        "print(dump(GridValue(frozenset((row, 'c') for row in rows), (), frozenset(rows))))"
    )
    written = {
        subprocess.run(  # noqa: S603 - this interpreter, the program above
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(written) == 1


@pytest.mark.parametrize("text", ["", "{}", '{"kind": "list", "items": [{}]}', '{"kind": "invented"}'])
def test_what_is_no_value_cannot_be_read(text: str) -> None:
    with pytest.raises(ValidationError):
        load(text)
