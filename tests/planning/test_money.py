"""Ranges: open upwards, unknown, multiplied, added."""

from __future__ import annotations

from bot.domain.planning.money import UNKNOWN, Range, exactly, total


def test_a_product_multiplies_both_ends() -> None:
    assert Range(500, 700).times(Range(2, 3)) == Range(1000, 2100)


def test_a_product_with_an_open_end_stays_open() -> None:
    assert Range(500).times(exactly(2)) == Range(1000)
    assert exactly(2).times(Range(500)) == Range(1000)


def test_a_product_with_something_unknown_is_unknown() -> None:
    assert UNKNOWN.times(exactly(2)) == UNKNOWN == exactly(2).times(UNKNOWN)


def test_no_pieces_cost_nothing_whatever_one_costs() -> None:
    for price in (exactly(5000), Range(5000), UNKNOWN):
        assert price.times(exactly(0)).nothing
        assert exactly(0).times(price).nothing


def test_a_price_that_may_be_something_is_not_nothing() -> None:
    assert not Range(0).times(exactly(2)).nothing
    assert not Range(5000).times(Range(0, 3)).nothing


def test_a_sum_adds_what_is_known_and_counts_what_is_not() -> None:
    assert total([Range(1, 2), exactly(3), UNKNOWN, UNKNOWN]) == Range(4, 5, unknown=2)


def test_a_sum_with_an_open_part_is_open() -> None:
    assert total([Range(1), exactly(3)]) == Range(4)


def test_a_sum_of_sums_keeps_the_count_of_the_unknown() -> None:
    assert total([total([UNKNOWN]), total([exactly(1), UNKNOWN])]) == Range(1, 1, unknown=2)


def test_a_sum_of_nothing_is_zero() -> None:
    assert total([]) == Range(0, 0)
    assert total([]).nothing


def test_rounding_goes_up_to_the_step() -> None:
    assert Range(0.3, 1.01).rounded_up(0.5) == Range(0.5, 1.5)
    assert Range(2).rounded_up(0.5) == Range(2)
