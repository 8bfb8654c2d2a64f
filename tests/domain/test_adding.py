"""Numbers that are left to be added up."""

from __future__ import annotations

import pytest

from bot.domain.adding import is_about_people, total_in
from bot.domain.errors import Reason
from bot.domain.values import NumberValue
from tests.domain.test_editing import refused


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("три менеджера и я", 4),
        ("5 менеджеров, руководитель и бухгалтер", 7),
        ("Пять менеджеров, руководитель и бухгалтер.", 7),
        ("три менеджера и секретарь", 4),
        ("двое менеджеров плюс директор", 3),
        ("5 + бухгалтер", 6),
        ("я и два менеджера", 3),
        ("директор и бухгалтер", 2),
        ("два менеджера\nсекретарь", 3),
        ("3 менеджера, 2 бухгалтера и я", 6),
        ("3 менеджера и ещё двое", 5),
        ("у нас 4 продавца и коммерческий директор", 5),
        ("2 менеджера и руководитель отдела продаж", 3),
        ("я", 1),
        ("только я", 1),
        ("я один", 1),
        ("нас семеро", 7),
        ("15, включая директора", 15),
        ("15 (с бухгалтером)", 15),
        ("15 вместе с директором", 15),
        ("7 менеджеров", 7),
    ],
)
def test_people_who_are_listed_are_counted(text: str, amount: int) -> None:
    assert total_in(text, people=True) == NumberValue(amount)


@pytest.mark.parametrize(
    "text",
    [
        "5 человек и стажёры",
        "5 менеджеров, руководитель и кто-то на складе",
        "5 менеджеров, бухгалтеры",
        "три менеджера и, может быть, секретарь",
        "менеджеры и бухгалтер",
        "5 человек: 3 менеджера, директор и бухгалтер",
        "20 в офисе и 5 менеджеров на складе",
        "5 менеджеров, не считая бухгалтера",
        "2+3 %",
        "5 менеджеров, без бухгалтера",
    ],
)
def test_a_list_that_is_not_understood_to_the_end_is_not_added_up(text: str) -> None:
    with refused(Reason.ADD_UP):
        total_in(text, people=True)


@pytest.mark.parametrize("people", [True, False])
@pytest.mark.parametrize(("text", "amount"), [("2+3", 5), ("2 + 3 + 1", 6), ("два плюс три", 5), ("1,5+2", 3.5)])
def test_a_sum_is_worked_out(text: str, amount: float, people: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert total_in(text, whole=False, people=people) == NumberValue(amount)


def test_ends_of_ranges_and_rough_numbers_are_added_up() -> None:
    assert total_in("5–6 менеджеров и директор", people=True) == NumberValue(6, 7)
    assert total_in("около 5 менеджеров и я", people=True) == NumberValue(6, approximate=True)


@pytest.mark.parametrize("text", ["5 и 3", "5 плюс-минус 2", "15 плюс минус два"])
def test_what_is_no_sum_is_no_number(text: str) -> None:
    with refused(Reason.NOT_A_NUMBER):
        total_in(text, people=True)


@pytest.mark.parametrize("text", ["10+", "15, точно не помню", "около 15", "плюс 15"])
def test_a_rough_number_stays_one(text: str) -> None:
    assert total_in(text, people=True).approximate


def test_who_stands_beside_a_number_of_things_is_not_counted() -> None:
    assert total_in("два, на стойку и секретарь") == NumberValue(2)


@pytest.mark.parametrize(
    ("unit", "about"), [("чел.", True), ("человек", True), ("сотр.", True), ("шт.", False), ("", False)]
)
def test_the_unit_says_whether_people_are_counted(unit: str, about: bool) -> None:  # noqa: FBT001 - as above
    assert is_about_people(unit) is about
