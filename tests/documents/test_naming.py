"""Names of exported files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.documents.naming import fit, picture_name, plan_name
from tests.documents.plans import WORDS, draft, life, published


def test_a_file_is_named_after_company_and_version() -> None:
    assert plan_name(published(life()), WORDS, "pdf") == "ООО «Свет и знак», план внедрения, версия 1.pdf"
    assert plan_name(published(draft()), WORDS, "json").endswith(", план внедрения, черновик.json")


def test_a_picture_is_named_after_its_pipeline() -> None:
    assert picture_name(published(life()), WORDS, "Лиды: новые") == "ООО «Свет и знак», Лиды новые.png"


@pytest.mark.parametrize(
    ("company", "name"),
    [
        ("../../etc/passwd", "etc passwd"),
        ('a<b>:"c"|d?*\\e', "a b c d e"),
        ("ООО\n\t«Ёж»\x00 ", "ООО «Ёж»"),
        ("\u202eзадом", "задом"),
        (" ... ", "-"),
        ("", "-"),
        ("Ж" * 100, "Ж" * 60),
    ],
)
def test_what_disks_refuse_is_left_out(company: str, name: str) -> None:
    assert fit(company) == name


@given(st.text())
def test_any_company_gives_a_name_of_one_part(company: str) -> None:
    name = fit(company)
    assert name
    assert len(name.encode()) <= 120
    assert not set('/\\:*?"<>|\n\x00') & set(name)
    assert name == name.strip(" .")
