"""Deals: scenarios become sections of their own, each with stages, mandatory fields and automation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conversations.walker import begin

if TYPE_CHECKING:
    from tests.conversations.conftest import Stage
    from tests.conversations.walker import Walker

SCENARIOS = "разных сценариев сделки"
ORDER = [
    "Тех. задание получено", "Смета согласована", "Предоплата получена", "Макет согласован", "Заказ в производстве",
    "Отгружено", "Документы закрыты",
]  # fmt: skip


async def at_scenarios(stage: Stage) -> Walker:
    anna = await begin(stage)
    await anna.arrive_at(SCENARIOS, {"Чем занимается": "Реклама и вывески", "воронка лидов?": "Нет, сразу"})
    return anna


async def two_scenarios(stage: Stage) -> Walker:
    anna = await at_scenarios(stage)
    await anna.tap("Другой набор", "Предоплата и рассрочка", "Дальше")
    return anna


async def test_scenarios_come_from_sets_from_ready_ones_and_from_own_words(stage: Stage) -> None:
    anna = await at_scenarios(stage)
    assert anna.elements() == ["Товар под заказ"]

    await anna.tap("+ Добавить", "Простая продажа")
    await anna.say("Аренда билборда")
    assert anna.elements() == ["Товар под заказ", "Простая продажа", "Аренда билборда"]
    await anna.tap("Другой набор", "Склад и заказ", "Дальше")

    assert anna.elements() == ["Отгрузка со склада", "Товар под заказ"]


async def test_every_scenario_is_asked_about_under_its_name_with_its_own_presets(stage: Stage) -> None:
    anna = await at_scenarios(stage)
    await anna.say("да")
    assert "Какие стадии проходит сделка «Товар под заказ»?" in anna.text
    assert anna.elements() == ORDER
    await anna.tap("Оставить так")

    assert anna.row("Тех. задание получено") == "Срок, Тех. задание (файл)"
    assert anna.row("Макет согласован") == "Макет (файл)"
    assert anna.row("Документы закрыты") == "Скан закрывающих документов"
    await anna.tap("Принять предложенное")

    assert "само в сделке «Товар под заказ»" in anna.text
    assert "Производство: сообщить в цех" not in anna.labels
    assert (
        anna.elements()[0] == "Тех. задание получено → Запись в карточку: Добавить название клиента в заголовок сделки"
    )


async def test_a_scenario_of_ones_own_gets_the_simple_stages_to_start_from(stage: Stage) -> None:
    anna = await at_scenarios(stage)
    await anna.say("Аренда, Размещение")
    assert anna.elements() == ["Аренда", "Размещение"]

    await anna.tap("Дальше")

    assert "Сделка: Аренда · 1 из" in anna.text
    assert anna.elements() == ["Потребность выяснена", "Предложение отправлено", "Счёт выставлен", "Оплата получена"]


async def test_stages_and_fields_are_taken_over_from_another_scenario(stage: Stage) -> None:
    anna = await two_scenarios(stage)
    await anna.say("Замер, Монтаж")
    await anna.tap("Дальше", "Настроить по шагам", "Сумма", "Дальше ›", "Дальше ›", "‹ К вопросу", "Дальше")
    await anna.arrive_at("проходит сделка «С рассрочкой платежа»")

    await anna.tap("Как в «По предоплате»", "Дальше")
    assert "Замер: —" in anna.text
    await anna.tap("Как в «По предоплате»")

    assert anna.row("Замер") == "Сумма"
    await anna.tap("Дальше")
    assert "само в сделке «С рассрочкой платежа»" in anna.text


async def test_fields_taken_over_in_part_are_completed_by_the_proposal(stage: Stage) -> None:
    anna = await two_scenarios(stage)
    await anna.arrive_at("каждой стадии сделки «С рассрочкой платежа»")

    await anna.tap("Как в «По предоплате»")

    assert "Предлагаем так:" in anna.text
    assert anna.row("Предложение отправлено") == "Сумма"
    assert anna.row("Первый платёж получен") == "Дата оплаты, График платежей"
    assert "Как в «По предоплате»" not in anna.labels
    await anna.tap("Принять предложенное")
    assert "само в сделке «С рассрочкой платежа»" in anna.text


async def test_a_new_stage_opens_the_fields_for_its_row_alone(stage: Stage) -> None:
    anna = await two_scenarios(stage)
    await anna.arrive_at("само в сделке «По предоплате»")
    await anna.tap("‹ Назад", "Настроить по шагам", "Реквизиты клиента", "‹ К вопросу")
    assert anna.row("Предложение отправлено") == "Сумма, Реквизиты клиента"
    await anna.tap("‹ Назад", "+ Добавить", "Замер сделан", "‹ К вопросу", "Дальше")

    assert "обязательны на каждой стадии сделки" in anna.text
    assert anna.row("Предложение отправлено") == "Сумма, Реквизиты клиента"
    assert anna.row("Замер сделан") == "Тех. задание (файл)"
    await anna.tap("Принять предложенное")

    assert "само в сделке «По предоплате»" in anna.text


async def test_a_complex_process_is_at_hand_where_it_makes_sense_and_never_proposed(stage: Stage) -> None:
    anna = await at_scenarios(stage)
    await anna.arrive_at("само в сделке «Товар под заказ»")
    assert "грузовое авто" not in anna.text

    await anna.tap("+ Добавить", "Вес заказа: нужен грузовик", "‹ К вопросу")

    assert anna.elements()[-1].endswith("(Ответственный): Если вес груза больше нормы, нанять грузовое авто")
