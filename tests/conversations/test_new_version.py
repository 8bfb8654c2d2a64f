"""A new version of the questionnaire on briefs under way: answers are kept, new questions are told of, once."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tests.conversations.conftest import CLIENT, MANAGER, Stage, serving, settings_for
from tests.conversations.walker import Walker, plan_for, seen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from bot.simulator import LocalTelegram

    Running = Callable[[str], AbstractAsyncContextManager[Stage]]

FIRST = """
id: small
version: "1"
title: Малый
sections:
  - id: company
    title: О компании
    questions:
      - {id: staff, kind: number, short: Сотрудники, ask: Сколько сотрудников?, maximum: 500}
      - {id: city, kind: text, short: Город, ask: В каком вы городе?}
  - id: calls
    title: Телефония
    questions:
      - id: need
        kind: choice
        short: Звонки
        ask: Нужны ли звонки?
        options: [{id: yes, label: Нужны}, {id: no, label: Не нужны}]
      - {id: wish, kind: text, short: Пожелания, ask: Что ещё важно?}
"""
CITY = "      - {id: city, kind: text, short: Город, ask: В каком вы городе?}\n"
TRADE = """      - id: trade
        kind: choice
        short: Отрасль
        ask: Чем вы занимаетесь?
        options: [{id: shop, label: Торговля}, {id: other, label: Другое}]
"""
RECORD = """      - id: record
        kind: choice
        short: Запись
        ask: Записывать ли разговоры?
        when: {is: {need: yes}}
        options: [{id: on, label: Записывать}, {id: off, label: Без записи}]
"""
#: Its author forgot to raise the version.
SECOND = FIRST.replace(CITY, TRADE)
THIRD = SECOND.replace("      - {id: wish", RECORD + "      - {id: wish")
NARROW = FIRST.replace("maximum: 500", "maximum: 50")


@pytest.fixture
async def running(telegram: LocalTelegram, database: Path, tmp_path: Path) -> Running:
    """The bot on one database, with one questionnaire after another."""
    maria, anna = telegram.user(MANAGER, "Мария"), telegram.user(CLIENT, "Анна")

    @asynccontextmanager
    async def bot_with(questionnaire: str) -> AsyncIterator[Stage]:
        file = tmp_path / f"{hash(questionnaire)}.yaml"
        file.write_text(questionnaire, encoding="utf-8")
        async with serving(settings_for(telegram, database, questionnaire=file)) as bot:
            yield Stage(telegram, maria, anna, bot)

    return bot_with


async def company_answered(stage: Stage) -> Walker:
    """The first section is done, the second begins."""
    await stage.begin()
    anna = Walker(stage.anna)
    await anna.say("15")
    await anna.say("Тверь")
    assert "Нужны ли звонки?" in anna.text
    return anna


async def test_a_new_question_is_told_of_once_and_what_was_answered_is_kept(running: Running) -> None:
    async with running(FIRST) as stage:
        anna = await company_answered(stage)
        assert "50 %" in anna.text

    async with running(SECOND):
        await anna.tap("Нужны")
        assert anna.text.startswith("В брифе появился новый вопрос, он в разделе «О компании».\n\nТелефония · 2 из 2")
        assert "50 %" in anna.text
        written = len(anna.user.from_bot)

        await anna.tap("Разделы")
        assert anna.text.startswith("Разделы")
        assert len(anna.user.from_bot) == written
        assert "◐ О компании" in anna.labels
        await anna.tap("О компании")
        assert "Сотрудники: 15\nОтрасль: —" in anna.text
        assert "Город" not in anna.text

    async with running(SECOND):
        await anna.tap("Отрасль")
        assert "появил" not in anna.text


async def test_the_card_tells_of_it_until_the_next_action_even_if_it_is_shown_again(running: Running) -> None:
    async with running(FIRST) as stage:
        anna = await company_answered(stage)
        old = anna.card

    async with running(THIRD):
        await anna.tap("Нужны")
        told = "В брифе появились новые вопросы: 2. Они в разделах «О компании» и «Телефония»."
        assert anna.text.startswith(told)

        await anna.user.tap(old.labels[0], on=old)
        assert anna.text.startswith(told)
        await anna.tap("Без записи")
        assert "появил" not in anna.text


async def test_who_has_not_begun_is_told_of_nothing(running: Running) -> None:
    async with running(FIRST) as stage:
        anna = Walker(stage.anna)
        await stage.anna.open_link(await stage.invite())

    async with running(THIRD):
        await anna.tap("Согласен, начать", "Начать")
        assert anna.text.startswith("О компании · 1 из 2")


async def test_questions_that_only_went_need_no_word(running: Running) -> None:
    async with running(THIRD) as stage:
        await stage.begin()
        anna = Walker(stage.anna)

    async with running(SECOND.replace(TRADE, "")):
        await anna.say("15")
        assert anna.text.startswith("Телефония · 1 из 2")


async def test_after_sending_both_hear_of_new_questions_and_they_can_be_answered(running: Running) -> None:
    async with running(FIRST) as stage:
        anna = await company_answered(stage)
        await anna.tap("Нужны")
        await anna.say("Ничего")
        await anna.tap("Отправить ответы")
        await stage.anna.card_shows("Спасибо")

    async with running(THIRD) as stage:
        unheard = "Без ответа: 2 вопроса.\nНовые вопросы, о которых клиент ещё не знает: 2."
        await stage.maria.send("/briefs")
        await stage.maria.tap("✓ ООО «Ромашка»")
        assert unheard in seen((await stage.maria.card_shows("Заполнен")).text)

        await anna.say("/start")
        assert anna.text.startswith(
            "В брифе появились новые вопросы: 2. Они в разделах «О компании» и «Телефония»."
            " Их можно добавить к отправленному: кнопка ниже.\n\nСпасибо, ответы отправлены"
        )
        assert anna.labels == ("Дополнить ответы",)
        await stage.maria.send("/briefs")
        await stage.maria.tap("✓ ООО «Ромашка»")
        assert "Без ответа: 2 вопроса.\nВстреча" in seen((await stage.maria.card_shows("Заполнен")).text)

        await anna.tap("Дополнить ответы", "Продолжить", "Торговля")
        assert "Записывать ли разговоры?" in anna.text
        await anna.tap("Без записи")
        assert "Есть ответы на все вопросы." in anna.text
        plan = await plan_for(stage)
        assert "ответы дополнены" in plan
        assert "Отрасль: Торговля" in plan


async def test_an_answer_out_of_new_bounds_is_asked_for_again_and_says_why(running: Running) -> None:
    async with running(FIRST) as stage:
        await stage.begin()
        anna = Walker(stage.anna)
        await anna.say("200")
        await anna.say("Тверь")

    async with running(NARROW):
        await anna.tap("Нужны")
        await anna.tap("Разделы", "О компании")
        assert "Сотрудники: 200 (проверьте)" in anna.text
        await anna.tap("Сотрудники")
        assert "вопрос с тех пор изменился. Слишком много: нужно не больше 50." in anna.text
        assert "Ваш ответ: 200" in anna.text
        assert not any("дальше" in label.lower() for label in anna.labels)
        await anna.say("20")
        await anna.tap("Разделы", "О компании")
        assert "Сотрудники: 20\n" in anna.text


RULES = """
id: small
version: "1"
title: Малый
sections:
  - id: all
    title: Автоматизация
    questions:
      - id: rules
        kind: records
        short: Правила
        ask: Что должно происходить само?
        none_label: Ничего
        summary: "{what}[ → {whom}]"
        fields:
          - id: what
            kind: choice
            short: Что
            ask: Что сделать?
            options: [{id: call, label: Позвонить}, {id: letter, label: Написать}]
          - {id: whom, kind: text, short: Кому, ask: Кому?, optional: true}
"""
WITHOUT_CALLS = RULES.replace("{id: call, label: Позвонить}", "{id: visit, label: Приехать}")


async def with_a_call(stage: Stage, *buttons: str) -> Walker:
    """A rule of one call, filled up to its draft; then the ``buttons``."""
    await stage.begin()
    anna = Walker(stage.anna)
    await anna.tap("+ Добавить", "Позвонить")
    await anna.say("Марине")
    assert "Получилось так" in anna.text
    await anna.tap(*buttons)
    return anna


async def test_a_record_that_lacks_something_is_marked_and_asks_only_for_that(running: Running) -> None:
    async with running(RULES) as stage:
        anna = await with_a_call(stage, "Сохранить", "+ Добавить", "Написать", "Пропустить", "Сохранить")

    async with running(WITHOUT_CALLS):
        await anna.tap("Разделы", "Автоматизация", "Правила")
        assert "Где стоит ○, нужно кое-что дополнить" in anna.text
        assert anna.lines(after="Раньше", before="!")[:2] == ["1. ○ → Марине", "2. Написать"]
        await anna.tap("Изменить", "1.", "Изменить")
        assert "Что сделать?" in anna.text
        await anna.tap("Приехать", "Сохранить")
        assert anna.elements() == ["Приехать → Марине", "Написать"]
        assert "○" not in anna.text


async def test_a_draft_that_cannot_be_saved_any_more_asks_for_what_it_lacks(running: Running) -> None:
    async with running(RULES) as stage:
        anna = await with_a_call(stage)

    async with running(WITHOUT_CALLS):
        await anna.tap("Сохранить")
        assert "Что сделать?" in anna.text
        await anna.tap("Приехать", "Сохранить")
        assert anna.elements() == ["Приехать → Марине"]
