"""From the consent to the first question: the sections with their progress come first, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conversations.walker import Walker, begin, seen

if TYPE_CHECKING:
    from tests.conversations.conftest import Stage


async def test_after_the_consent_the_sections_with_progress_lead_to_the_first_question(stage: Stage) -> None:
    await stage.anna.open_link(await stage.invite())
    anna = Walker(stage.anna)

    await anna.tap("Согласен, начать")

    assert anna.text.startswith("Разделы\n▱▱▱▱▱▱▱▱▱▱ 0 %")
    assert "○ О компании" in anna.labels
    assert [button.label for row in anna.card.keyboard for button in row if button.style == "primary"] == ["Начать"]
    await anna.tap("Начать")
    assert "О компании · 1 из 3" in anna.text
    await anna.tap("Реклама и вывески", "Разделы")
    assert "Продолжить" in anna.labels
    assert "Начать" not in anna.labels


async def test_the_welcome_and_the_sections_name_the_same_minutes(stage: Stage) -> None:
    await stage.anna.open_link(await stage.invite())
    anna = Walker(stage.anna)
    told = anna.text.partition("около ")[2].partition(" мин")[0]

    await anna.tap("Согласен, начать")

    assert f"Осталось примерно {told} мин" in anna.text


async def test_the_bar_never_falls_for_who_takes_what_is_proposed(stage: Stage) -> None:
    anna = await begin(stage)
    shown = 0
    while "Проверьте ответы" not in anna.text:
        percent = int(anna.text.partition(" %")[0].split()[-1])
        assert percent >= shown, anna.text
        shown = percent
        await anna.answer({})
    await anna.tap("Разделы")
    assert "▰▰▰▰▰▰▰▰▰▰ 100 %" in anna.text


async def test_a_section_says_what_it_is_about_on_its_card_and_on_its_first_question(stage: Stage) -> None:
    anna = await begin(stage)
    intro = "Три коротких вопроса, чтобы дальше предлагать подходящее именно вам."
    assert intro in anna.text

    await anna.tap("Реклама и вывески")
    assert intro not in anna.text
    await anna.tap("‹ Назад")
    assert intro not in anna.text
    await anna.tap("Разделы", "О компании")

    assert intro in anna.text


async def test_the_cards_that_lead_elsewhere_fit_a_phone(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.tap("Разделы")
    assert len(anna.card.buttons) <= 8
    await anna.tap("К проверке")
    assert len(anna.card.buttons) <= 8
    await anna.tap("Продолжить")
    await anna.arrive_at("Какие стадии проходит сделка")
    await anna.tap("+ Добавить")
    assert len(seen(anna.text).splitlines()) <= 17
    assert len(anna.card.buttons) <= 8
