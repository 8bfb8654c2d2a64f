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
        ("нас - 5", 5),
        ("\N{MINUS SIGN}5", -5),
        ("четыреста", 400),
        ("четыреста пятьдесят", 450),
        ("шестьсот", 600),
        ("семьсот пятьдесят", 750),
        ("восьмисот", 800),
        ("девятьсот девяносто девять", 999),
        ("тысяча четыреста", 1400),
        ("две тысячи восемьсот", 2800),
        ("две с половиной тысячи", 2500),
        ("три тысячи с половиной", 3500),
        ("2½ тыс", 2500),
        ("две сотни", 200),
        ("сотня", 100),
        ("сто тысяч", 100_000),
        ("две сотни тысяч", 200_000),
        ("миллион двести тысяч", 1_200_000),
        ("5 тыщ", 5000),
        ("2 млрд", 2_000_000_000),
        ("2 к.", 2000),
        ("шестеро", 6),
        ("нас семеро", 7),
        ("полсотни", 50),
        ("10.000", 10_000),
        ("1,500", 1500),
        ("3.000 минут", 3000),
        ("3.000.", 3000),
        ("1.500.000", 1_500_000),
        ("1.500,50", 1500.5),
        ("0.500", 0.5),
        ("5 (пять)", 5),
        ("пять (5) человек", 5),
        ("Сотрудники (5)", 5),
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
        ("вроде 8", 8),
        ("8 вроде", 8),
        ("где то 15", 15),
        ("плюс-минус 15", 15),
        ("двадцать с лишним", 20),
        ("от 5", 5),
        ("пара десятков", 20),
        ("2 десятка", 20),
        ("полтора десятка", 15),
        ("пара десятков тысяч", 20_000),
        ("десяток тысяч", 10_000),
        ("около десятка", 10),
        ("больше тысячи двухсот", 1200),
        ("около двух с половиной тысяч", 2500),
        ("тысяч пять", 5000),
        ("тысячи две", 2000),
        ("десятка два", 20),
        ("минут 3.000", 3000),
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
        ("пять-шесть сотен", 500, 600),
        ("10\N{MINUS SIGN}15", 10, 15),
        ("10\N{NON-BREAKING HYPHEN}15", 10, 15),
        ("5…7", 5, 7),
        ("1.500 - 2.000", 1500, 2000),
        ("1.500 - 2 тыс", 1500, 2000),
        ("от сотни до двухсот", 100, 200),
        ("от 500 до тысячи", 500, 1000),
        ("полторы-две сотни тысяч", 150_000, 200_000),
    ],
)
def test_a_range_stays_a_range(text: str, low: float, high: float) -> None:
    assert number_in(text) == NumberValue(low, high)


@pytest.mark.parametrize(
    "text", ["примерно 10-15", "10 - примерно 15", "нас человек 10-15, точно не помню", "10-15 и больше"]
)
def test_a_rough_range_is_both(text: str) -> None:
    assert number_in(text) == NumberValue(10, 15, approximate=True)


@pytest.mark.parametrize("text", ["тысяч пять-шесть", "тысяч 5–6"])
def test_a_scale_in_front_goes_for_both_ends_of_a_rough_range(text: str) -> None:
    assert number_in(text) == NumberValue(5000, 6000, approximate=True)


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
        "хз",
        "пятдесят пять",
        "двадцатка и пять",
        "половина из 20",
        "треть от 30",
        "с половиной",
        "пять сот",
        "5 т",
        "5 т.р.",
        "15 к лету",
        "15 человек, тысяча минут",
        "15 человек тысяч",
        "10-тысяч",
        "тысячи человек",
        "сотни звонков, 5 человек",
        "тысяча тысяч",
        "тысяч пять тысяч",
        "тысяч сотен пять",
        "2 тыс 500 60",
        "двадцать, пять из них удалённо",
        "1.500 тыс",
        "1 500.000",
        "12.05.2024",
        "5 (шесть)",
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


@pytest.mark.parametrize("text", ["1.500", "1,500 т"])
def test_where_fractions_are_welcome_three_digits_behind_a_point_are_in_doubt(text: str) -> None:
    with pytest.raises(Refused):
        number_in(text, whole=False)
    assert number_in("1.500.000", whole=False) == NumberValue(1_500_000)
    assert number_in("1,5", whole=False) == NumberValue(1.5)


UP_TO_NINETEEN = [
    "ноль",
    "один",
    "два",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
]
TENS = ["двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"]
HUNDREDS = ["сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"]
FEMININE = {"один": "одна", "два": "две"}


def spelled(number: int) -> str:
    """In Russian words, below a million."""
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return " ".join(below_thousand(rest)) or "ноль"
    counted = [FEMININE.get(word, word) for word in below_thousand(thousands)]
    noun = {"одна": "тысяча", "две": "тысячи", "три": "тысячи", "четыре": "тысячи"}.get(counted[-1], "тысяч")
    return " ".join([*counted, noun, *below_thousand(rest)])


def below_thousand(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [HUNDREDS[hundreds - 1]] if hundreds else []
    if rest >= 20:
        words.append(TENS[rest // 10 - 2])
        rest %= 10
    return [*words, UP_TO_NINETEEN[rest]] if rest else words


def test_every_number_up_to_ten_thousand_is_read_in_words() -> None:
    assert [number for number in range(10_000) if number_in(spelled(number)) != NumberValue(number)] == []


@given(st.integers(0, 999_999))
def test_any_number_below_a_million_is_read_in_words(number: int) -> None:
    assert number_in(spelled(number)) == NumberValue(number)
    assert number_in(f"около {spelled(number)} минут") == NumberValue(number, approximate=True)


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_no_two_numbers_in_words_are_read_as_a_third_one(first: int, second: int) -> None:
    with pytest.raises(Refused):
        number_in(f"{spelled(first)}, {spelled(second)}")
