"""Codes for those who configure a portal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.planning.codes import Codes
from tests.planning.anything import labels


def codes(longest: int = 50, prefix: str = "", taken: tuple[str, ...] = ()) -> Codes:
    return Codes(longest, prefix=prefix, nameless="FIELD", taken=taken)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Площадь помещения", "PLOSHCHAD_POMESHCHENIYA"),
        ("Объём, м³", "OBEM_M"),
        ("Тех. задание (файл)", "TEKH_ZADANIE_FAIL"),
        ("e-mail №2", "E_MAIL_2"),
        ("מידה 🐘", "FIELD"),
        ("", "FIELD"),
    ],
)
def test_a_name_becomes_latin_capitals(name: str, code: str) -> None:
    assert codes().of(name) == code


def test_a_long_name_is_cut_between_words() -> None:
    assert codes(17).of("ЛПР установлено и согласен") == "LPR_USTANOVLENO_I"
    assert codes(17).of("Сверхдлинноеназвание поля") == "SVERKHDLINNOENAZV"


def test_equal_names_get_numbers() -> None:
    given_codes = codes(10)
    assert [given_codes.of("Согласовано") for _ in range(3)] == ["SOGLASOVAN", "SOGLASOV_2", "SOGLASOV_3"]


def test_codes_that_the_portal_has_are_left_alone() -> None:
    assert codes(taken=("new",)).of("New") == "NEW_2"


@given(names=st.lists(labels, max_size=12), longest=st.integers(12, 50))
def test_whatever_the_names_are_codes_are_fit_and_differ(names: list[str], longest: int) -> None:
    prefix = "UF_CRM_"
    given_codes = codes(longest, prefix)
    made = [given_codes.of(name) for name in names]
    assert len(set(made)) == len(names)
    assert all(len(code) <= longest and re.fullmatch(r"UF_CRM_[A-Z0-9]([A-Z0-9_]*[A-Z0-9])?", code) for code in made)
