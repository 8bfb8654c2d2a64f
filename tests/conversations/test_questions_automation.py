"""What happens by itself: rules are taken ready, composed step by step, changed by their lines, copied and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conversations.walker import begin

if TYPE_CHECKING:
    from tests.conversations.conftest import Stage
    from tests.conversations.walker import Walker

AUTOMATION = "пока лид движется по стадиям"
READY = [
    "Новая заявка → Задача сотруднику (Ответственный): Связаться с клиентом за 15 минут",
    "Бриф выслан → Письмо или SMS клиенту: Отправить клиенту бриф",
    "Бриф выслан → через 2 дня → Задача сотруднику (Ответственный): Позвонить, спросить про бриф",
]
NOTICE = "Бриф получен → Сообщение сотруднику в чат (Ирина): Пришёл бриф"


async def at_automation(stage: Stage) -> Walker:
    anna = await begin(stage)
    await anna.arrive_at(AUTOMATION, {"воронка лидов?": "Да, нужна"})
    return anna


async def compose_notice(anna: Walker) -> None:
    await anna.tap("+ Добавить", "Бриф получен", "Сообщение сотруднику в чат", "Сразу")
    await anna.say("Ирина")
    await anna.say("Пришёл бриф")


async def test_ready_rules_for_the_stages_that_stand_are_taken_with_one_tap(stage: Stage) -> None:
    anna = await at_automation(stage)
    assert anna.elements() == READY

    await anna.tap("Принять предложенное")

    assert "разных сценариев сделки" in anna.text


async def test_a_rule_is_composed_step_by_step_and_joins_what_is_proposed(stage: Stage) -> None:
    anna = await at_automation(stage)

    await compose_notice(anna)

    assert "Получилось так" in anna.text
    assert NOTICE in anna.text
    await anna.tap("Сохранить")
    assert anna.elements() == [*READY, NOTICE]


async def test_typed_words_begin_a_rule_and_the_rest_is_asked(stage: Stage) -> None:
    anna = await at_automation(stage)
    assert "Своё можно просто написать, остальное уточним." in anna.text

    await anna.say("Пришёл бриф, посмотри сегодня")
    assert "На какой стадии?" in anna.text
    await anna.tap("Бриф получен", "Сообщение сотруднику в чат", "Сразу", "Руководитель отдела")

    assert "Получилось так" in anna.text
    await anna.tap("Сохранить")
    rule = "Бриф получен → Сообщение сотруднику в чат (Руководитель отдела): Пришёл бриф, посмотри сегодня"
    assert anna.elements() == [*READY, rule]


async def test_typed_words_may_name_the_stage_in_front(stage: Stage) -> None:
    anna = await at_automation(stage)

    await anna.say("Бриф получен: посмотри сегодня")

    assert "Что должно произойти?" in anna.text
    await anna.tap("Запись в карточку", "Сразу", "Сохранить")
    assert anna.elements()[-1] == "Бриф получен → Запись в карточку: посмотри сегодня"


async def test_every_kind_of_action_asks_what_it_needs_and_nothing_else(stage: Stage) -> None:
    anna = await at_automation(stage)
    kinds = {
        "Задача сотруднику": ["Кому?", "Что написать"],
        "Сообщение сотруднику в чат": ["Кому?", "Что написать"],
        "Письмо или SMS клиенту": ["Что написать"],
        "Звонок клиенту с текстом": ["Что написать"],
        "Запись в карточку": ["Что написать"],
        "Процесс с условием": ["Кому?", "Что написать"],
    }
    for kind, asked in kinds.items():
        await anna.tap("+ Добавить", "Бриф получен")
        assert "Процесс с условием: нужен тариф с конструктором бизнес-процессов" in anna.text
        await anna.tap(kind, "Сразу")
        for question in asked:
            assert question in anna.text
            if question == "Кому?":
                await anna.tap("Руководитель отдела")
            else:
                await anna.say("Позвонить")
        await anna.tap("Сохранить")
        to_whom = " (Руководитель отдела)" if "Кому?" in asked else ""
        assert anna.elements()[-1] == f"Бриф получен → {kind}{to_whom}: Позвонить"


async def test_an_interval_is_a_number_of_minutes_hours_or_days(stage: Stage) -> None:
    anna = await at_automation(stage)
    for said, unit, told in [("15", "мин", "15 мин"), ("пару", "ч", "≈ 2 ч"), ("три", "дней", "3 дня")]:
        await anna.tap("+ Добавить", "Бриф получен", "Запись в карточку", "Через время")
        await anna.say(said)
        await anna.tap(unit)
        await anna.say("Дата брифа")
        await anna.tap("Сохранить")
        assert anna.elements()[-1] == f"Бриф получен → через {told} → Запись в карточку: Дата брифа"


async def test_an_interval_that_is_no_number_is_explained_and_the_form_stays(stage: Stage) -> None:
    anna = await at_automation(stage)
    await anna.tap("+ Добавить", "Бриф получен", "Запись в карточку", "Через время")

    await anna.say("когда-нибудь")

    assert "Не получилось узнать число" in anna.reply
    assert "Через сколько?" in anna.text


async def test_back_goes_from_field_to_field_and_keeps_what_was_filled_in(stage: Stage) -> None:
    anna = await at_automation(stage)
    await anna.tap("+ Добавить", "Бриф выслан", "Процесс с условием", "Сразу")
    assert "Кому?" in anna.text

    await anna.tap("‹ Назад", "‹ Назад")
    assert "Что должно произойти?" in anna.text
    assert anna.ticked == ["Процесс с условием"]
    await anna.tap("Процесс с условием")

    assert "Кому?" in anna.text


async def test_back_from_the_first_field_and_cancel_leave_the_rules_as_they_were(stage: Stage) -> None:
    anna = await at_automation(stage)
    await anna.tap("+ Добавить", "‹ Назад")
    assert anna.elements() == READY
    await anna.tap("+ Добавить", "Бриф выслан", "Отмена")
    assert anna.elements() == READY
    assert "Предлагаем так:" in anna.text


async def test_one_more_of_the_kind_differs_in_what_is_tapped(stage: Stage) -> None:
    anna = await at_automation(stage)
    await compose_notice(anna)
    await anna.tap("Сохранить и ещё похожее")
    assert "Ещё одно похожее" in anna.text

    await anna.tap("Стадия: Бриф получен", "Качественный")
    await anna.tap("Сохранить")

    assert anna.elements()[-2:] == [NOTICE, NOTICE.replace("Бриф получен", "Качественный")]


async def test_a_rule_is_changed_by_its_lines_and_asks_what_the_change_makes_necessary(stage: Stage) -> None:
    anna = await at_automation(stage)
    await anna.tap("Изменить", "2.", "Изменить")
    assert "Что: Письмо или SMS клиенту" in anna.labels

    await anna.tap("Что: Письмо или SMS клиенту", "Задача сотруднику")
    assert "Кому?" in anna.text
    await anna.tap("Руководитель отдела", "Когда: Сразу", "Через время", "3", "дней")
    await anna.tap("Сохранить")

    changed = "Бриф выслан → через 3 дня → Задача сотруднику (Руководитель отдела): Отправить клиенту бриф"
    assert anna.elements() == [READY[0], changed, READY[2]]


async def test_a_rule_is_copied_moved_removed_and_brought_back(stage: Stage) -> None:
    anna = await at_automation(stage)
    await anna.tap("Изменить", "1.", "Ещё одно похожее", "Стадия", "ЛПР установлено", "Сохранить")
    copied = READY[0].replace("Новая заявка", "ЛПР установлено")
    assert anna.elements() == [*READY, copied]

    await anna.tap("Изменить", "4.", "↑ Выше")
    assert anna.elements() == [*READY[:2], copied, READY[2]]

    await anna.tap("Убрать")
    assert f"Убрано: {copied}" in anna.text
    await anna.tap("Вернуть")
    assert anna.elements() == [*READY[:2], copied, READY[2]]

    await anna.tap("Изменить", "3.", "Убрать", "Дальше")
    assert anna.elements() == READY


async def test_ready_rules_are_offered_one_by_one_once_the_proposal_is_declined(stage: Stage) -> None:
    anna = await at_automation(stage)
    await anna.tap("Пока ничего не нужно", "‹ Назад")
    assert "Ваш ответ: Пока ничего не нужно" in anna.text

    await anna.tap("+ Добавить", "Бриф: письмо клиенту")

    assert anna.elements() == [READY[1]]
    assert "Бриф: письмо клиенту" not in anna.labels
    await anna.tap("+ Своё", "Отмена")
    assert anna.elements() == [READY[1]]


async def test_a_rule_whose_stage_was_removed_asks_for_another_stage(stage: Stage) -> None:
    anna = await at_automation(stage)
    await anna.tap("Принять предложенное", "Разделы", "Лиды", "Стадии лидов", "Изменить", "Бриф выслан", "Убрать")
    assert "Автоматизация лидов: нужно будет поправить или убрать" in anna.text
    await anna.tap("Дальше", "Разделы", "Лиды", "Автоматизация лидов")
    assert anna.elements()[1].startswith("Стадия? → Письмо")

    await anna.tap("Выбрать другое")
    assert "На какой стадии?" in anna.text
    await anna.tap("Бриф получен", "Сохранить")

    assert anna.elements()[1] == READY[1].replace("Бриф выслан", "Бриф получен")


async def test_deals_take_over_the_rules_of_another_scenario(stage: Stage) -> None:
    anna = await begin(stage)
    taking = {"воронка лидов?": "Нет, сразу", "разных сценариев": "Предоплата и рассрочка"}
    await anna.arrive_at("разных сценариев сделки", taking)
    await anna.tap("Другой набор", "Предоплата и рассрочка", "Дальше")
    await anna.arrive_at("само в сделке «По предоплате»")
    await anna.tap("Изменить", "1.", "Убрать", "Дальше")
    await anna.tap("Дальше")
    await anna.arrive_at("само в сделке «С рассрочкой платежа»")

    await anna.tap("Как в «По предоплате»")

    assert anna.elements() == ["Документы закрыты → Задача сотруднику (Бухгалтерия): Проверить закрывающие документы"]
