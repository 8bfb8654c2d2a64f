"""Channels, reports, access and extras: banned channels marked, own entries everywhere, nobody forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversations.walker import begin

if TYPE_CHECKING:
    from tests.conversations.conftest import Stage
    from tests.conversations.walker import Walker

CHANNELS, OWNERS, OWN_REPORTS = "Какие каналы", "Кто отвечает в каждом канале?", "Нужны ли отчёты по вашим данным?"
ROLES, RIGHTS, EXTRAS = "Какие роли", "Кто что видит и что может делать?", "Какие ещё возможности"


async def at(stage: Stage, question: str) -> Walker:
    anna = await begin(stage)
    await anna.arrive_at(question, {"воронка лидов?": "Нет, сразу", "Нужна ли телефония": "Телефония не нужна"})
    return anna


async def test_banned_channels_are_marked_on_the_button_and_explained_when_taken(stage: Stage) -> None:
    anna = await at(stage, CHANNELS)
    assert {"Facebook (запрещён в РФ)", "Instagram (запрещён в РФ)"} <= set(anna.labels)

    await anna.tap("Instagram", "ВКонтакте")
    assert "Facebook и Instagram запрещены в РФ" in anna.text

    await anna.tap("Instagram")
    assert "запрещены в РФ" not in anna.text
    assert anna.ticked == ["ВКонтакте"]


async def test_every_channel_gets_somebody_who_answers_an_own_one_too(stage: Stage) -> None:
    anna = await at(stage, CHANNELS)
    await anna.tap("Взять предложенное", "‹ Назад")
    await anna.say("Авито")
    await anna.tap("Дальше")
    assert anna.row("Авито") == "Отдел продаж"

    await anna.tap("Настроить по шагам", "Отдел продаж", "Маркетинг")
    await anna.say("Ирина из приёмной")
    await anna.tap("Дальше ›", "Как в прошлом шаге", "Дальше ›", "Дальше ›", "Отдел продаж", "‹ К вопросу")

    assert anna.row("Чат на сайте") == anna.row("ВКонтакте") == "Маркетинг, Ирина из приёмной"
    assert anna.row("Авито") == "—"
    assert "Пока никто не отвечает: «Авито»" in anna.text


async def test_no_channels_mean_nobody_to_ask_for(stage: Stage) -> None:
    anna = await at(stage, CHANNELS)

    await anna.tap("Каналы не нужны", "Дальше")

    assert "Какие готовые отчёты нужны?" in anna.text


async def test_reports_are_offered_on_what_there_will_be(stage: Stage) -> None:
    anna = await at(stage, "Какие готовые отчёты нужны?")
    assert "Сделки в работе" in anna.labels
    assert "Лиды в работе" not in anna.labels
    assert "Количество звонков" not in anna.labels

    await anna.tap("Выполнение плана продаж", "Готовые не нужны")
    assert anna.ticked == ["Готовые не нужны"]
    await anna.tap("Сделки в работе")
    assert anna.ticked == ["Сделки в работе"]


async def test_reports_of_ones_own_are_taken_ready_composed_and_shown_by_a_picture(stage: Stage) -> None:
    anna = await at(stage, OWN_REPORTS)
    await anna.tap("+ Добавить", "Отгрузка: план и факт", "Типы входящих звонков", "+ Своё", "Диаграмма")
    await anna.say("Менеджеры")
    await anna.tap("Количество и сумма", "Сохранить")
    await anna.share("photo", "report.jpg", "делаем сейчас так")

    assert anna.elements() == [
        "Таблица: Перечень заказов — Даты отгрузки «план» и «факт»",
        "Диаграмма: Типы обращений входящих звонков — Заказ, вопрос по акции, вопрос по гарантии, спам",
        "Диаграмма: Менеджеры — Количество и сумма",
    ]
    assert "К вопросу приложено: 1 файл" in anna.text
    await anna.tap("Дальше")
    assert ROLES in anna.text


async def test_the_standard_reports_may_be_enough(stage: Stage) -> None:
    anna = await at(stage, OWN_REPORTS)
    await anna.tap("Хватит готовых")
    assert ROLES in anna.text


async def test_rights_exclude_one_another_only_where_they_must(stage: Stage) -> None:
    anna = await at(stage, RIGHTS)
    assert anna.row("Менеджер") == "Видит своих, Изменяет"
    assert anna.row("Администратор") == "Видит всех, Изменяет, Удаляет, Выгружает"

    await anna.tap("Настроить по шагам", "Видит всех", "Удаляет")
    assert anna.row("Отмечено") == "Видит всех, Изменяет, Удаляет"
    await anna.tap("Видит своих")
    assert anna.row("Отмечено") == "Видит своих, Изменяет, Удаляет"


async def test_a_role_of_ones_own_has_no_rights_until_they_are_given(stage: Stage) -> None:
    anna = await at(stage, ROLES)
    await anna.say("Стажёр")
    await anna.tap("+ Добавить", "Бухгалтер", "‹ К вопросу", "Дальше")
    assert anna.row("Бухгалтер") == "Видит всех"
    await anna.tap("Принять предложенное", "‹ Назад")
    assert "Пока без единого права: «Стажёр»" in anna.text

    await anna.tap("Изменить", "Стажёр", "Видит своих", "‹ К вопросу")

    assert anna.row("Стажёр") == "Видит своих"
    assert "без единого права" not in anna.text


async def test_somebody_must_see_all_clients(stage: Stage) -> None:
    anna = await at(stage, RIGHTS)
    await anna.tap("Настроить по шагам", "‹ К вопросу", "Изменить", "Администратор", "Видит всех", "‹ К вопросу")
    assert "Пока никто не видит всех клиентов" in anna.text


@pytest.mark.parametrize("answer", ["Директор", "«Ольга, офис-менеджер»"])
async def test_the_administrator_is_a_post_or_a_name(stage: Stage, answer: str) -> None:
    anna = await at(stage, "Кто у вас будет менять права")
    if answer.startswith("«"):
        await anna.say(answer.strip("«»"))
    else:
        await anna.tap(answer)
    assert EXTRAS in anna.text
    await anna.tap("‹ Назад")
    assert answer.strip("«»") in (*anna.ticked, anna.text.partition("Ваш ответ: ")[2].partition("\n")[0])


async def test_extras_are_ticked_or_written_and_free_words_close_the_brief(stage: Stage) -> None:
    anna = await at(stage, EXTRAS)
    await anna.tap("Приём платежей Robokassa", "Телефония MANGO OFFICE")
    await anna.say("Интеграция с 1С, учёт рабочего времени")
    assert anna.ticked[-2:] == ["Интеграция с 1С", "учёт рабочего времени"]
    await anna.tap("Дальше")
    assert "Что ещё нам важно знать до встречи?" in anna.text

    await anna.say("Сейчас всё в Excel.\nПереезжаем в январе")

    assert "Проверьте ответы" in anna.text
    await anna.tap("Разделы", "Дополнительно", "Пожелания")
    assert "Сейчас всё в Excel. Переезжаем в январе" in anna.text
