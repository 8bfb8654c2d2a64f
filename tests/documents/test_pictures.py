"""Pipelines as pictures for a phone."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from bot.rendering.documents.typesetting import Typesetter, pipelines
from tests.documents.plans import HOSTILE, LONG, draft, filled_with, huge, life, published
from tests.planning.making import TEMPLATES

if TYPE_CHECKING:
    from bot.domain.planning.plan import Plan

TYPESETTER = Typesetter(TEMPLATES)
#: Telegram takes no photo with more pixels along both sides, nor one more than twenty times as high as wide.
MOST_PIXELS, MOST_TIMES = 10_000, 20


def sizes(plan: Plan) -> list[tuple[int, int]]:
    return [Image.open(BytesIO(picture)).size for picture in TYPESETTER.pictures(published(plan))]


def test_there_is_one_for_each_pipeline_by_its_title() -> None:
    assert pipelines(published(life())) == (
        "Стадии лидов",
        "Воронка «Вывеска на заказ»",
        "Воронка «Ремонт и обслуживание»",
    )
    assert len(sizes(life())) == 3


def test_a_plan_without_pipelines_has_none() -> None:
    assert TYPESETTER.pictures(published(draft())) == ()


def test_they_are_as_wide_as_a_phone_and_higher_where_more_is_told() -> None:
    leads, signs, service = sizes(life())
    assert {width for width, _ in (leads, signs, service)} == {1080}
    assert signs[1] > leads[1] > service[1]


@pytest.mark.parametrize("words", ["", LONG], ids=["as in life", "with long words"])
def test_telegram_takes_the_largest_ones(words: str) -> None:
    for width, height in sizes(filled_with(huge(pipelines=1, stages=80), words)):
        assert width == 1080
        assert width + height <= MOST_PIXELS
        assert height <= width * MOST_TIMES


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_do_no_harm(hostile: str) -> None:
    assert len(sizes(filled_with(life(), hostile))) == 3
