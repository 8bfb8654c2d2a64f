"""Nothing that is shipped is cut on a button of a small phone, whatever mark stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from playwright.async_api import expect
from pydantic import BaseModel

from bot.bootstrap import TEMPLATES
from bot.definitions.reading import read
from bot.domain.phone import ADVISED, FULL_WIDTH, HALF, THIRD, TICK, USUAL
from bot.domain.questionnaire import ChoiceField, Questionnaire
from bot.rendering.labels import Labels
from bot.simulator import LocalTelegram
from tests.simulator.page.phones import ANNA, PEOPLE, last, phone
from tests.simulator.raw_bot import RawBot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from tests.browser import Pages

pytest_plugins = ("tests.browser",)
pytestmark = pytest.mark.browser

LABELS = read(TEMPLATES / "messages" / "labels.yaml", Labels)
BRIEF = read(TEMPLATES / "questionnaires" / "crm_bitrix24.yaml", Questionnaire)
#: Telegram takes a hundred buttons in one message.
MOST = 90


@pytest_asyncio.fixture(loop_scope="session")
async def telegram() -> AsyncIterator[LocalTelegram]:
    async with LocalTelegram(PEOPLE) as running:
        await running.user(ANNA).send("/start", wait=False)
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def bot(telegram: LocalTelegram) -> AsyncIterator[RawBot]:
    async with ClientSession() as session:
        yield RawBot(session, telegram.url, telegram.token)


def labels_in(part: BaseModel) -> Iterator[str]:
    """Everything in a definition that becomes a button."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        if name in ("label", "title", "none_label", "short") and value:
            yield value
        if name == "suggestions":
            yield from (each for each in value if isinstance(each, str))
        for each in value if isinstance(value, tuple) else ():
            if isinstance(each, BaseModel):
                yield from labels_in(each)


def shipped() -> set[str]:
    """Each label with the longest mark that it may get."""
    chosen = {LABELS.buttons.chosen.format(label=label) for section in BRIEF.sections for label in labels_in(section)}
    advised = {
        LABELS.buttons.advised.format(label=option.label)
        for question in BRIEF.questions.values()
        for option in getattr(question, "options", ())
        if option.id in {advice.option for advice in getattr(question, "advice", ())}
    }
    usual = {
        LABELS.buttons.usual.format(label=option.label)
        for question in BRIEF.questions.values()
        for field in getattr(question, "fields", ())
        if isinstance(field, ChoiceField)
        for option in field.options
        if option.id == field.default
    }
    return chosen | advised | usual | set(LABELS.buttons.model_dump().values())


def test_the_marks_are_as_long_as_the_labels_are_measured_with() -> None:
    marks = LABELS.buttons
    lengths = [len(mark.format(label="")) for mark in (marks.chosen, marks.advised, marks.usual)]
    assert lengths == [TICK, ADVISED, USUAL]


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize(("most", "beside"), [(FULL_WIDTH, 1), (HALF, 2), (THIRD, 3)])
async def test_a_label_that_counts_as_fitting_is_shown_whole(
    telegram: LocalTelegram, bot: RawBot, pages: Pages, most: int, beside: int
) -> None:
    page = await pages.open(telegram.url, width=360, height=760)
    fitting = sorted(label for label in shipped() if "{" not in label and len(label) <= most)
    assert fitting
    rows = [[label] * beside for label in fitting]
    cut: list[str] = []
    for start in range(0, len(rows), MOST // beside):
        part = rows[start : start + MOST // beside]
        keyboard = [[{"text": label, "callback_data": "x"} for label in row] for row in part]
        await bot.send(ANNA, f"С {start}", reply_markup={"inline_keyboard": keyboard})
        shown = last(phone(page, ANNA)).locator(".key-label")
        await expect(shown).to_have_count(len(part) * beside)
        cut += await shown.evaluate_all("all => all.filter(n => n.scrollWidth > n.clientWidth).map(n => n.textContent)")
    assert set(cut) == set()


def test_every_shipped_label_fits_a_row_of_its_own() -> None:
    long = [label for label in shipped() if "{" not in label and len(label) > FULL_WIDTH]
    assert long == []
