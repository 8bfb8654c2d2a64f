"""The plan as rich messages, and what comes instead where the server does not take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequestError
from tests.conversations.conftest import CLIENT, MANAGER, Stage, serving, settings_for
from tests.conversations.walker import begin, plan_for, seen

if TYPE_CHECKING:
    from pathlib import Path

    from bot.simulator import LocalTelegram, Message

BUTTONS = ("План", "Повестка", "Ответы", "PDF", "Word, Excel…")


async def submitted(stage: Stage) -> str:
    """Anna answers one question and sends it off; what Maria receives."""
    anna = await begin(stage)
    await anna.tap("Реклама и вывески", "Разделы", "К проверке")
    return await plan_for(stage)


def plan_messages(stage: Stage) -> list[Message]:
    """Everything from the first screen on, without pictures and other answers."""
    texts = [message for message in stage.maria.from_bot if message.text and "/briefs" not in message.text]
    first = next(number for number, message in enumerate(texts) if "версия 1" in message.text)
    return texts[first:]


def tries(telegram: LocalTelegram) -> int:
    return sum(call.method == "sendRichMessage" for call in telegram.calls)


async def test_the_plan_is_one_screen_with_buttons_and_one_message_with_folded_sections(stage: Stage) -> None:
    await submitted(stage)
    first, rest = plan_messages(stage)
    assert first.labels == BUTTONS
    assert rest.labels == ()
    assert first.rich is not None
    assert rest.rich is not None
    assert len(first.text.splitlines()) <= 14
    assert {type(block).__name__ for block in rest.rich.blocks} == {"Details"}
    assert [call.error for call in stage.telegram.calls if not call.ok and "not modified" not in call.error] == []


async def test_agenda_and_answers_are_rich_too_and_the_plan_can_be_had_in_plain_text(stage: Stage) -> None:
    await submitted(stage)
    first = plan_messages(stage)[0]
    await stage.maria.tap("Повестка", on=first)
    assert stage.maria.last.rich is not None
    assert stage.maria.last.text.startswith("Повестка встречи · 13")
    await stage.maria.tap("Ответы", on=first)
    assert stage.maria.last.rich is not None
    assert "Отрасль: Реклама и вывески" in stage.maria.last.text
    await stage.maria.tap("Word, Excel…", on=first)
    known = len(stage.maria.from_bot)
    await stage.maria.tap("План простым текстом")
    await stage.maria.until(lambda: "Нет ответа." in stage.maria.last.text)
    classic = stage.maria.from_bot[known:]
    assert [message.rich for message in classic] == [None] * len(classic)
    assert "К встрече 13 вопросов" in seen(classic[0].text)


async def test_an_old_server_gets_the_same_plan_in_classic_messages_and_is_not_asked_after_a_restart(
    telegram: LocalTelegram, database: Path
) -> None:
    telegram.faults.forget_rich_messages()
    maria, anna = telegram.user(MANAGER, "Мария"), telegram.user(CLIENT, "Анна")
    async with serving(settings_for(telegram, database)) as bot:
        plan = await submitted(stage := Stage(telegram, maria, anna, bot))
    first, *rest = plan_messages(stage)
    assert first.labels == BUTTONS
    assert [message.rich for message in (first, *rest)] == [None] * (1 + len(rest))
    assert plan.index("К встрече 13 вопросов") < plan.index("О компании") < plan.index("Повестка встречи")
    assert tries(telegram) == 1
    telegram.faults.clear()
    async with serving(settings_for(telegram, database)):
        await maria.tap("Повестка", on=first)
        await maria.until(lambda: maria.last.text.startswith("Повестка встречи"))
    assert maria.last.rich is None
    assert tries(telegram) == 1


async def test_a_message_that_is_refused_comes_in_classic_and_nothing_of_the_plan_is_missing(stage: Stage) -> None:
    stage.telegram.faults.refuse(BadRequestError("can't parse entities"), method="sendRichMessage")
    plan = await submitted(stage)
    first, rest = plan_messages(stage)
    assert (first.rich, first.labels) == (None, BUTTONS)
    assert rest.rich is not None
    assert plan.count("версия 1") == plan.count("Повестка встречи") == 1


async def test_switched_off_everything_is_classic(telegram: LocalTelegram, database: Path) -> None:
    maria, anna = telegram.user(MANAGER, "Мария"), telegram.user(CLIENT, "Анна")
    async with serving(settings_for(telegram, database, rich_messages="off")) as bot:
        await submitted(stage := Stage(telegram, maria, anna, bot))
    assert {message.rich for message in plan_messages(stage)} == {None}
    assert tries(telegram) == 0
