"""Amounts in words."""

from __future__ import annotations

import pytest

from bot.rendering.documents.published import AmountData
from bot.rendering.documents.wording import Wording
from tests.documents.plans import WORDS

LABEL = "не известно: {count}"


@pytest.mark.parametrize(("minutes", "told"), [(0, "1"), (0.4, "1"), (1, "1"), (25, "25")])
def test_nothing_takes_less_than_a_minute(minutes: float, told: str) -> None:
    assert Wording(WORDS).minutes(minutes).split() == [told, WORDS.amounts.minutes]


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        pytest.param(AmountData(low=10, high=20, unknown=2), "не известно: 2", id="some are not known"),
        pytest.param(AmountData(low=10, high=20, unknown=0), "", id="all are known"),
        pytest.param(AmountData(low=None, high=None, unknown=2), "", id="none is: the total says so itself"),
    ],
)
def test_what_is_left_out_of_a_total_is_counted_where_there_is_a_total(amount: AmountData, told: str) -> None:
    assert Wording(WORDS).left_out(amount, LABEL) == told
