"""Numbers as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Reason, Refused
from bot.domain.numbers_in_words import number_in
from bot.domain.values import NumberValue


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("15", 15),
        (" 15. ", 15),
        ("15 человек", 15),
        ("15чел.", 15),
        ("нас 15", 15),
        ("У нас работает 15 сотрудников!", 15),
        ("15 (с бухгалтером)", 15),
        ("15 👍", 15),
        ("1,5", 1.5),
        ("1.5", 1.5),
        ("-5", -5),
        ("0", 0),
        ("1 500", 1500),
        ("1\N{NO-BREAK SPACE}500\N{NARROW NO-BREAK SPACE}000", 1_500_000),
        ("2 тыс", 2000),
        ("2 тыс. минут", 2000),
        ("2к", 2000),
        ("1,5 млн", 1_500_000),
        ("пятнадцать", 15),
        ("ПЯТНАДЦАТЬ ЧЕЛОВЕК", 15),
        ("двадцать пять", 25),
        ("сто двадцать три", 123),
        ("Четверо", 4),
        ("трёх", 3),
        ("тысяча", 1000),
        ("две тысячи пятьсот", 2500),
        ("2 тыс 500", 2500),
        ("полторы тысячи", 1500),
        ("ни одного", 0),
        ("к концу года 15", 15),
        ("из-за ремонта 5", 5),
    ],
)
def test_a_number_is_read(text: str, amount: float) -> None:
    assert number_in(text) == NumberValue(amount)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("около 15", 15),
        ("~15", 15),
        ("≈ 15", 15),
        ("15+", 15),
        ("больше 15", 15),
        ("не больше 15", 15),
        ("до 15", 15),
        ("где-то 15", 15),
        ("15 примерно", 15),
        ("около двадцати пяти", 25),
        ("человек пятнадцать", 15),
        ("штук 5", 5),
        ("пара", 2),
        ("десяток", 10),
        ("не знаю, может 15", 15),
        ("15, но точно не уверена", 15),
        ("точно не считали, пятнадцать", 15),
    ],
)
def test_a_rough_number_stays_rough(text: str, amount: float) -> None:
    assert number_in(text) == NumberValue(amount, approximate=True)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10-15", 10, 15),
        ("10 – 15", 10, 15),
        ("10—15 человек", 10, 15),
        ("10..15", 10, 15),
        ("от 10 до 15", 10, 15),
        ("10 или 15", 10, 15),
        ("пять-шесть", 5, 6),
        ("от двадцати до тридцати пяти", 20, 35),
        ("10-15 тыс", 10_000, 15_000),
        ("1–2 млн", 1_000_000, 2_000_000),
        ("500 - 1 тыс", 500, 1000),
        ("100 - 2 тыс", 100, 2000),
        ("10 тыс - 15 тыс", 10_000, 15_000),
        ("три-четыре тысячи", 3000, 4000),
    ],
)
def test_a_range_stays_a_range(text: str, low: float, high: float) -> None:
    assert number_in(text) == NumberValue(low, high)


@pytest.mark.parametrize("text", ["примерно 10-15", "нас человек 10-15, точно не помню"])
def test_a_rough_range_is_both(text: str) -> None:
    assert number_in(text) == NumberValue(10, 15, approximate=True)


def test_a_range_of_one_is_a_number() -> None:
    assert number_in("5-5") == NumberValue(5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "много",
        "не знаю",
        "не 15",
        "5 и 6",
        "5 6",
        "10-20-30",
        "15-5",
        "24/7",
        "пять двадцать",
        "2 тыс тыс",
        "1 5000",
        "١٥",
        "五",
        "15 " + "слово " * 20,
        "к",
        "-",
    ],
)
def test_what_states_no_number_or_several_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        number_in(text)
    assert refused.value.reason is Reason.NOT_A_NUMBER


@given(st.text(alphabet=st.sampled_from("0123456789 .,-–тысячдопетокл~+()не\ud800")) | st.text(max_size=200))
def test_no_text_does_anything_but_state_a_number_or_not(text: str) -> None:
    try:
        value = number_in(text)
    except Refused as refused:
        reason = refused.reason
        assert reason is Reason.NOT_A_NUMBER
    else:
        assert value.upper is None or value.upper > value.amount


@given(st.integers(0, 10**12))
def test_any_whole_number_is_read_with_and_without_spaces(number: int) -> None:
    assert number_in(str(number)) == number_in(f"{number:,}".replace(",", " ")) == NumberValue(number)
