"""The whole brief as one conversation: every kind of answer once, and the plan that follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conversations.walker import begin, main_action, plan_for, seen

if TYPE_CHECKING:
    from tests.conversations.conftest import Stage
    from tests.conversations.walker import Walker


QUESTIONS = 34
#: Answers that open every question of the questionnaire, each once.
ALL_QUESTIONS = {
    "Чем занимается": "Реклама и вывески",
    "воронка лидов?": "Да, нужна",
    "отвечает на входящие": "Бухгалтерия",
    "голосовое меню?": "Да, нужно",
    "настольные телефоны?": "Да, нужны",
}


async def company(anna: Walker) -> None:
    await anna.tap("Реклама и вывески")
    await anna.say("около 15")
    await anna.tap("Теряются заявки", "Не видно, что в работе")
    await anna.say("Макеты ищем в почте")
    await anna.tap("Дальше")


async def leads(anna: Walker) -> None:
    await anna.tap("Поток, есть нецелевые", "Пишут поставщики", "Дальше", "Да, нужна")
    await anna.say("Встреча назначена")
    await anna.tap("Изменить", "Бриф получен", "Убрать", "Дальше", "Дальше")
    await anna.share("document", "script.docx", "скрипт отдела продаж")
    await anna.tap("Дальше", "Настроить по шагам")
    await anna.say("Размер вывески")
    await anna.tap("Дальше ›", "Как в прошлом шаге", "Дальше ›", "Дальше ›", "Дальше ›", "Дальше ›", "Готово")
    await anna.tap("+ Добавить", "Встреча назначена", "Звонок клиенту с текстом", "Через время")
    await anna.say("2")
    await anna.tap("ч")
    await anna.say("Напоминаем о встрече завтра")
    await anna.tap("Сохранить", "Дальше")


async def deals(anna: Walker) -> None:
    await anna.say("Вывеска под ключ, Товар под заказ")
    await anna.tap("Дальше")
    await anna.say("Замер сделан\nЭскиз согласован\nМонтаж завершён")
    await anna.tap("Дальше", "Настроить по шагам", "Сумма", "Дальше ›", "Дальше ›", "Дальше ›")
    await anna.tap("Дальше ›", "Готово", "Пока ничего не нужно")
    await anna.tap("Оставить так", "Принять предложенное")
    await anna.tap("+ Добавить", "Вес заказа: нужен грузовик", "‹ К вопросу", "Дальше")


async def telephony(anna: Walker) -> None:
    await anna.tap("Взять предложенное", "Номер Битрикс24")
    await anna.say("пять")
    await anna.say("3000")
    await anna.tap("Взять предложенное", "Отдел продаж", "Бухгалтерия", "Дальше", "Да, нужно")
    await anna.say("Здравствуйте, это «Ромашка»")
    await anna.tap("+ Добавить", "2")
    await anna.say("Сервис")
    await anna.tap("Открыть подменю", "Сохранить", "+ Пункт внутрь", "1")
    await anna.say("Гарантия")
    await anna.tap("Перевести на внешний номер")
    await anna.say("+7 900 000-00-00")
    await anna.tap("Сохранить", "‹ К вопросу", "Дальше", "Да, нужны", "2", "Кабелем")


async def channels_and_reports(anna: Walker) -> None:
    await anna.tap("Взять предложенное", "‹ Назад", "Instagram")
    await anna.say("Авито")
    await anna.tap("Дальше", "Настроить по шагам", "Маркетинг", "‹ К вопросу", "Дальше")
    await anna.tap("Взять предложенное", "+ Добавить", "Отгрузка: план и факт", "‹ К вопросу", "Дальше")


async def access_and_extras(anna: Walker) -> None:
    await anna.say("Дизайнер")
    await anna.tap("Дальше", "Настроить по шагам", "Дальше ›", "Дальше ›", "Дальше ›", "Дальше ›")
    await anna.tap("Видит своих", "Готово")
    await anna.tap("Обсудим на встрече")
    await anna.tap("Приём платежей Robokassa")
    await anna.say("Обмен с 1С")
    await anna.tap("Дальше")
    await anna.say("Переезжаем в январе")


#: What the plan must say, section by section.
PLAN = {
    "first screen": [
        "лиды да (4 стадии) · 2 воронки сделок · автоматика лидов: 4 · автоматика сделок: 5 · телефония исходящая и",
        "голосовое меню · настольные телефоны: 2 шт. · 5 каналов · 1 свой отчёт · 5 ролей · ещё 2 приложения",
        "К встрече: 5 вопросов",
    ],
    "company": [
        "Отрасль: Реклама и вывески",
        "Сотрудники в CRM: ≈ 15 чел.",
        "Что мешает сейчас: Теряются заявки · Не видно, что в работе · Макеты ищем в почте",
        "Пожелания: Переезжаем в январе",
    ],
    "leads": [
        "Какие бывают обращения: Поток, есть нецелевые · Пишут поставщики и партнёры",
        "1. Новая заявка\nДальше, когда: есть ответственный",
        "Обязательно: Телефон, Откуда узнали, Размер вывески",
        "записан в карточку\nОбязательно: Город и адрес\nСамо: через 2 ч: Звонок клиенту с текстом: Напоминаем",
        "✗ Некачественный\nОбязательно: Причина отказа",
        "Файл «script.docx» к вопросу «Скрипт продаж»: скрипт отдела продаж",
    ],
    "deals": [
        "1. Замер сделан\nДальше, когда: размеры и фото в карточке\nОбязательно: Сумма, Тех. задание (файл)\n",
        "2. Эскиз согласован",
        "Воронка «Товар под заказ»\n1. Тех. задание получено",
        "Само: Сообщение сотруднику в чат (Склад или производство): Заказ передан в работу, макет в карточке",
        "Процесс с условием (Ответственный): Если вес груза больше нормы, нанять грузовое авто",
        "не ниже «Стандартного»",
    ],
    "telephony": [
        "Номер телефона: Номер Битрикс24",
        "Кто звонит: 5 чел.",
        "Минуты в месяц: 3 000 мин",
        "2 — Сервис → Открыть подменю\n└ 1 — Гарантия → Перевести на внешний номер: +7 900 000-00-00",
        "Приветствие: Здравствуйте, это «Ромашка»",
        "Сколько аппаратов: 2 шт.",
    ],
    "purchases": [
        "Покупки разово: 3 000 ₽",
        "Покупки в месяц: от 3 500 ₽",
        "Номер Битрикс24: от 500 ₽",
        "Баланс на разговоры: 3 000 ₽",
        "Исходящие звонки 3 000 мин по 1 ₽: 3 000 ₽",
        "Настольные телефоны, 2 шт.: уточнить",
    ],
    "channels": [
        "1. Чат на сайте\nКто отвечает: Отдел продаж, Маркетинг",
        "4. Instagram (запрещён в РФ)\nКто отвечает: Отдел продаж",
        "5. Авито\nКто отвечает: Отдел продаж",
        "Среди каналов есть запрещённые в РФ Facebook или Instagram.",
    ],
    "reports": [
        "1. Лиды в работе\nКак делается: готовый, только доступ",
        "4. Выполнение плана продаж\nКак делается: готовый, внести план\nЧто для него нужно: план продаж",
        "1. Таблица\nСтроки: Перечень заказов\nДанные: Даты отгрузки «план» и «факт»",
    ],
    "access": [
        "Руководитель отдела: Видит свой отдел, Изменяет, Выгружает",
        "Дизайнер: Видит своих",
        "◐ Администратор CRM (обсудить)",
    ],
    "extras": [
        "1. Приём платежей Robokassa\nГде взять: приложение Маркета\nЧто решить: договор с Robokassa",
        "2. Обмен с 1С\nГде взять: поискать в Маркете",
        "Приложения из Маркета: Приём платежей Robokassa, Обмен с 1С: уточнить",
    ],
}


async def test_a_client_answers_everything_and_the_manager_has_the_plan(stage: Stage) -> None:
    anna = await begin(stage)
    for part in (company, leads, deals, telephony, channels_and_reports, access_and_extras):
        await part(anna)
    assert "На встречу: 1 вопрос." in anna.text

    plan = await plan_for(stage)

    missing = {part: [line for line in lines if line not in plan] for part, lines in PLAN.items()}
    assert not any(missing.values()), missing
    await stage.maria.tap("Повестка")
    agenda = await stage.maria.sees("Повестка встречи")
    assert "1. Оставляем ли запрещённые каналы" in agenda.text
    assert "Права доступа\n2. Администратор CRM" in agenda.text
    copy = await stage.anna.sees("Обсудим на встрече\n")
    assert "1. Права доступа: Администратор CRM" in copy.text


def asked(anna: Walker) -> str:
    """The question on the card, which ends with its sign; a section's first one stands below what it is about."""
    return next(line for line in anna.lines() if line.endswith("?"))


async def test_every_question_explains_itself_and_folds_back_to_what_it_was(stage: Stage) -> None:
    anna = await begin(stage)
    explained = set()
    while "Проверьте ответы" not in anna.text:
        before, question = anna.card, asked(anna)
        await anna.tap("Подробнее")
        assert question in anna.text
        assert anna.labels == ("‹ К вопросу",)
        await anna.tap("‹ К вопросу")
        assert (anna.text, anna.card.buttons) == (seen(before.text), before.buttons)
        assert anna.card.message_id == before.message_id
        explained.add(question)
        await anna.answer(ALL_QUESTIONS)

    assert len(explained) == QUESTIONS


async def test_whatever_is_put_off_waits_for_the_meeting(stage: Stage) -> None:
    anna = await begin(stage)
    put_off = 0
    while "Проверьте ответы" not in anna.text:
        if "Обсудим на встрече" in anna.labels:
            await anna.tap("Обсудим на встрече" if put_off % 2 else "Не знаю")
            put_off += 1
        else:
            await anna.tap(main_action(anna.card))
    assert f"На встречу: {put_off} вопросов." in anna.text

    plan = await plan_for(stage)

    assert f"К встрече: {put_off} вопросов" in plan
    assert "(обсудить)" in plan
    assert "(клиент не знает)" in plan


async def test_back_leads_from_the_last_question_to_the_first_and_loses_nothing(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at("Что ещё нам важно знать", ALL_QUESTIONS)
    back = 0
    while "‹ Назад" in anna.labels:
        await anna.tap("‹ Назад")
        back += 1

    assert back == QUESTIONS - 1
    assert "Чем занимается ваша компания?" in anna.text
    await stage.resume()
    assert "Что ещё нам важно знать" in anna.text
    await anna.tap("Пока всё")
    assert "Есть ответы на все вопросы." in anna.text


async def test_every_question_is_reached_from_the_sections(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at("Проверьте ответы", ALL_QUESTIONS)
    reached = []
    await anna.tap("Разделы")
    for section in await all_pages(anna):
        await anna.tap(section)
        for question in await all_pages(anna):
            if question not in anna.labels:
                await anna.tap("Ещё")
            await anna.tap(question)
            assert anna.text.startswith(section.removeprefix("✓ "))
            reached.append(anna.lines(after="▰")[0])
            await anna.tap("Разделы", section)
        await anna.tap("Разделы")

    assert len(set(reached)) == QUESTIONS


async def all_pages(anna: Walker) -> list[str]:
    """Labels of what is done, on this page and the next."""
    done = [label for label in anna.labels if label.startswith("✓ ")]
    if any("Ещё" in label for label in anna.labels):
        await anna.tap("Ещё")
        done += [label for label in anna.labels if label.startswith("✓ ")]
        await anna.tap("‹ Предыдущие")
    return done


def long_names(name: str, count: int) -> str:
    """Names of 60 characters, one a line."""
    return "\n".join(
        f"{name} {number:02}, а дальше всё, что вспомнилось по этому поводу"[:60] for number in range(1, count + 1)
    )


async def test_the_longest_brief_still_fits_its_cards(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at("разных сценариев сделки", {"воронка лидов?": "Да, нужна"})
    await anna.say(long_names("Сценарий", 10))
    assert len(anna.elements()) == 10
    await anna.tap("Дальше")
    await anna.say(long_names("Стадия", 20))
    await anna.tap("Дальше", "Настроить по шагам")
    await anna.say(long_names("Поле", 40))
    await anna.tap("Дальше ›", "Как в прошлом шаге", "‹ К вопросу", "Изменить", "Ещё", "‹ Предыдущие", "‹ К вопросу")
    await anna.tap("Дальше")
    await anna.tap("+ Добавить")
    await anna.tap(anna.labels[0], "Задача сотруднику", "Сразу", "Руководитель отдела")
    await anna.say("Позвонить " * 45)
    for number in range(1, 20):
        await anna.tap("Сохранить и ещё похожее", "Кому: ")
        await anna.say(f"Сотрудник {number}")
    await anna.tap("Сохранить", "Изменить", "Ещё", "‹ К вопросу", "Дальше")
    await anna.arrive_at("Проверьте ответы", limit=120)

    plan = await plan_for(stage)

    sections, _, _ = plan.rpartition("Повестка встречи")
    assert sections.count("\nВоронка «") == 10
    assert "(полностью в ответах)" in plan
    await stage.maria.tap("Ответы")
    await stage.maria.sees("Поле 40")
