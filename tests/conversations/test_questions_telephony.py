"""Telephony: what is asked follows what is needed, prices are shown, the voice menu has levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversations.walker import begin

if TYPE_CHECKING:
    from tests.conversations.conftest import Stage
    from tests.conversations.walker import Walker

NEED, MENU = "Нужна ли телефония", "Какие пункты будут в меню?"
TO_SALES = "1 — Отдел продаж → Соединить с группой: Отдел продаж"
TO_ACCOUNTING = "3 — Бухгалтерия → Соединить с сотрудником: Бухгалтер"


async def at(stage: Stage, question: str) -> Walker:
    anna = await begin(stage)
    taking = {"воронка лидов?": "Нет, сразу", "отвечает на входящие": "«Отдел продаж, Бухгалтерия»"}
    await anna.arrive_at(NEED, taking)
    if question != NEED:
        await anna.arrive_at("отвечает на входящие")
        await anna.say("Отдел продаж, Бухгалтерия")
        await anna.arrive_at(question)
    return anna


def menu(anna: Walker) -> list[str]:
    """The entries on the card, two blanks for each level."""
    entries = [line for line in anna.text.splitlines() if line.lstrip().startswith("• ")]
    return [line.replace("• ", "").replace("    ", "  ") for line in entries]


async def test_without_telephony_nothing_more_is_asked_about_it(stage: Stage) -> None:
    anna = await at(stage, NEED)

    await anna.tap("Телефония не нужна", "Дальше")

    assert "Какие каналы" in anna.text


@pytest.mark.parametrize(
    ("need", "asked", "not_asked"),
    [
        ("Звонить клиентам из CRM", "Сколько минут в месяц", "Кто у вас отвечает на входящие?"),
        ("Принимать звонки в CRM", "Кто у вас отвечает на входящие?", "Сколько минут в месяц"),
    ],
)
async def test_minutes_belong_to_outgoing_and_departments_to_incoming_calls(
    stage: Stage, need: str, asked: str, not_asked: str
) -> None:
    anna = await at(stage, NEED)
    await anna.tap(need, "Дальше")
    cards = []
    while "Нужны ли настольные телефоны" not in anna.text:
        cards.append(anna.text)
        await anna.tap("Обсудим на встрече")

    assert any(asked in card for card in cards)
    assert not any(not_asked in card for card in cards)


async def test_prices_are_on_the_card_and_behind_it(stage: Stage) -> None:
    anna = await at(stage, NEED)
    await anna.tap("Подробнее")
    assert "от 500 ₽ в месяц" in anna.text
    assert "3 000 ₽" in anna.text
    await anna.tap("‹ К вопросу", "Взять предложенное")

    assert "Номер Битрикс24: от 500 ₽ в месяц и 3 000 ₽ на баланс, около 1 ₽ за минуту." in anna.text
    assert "Номер Битрикс24 (советуем)" in anna.labels


@pytest.mark.parametrize("number", ["Свой номер, переадресация", "Номера коллтрекинга", "Свой оператор связи"])
async def test_any_kind_of_number_leads_on_to_those_who_call(stage: Stage, number: str) -> None:
    anna = await at(stage, NEED)
    await anna.tap("Взять предложенное", number)

    assert "Сколько сотрудников будет звонить" in anna.text
    await anna.say("пятеро")
    assert "Сколько минут в месяц" in anna.text
    await anna.say("3 тысячи")
    await anna.tap("‹ Назад")
    assert anna.row("Ваш ответ") == "3 000 мин"


@pytest.mark.parametrize(
    ("departments", "advised"),
    [("Отдел продаж, Бухгалтерия", "Да, нужно (советуем)"), ("Отвечаем все, отделов нет", "Нет, не нужно (советуем)")],
)
async def test_a_voice_menu_is_advised_where_there_are_departments(
    stage: Stage, departments: str, advised: str
) -> None:
    anna = await at(stage, NEED)
    await anna.arrive_at("отвечает на входящие")
    for department in departments.split(", ") if "Бухгалтерия" in departments else [departments]:
        await anna.tap(department)

    await anna.tap("Дальше")

    assert advised in anna.labels


async def test_entries_are_proposed_for_the_departments_that_answer(stage: Stage) -> None:
    anna = await at(stage, MENU)
    assert menu(anna) == [TO_SALES, TO_ACCOUNTING]


async def test_a_submenu_is_filled_with_entries_of_its_own_level_by_level(stage: Stage) -> None:
    anna = await at(stage, MENU)
    await anna.tap("+ Добавить", "2")
    await anna.say("Сервис")
    await anna.tap("Открыть подменю", "Сохранить")
    assert "Добавьте пункты внутрь" in anna.text

    await anna.tap("+ Пункт внутрь", "1")
    assert anna.row("Внутри") == "2 — Сервис → Открыть подменю"
    await anna.say("Гарантия")
    await anna.tap("Соединить с сотрудником")
    await anna.say("Ирина, добавочный 12")
    await anna.tap("Сохранить", "+ Пункт внутрь", "2")
    await anna.say("Ремонт")
    await anna.tap("Открыть подменю", "Сохранить", "+ Пункт внутрь", "1", "Адрес и часы работы", "Прочитать справку")
    await anna.say("Мы работаем по будням с 9 до 18")
    await anna.tap("Сохранить", "‹ К вопросу")

    assert menu(anna) == [
        TO_SALES,
        TO_ACCOUNTING,
        "2 — Сервис → Открыть подменю",
        "  1 — Гарантия → Соединить с сотрудником: Ирина, добавочный 12",
        "  2 — Ремонт → Открыть подменю",
        "    1 — Адрес и часы работы → Прочитать справку: «Мы работаем по будням с 9 до 18»",
    ]


async def test_an_entry_leads_to_an_outside_number_or_a_group(stage: Stage) -> None:
    anna = await at(stage, MENU)
    for key, action, target in [
        ("4", "Перевести на внешний номер", "+7 900 000-00-00"),
        ("5", "Соединить с группой (обычно)", "Монтажники"),
    ]:
        await anna.tap("+ Добавить", key)
        await anna.say(f"Пункт {key}")
        await anna.tap(action)
        await anna.say(target)
        await anna.tap("Сохранить")

        entry = f"{key} — Пункт {key} → {action.removesuffix(' (обычно)')}: {target}"
        assert menu(anna)[-1] == entry


async def test_only_a_submenu_takes_entries_inside(stage: Stage) -> None:
    anna = await at(stage, MENU)

    await anna.tap("Изменить", "1 — Отдел продаж")

    assert "+ Пункт внутрь" not in anna.labels


async def test_an_empty_submenu_and_a_key_used_twice_are_hinted_at(stage: Stage) -> None:
    anna = await at(stage, MENU)
    await anna.tap("+ Добавить", "1")
    await anna.say("Сервис")
    await anna.tap("Открыть подменю", "Сохранить", "‹ К вопросу")

    assert "Подменю пока без пунктов" in anna.text
    assert "Цифра занята дважды" in anna.text


async def test_a_submenu_is_removed_with_all_inside_and_brought_back(stage: Stage) -> None:
    anna = await at(stage, MENU)
    await anna.tap("+ Добавить", "2")
    await anna.say("Сервис")
    await anna.tap("Открыть подменю", "Сохранить", "+ Пункт внутрь", "1", "Бухгалтерия", "Соединить с группой (обычно)")
    await anna.tap("Сервис и поддержка", "Сохранить", "‹ К вопросу")
    whole = menu(anna)

    await anna.tap("Изменить", "2 — Сервис", "Убрать", "Дальше")
    assert menu(anna) == [TO_SALES, TO_ACCOUNTING]
    await anna.tap("+ Добавить", "‹ Назад", "Изменить", "1 — Отдел продаж", "Убрать", "Вернуть")
    assert menu(anna) == [TO_SALES, TO_ACCOUNTING]
    assert len(whole) == 4


async def test_an_entry_that_is_no_submenu_any_more_lets_out_what_stood_inside_and_says_so(stage: Stage) -> None:
    anna = await at(stage, MENU)
    await anna.tap("+ Добавить", "2")
    await anna.say("Сервис")
    await anna.tap("Открыть подменю", "Сохранить", "+ Пункт внутрь", "1")
    await anna.say("Ремонт")
    await anna.tap("Прочитать справку")
    await anna.say("Звоните мастеру")
    await anna.tap("Сохранить", "‹ К вопросу")
    nested = menu(anna)

    await anna.tap("Изменить", "2 — Сервис", "Изменить", "Действие", "Прочитать справку")
    await anna.say("Сервис закрыт")
    await anna.tap("Сохранить")

    assert "Стояло внутри, теперь рядом:\n• 1 — Ремонт" in anna.text
    await anna.tap("Вернуть")
    assert menu(anna) == nested
    await anna.tap("Изменить", "2 — Сервис", "Изменить", "Действие", "Прочитать справку")
    await anna.say("Сервис закрыт")
    await anna.tap("Сохранить", "Дальше")
    assert [entry[:8] for entry in menu(anna)[2:]] == ["2 — Серв", "1 — Ремо"]


async def test_the_menu_may_be_left_to_the_meeting(stage: Stage) -> None:
    anna = await at(stage, MENU)

    await anna.tap("Схему соберём на встрече")

    assert "Нужны ли настольные телефоны?" in anna.text


async def test_desk_phones_are_counted_and_connected_only_where_they_are_needed(stage: Stage) -> None:
    anna = await at(stage, "Нужны ли настольные телефоны?")
    assert "Нет, обойдёмся (советуем)" in anna.labels
    await anna.tap("Да, нужны")
    assert "Сколько нужно аппаратов?" in anna.text
    await anna.say("штуки три")
    await anna.tap("По Wi-Fi")
    assert "Какие каналы" in anna.text

    await anna.tap("‹ Назад", "‹ Назад", "‹ Назад", "Нет, обойдёмся")

    assert "Ответы убраны и в план не войдут: Сколько аппаратов, Подключение аппаратов" in anna.text
