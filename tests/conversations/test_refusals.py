"""What cannot be an answer is told on the card itself, which comes down to where the client looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversations.spots import SPOTS, Spot, at, goes_on
from tests.conversations.walker import Walker, begin, seen

if TYPE_CHECKING:
    from tests.conversations.conftest import Stage

LEAD_NEED = Spot("воронка лидов?")
#: Where, what is typed, and what the card says to it.
TOLD = {
    "number": (SPOTS["number"], "примерно столько же", "Не получилось узнать число"),
    "choice of two": (
        LEAD_NEED,
        "смотря какая",
        "Словами здесь не ответить: нажмите «Да, нужна» или «Нет, сразу сделки».",
    ),
    "a draft": (SPOTS["records, a draft"], "вот так", "Словами здесь не ответить: нажмите «"),
    "after removing": (
        SPOTS["list, after removing"],
        "ой",
        "Словами здесь не ответить: нажмите «Дальше» или «Вернуть».",
    ),
}


@pytest.mark.parametrize(("spot", "words", "told"), TOLD.values(), ids=TOLD.keys())
async def test_what_is_no_answer_is_told_on_top_of_the_card_that_comes_down(
    stage: Stage, spot: Spot, words: str, told: str
) -> None:
    anna = await at(stage, spot)
    asked = anna.text

    await anna.say(words)

    assert anna.text.startswith(told)
    assert anna.text.endswith(asked)
    assert stage.anna.last == anna.card
    await stage.anna.until(
        lambda: [message for message in stage.anna.from_bot if message.labels] == [anna.card],
        what="The card stands there twice.",
    )
    await goes_on(stage, anna)


async def test_a_refusal_is_gone_with_the_next_tap(stage: Stage) -> None:
    anna = await at(stage, SPOTS["number"])
    await anna.say("примерно столько же")

    await anna.tap("Подробнее", "‹ К вопросу")

    assert "Не получилось" not in anna.text


async def test_one_refusal_does_not_pile_upon_another(stage: Stage) -> None:
    anna = await at(stage, SPOTS["number"])

    await anna.say("примерно столько же")
    await anna.say("сколько и было")

    assert anna.text.count("Не получилось узнать число") == 1
    await stage.anna.until(lambda: sum("Не получилось" in message.text for message in stage.anna.from_bot) == 1)


async def test_what_is_no_message_for_a_brief_is_told_on_the_card_too(stage: Stage) -> None:
    anna = await begin(stage)

    await stage.anna.sticker(wait=False)
    await stage.anna.card_shows("Это не получится сохранить как ответ")

    assert stage.anna.last == anna.card
    assert "О компании · 1 из 3" in anna.text


async def test_a_question_before_the_start_hears_how_long_it_takes_and_what_to_tap(stage: Stage) -> None:
    await stage.anna.open_link(await stage.invite())
    anna = Walker(stage.anna)

    await anna.say("а это долго?")

    minutes = next(line for line in anna.lines() if line.startswith("Это займёт около"))
    assert minutes.partition("около ")[2].split(" мин")[0] in seen(anna.text.partition("Здравствуйте")[2])
    assert "нажмите «Согласен, начать»" in anna.text
    assert "Здравствуйте, Анна." in anna.text
    assert "Согласен, начать" in anna.labels
