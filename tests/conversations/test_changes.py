"""A change of mind: what no longer applies is put away and comes back, what is doubtful is confirmed with one tap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversations.walker import begin, main_action, plan_for

if TYPE_CHECKING:
    from tests.conversations.conftest import Stage
    from tests.conversations.walker import Walker

LEADS = {"похоже на ваши обращения": "Поток, есть нецелевые", "воронка лидов?": "Да, нужна"}
PUT_AWAY = (
    "Ответы убраны и в план не войдут: Стадии лидов, Обязательные поля лидов, Автоматизация лидов, Стандартные отчёты"
)


async def at(stage: Stage, text: str, **changed: str) -> Walker:
    anna = await begin(stage)
    await anna.arrive_at(text, {"Чем занимается": "Реклама и вывески", **LEADS, **changed})
    return anna


async def answered(stage: Stage) -> Walker:
    """Everything is answered, with leads."""
    return await at(stage, "Проверьте ответы")


async def open_question(anna: Walker, section: str, question: str) -> None:
    await anna.tap("Разделы", section, question)


async def test_refusing_leads_puts_their_answers_away_and_says_which(stage: Stage) -> None:
    anna = await at(stage, "разных сценариев сделки")
    await open_question(anna, "Лиды", "Воронка лидов")

    await anna.tap("Нет, сразу сделки")

    assert "«Воронка лидов»: теперь «Нет, сразу сделки»." in anna.text
    assert PUT_AWAY.removesuffix(", Стандартные отчёты") in anna.text
    assert set(anna.labels) == {"Дальше", "Вернуть"}
    await anna.tap("Дальше")
    assert "Есть ли у вас скрипт" not in anna.text
    await anna.tap("Разделы", "Лиды")
    assert "Стадии лидов" not in anna.text


async def test_an_answer_that_is_put_off_is_told_as_put_off_and_not_as_it_was(stage: Stage) -> None:
    anna = await at(stage, "разных сценариев сделки")
    await open_question(anna, "Лиды", "Воронка лидов")

    await anna.tap("Обсудим на встрече")

    assert "«Воронка лидов»: теперь обсудим на встрече." in anna.text


async def test_another_ready_set_says_what_it_puts_in_doubt_and_can_be_taken_back(stage: Stage) -> None:
    anna = await at(stage, "разных сценариев сделки")
    await open_question(anna, "Лиды", "Стадии лидов")
    stood = anna.elements()

    await anna.tap("Другой набор", "Короткий")

    assert "Нужно будет проверить: Обязательные поля лидов, Автоматизация лидов." in anna.text
    await anna.tap("Вернуть")
    assert anna.elements() == stood


async def test_a_yes_over_nothing_of_it_takes_what_is_offered(stage: Stage) -> None:
    anna = await at(stage, "Нужна ли телефония")
    await anna.tap("Телефония не нужна")

    await anna.say("да, нужна")

    assert "С каким номером будете работать?" in anna.text


async def test_taking_the_change_back_restores_every_answer(stage: Stage) -> None:
    anna = await at(stage, "разных сценариев сделки")
    await open_question(anna, "Лиды", "Воронка лидов")
    await anna.tap("Нет, сразу сделки")

    await anna.tap("Вернуть")

    assert "Нужна ли вам воронка лидов?" in anna.text
    assert anna.ticked == ["Да, нужна (советуем)"]
    await anna.tap("Разделы", "Лиды")
    assert "Стадии лидов: Новая заявка, ЛПР установлено" in anna.text


async def test_answers_put_away_come_back_when_they_apply_again(stage: Stage) -> None:
    anna = await at(stage, "разных сценариев сделки")
    await open_question(anna, "Лиды", "Воронка лидов")
    await anna.tap("Нет, сразу сделки", "Дальше")
    await open_question(anna, "Лиды", "Воронка лидов")

    await anna.tap("Да, нужна")

    assert "«Воронка лидов»: теперь «Да, нужна»." in anna.text
    assert "Ответы снова учтены: Стадии лидов, Обязательные поля лидов, Автоматизация лидов" in anna.text
    await anna.tap("Дальше")
    assert "разных сценариев сделки" in anna.text
    await anna.tap("Разделы", "Лиды")
    assert "Стадии лидов: Новая заявка, ЛПР установлено" in anna.text
    assert "Автоматизация лидов: Новая заявка" in anna.text


async def test_what_is_put_away_stays_out_of_the_plan_and_the_review_is_whole(stage: Stage) -> None:
    anna = await answered(stage)
    await open_question(anna, "Лиды", "Воронка лидов")
    await anna.tap("Нет, сразу сделки")
    await anna.tap("Дальше")
    await anna.arrive_at("Проверьте ответы")

    plan = await plan_for(stage)

    assert "Воронка лидов: Нет, сразу сделки" in plan
    assert "ЛПР установлено" not in plan
    assert "От лидов отказались, хотя отмечено: Поток, есть нецелевые." in plan


async def test_a_change_from_the_review_returns_to_the_review(stage: Stage) -> None:
    anna = await answered(stage)
    await open_question(anna, "О компании", "Сотрудники в CRM")

    await anna.say("20")

    assert "Проверьте ответы" in anna.text
    await anna.tap("Разделы", "О компании")
    assert "Сотрудники в CRM: 20 чел." in anna.text


async def test_looking_at_an_answer_from_the_review_and_going_back_changes_nothing(stage: Stage) -> None:
    anna = await answered(stage)
    await open_question(anna, "Телефония", "Номер телефона")

    await anna.tap("‹ Назад")

    assert "Проверьте ответы" in anna.text
    assert "Есть ответы на все вопросы." in anna.text


async def test_a_new_stage_asks_again_only_for_what_hangs_on_the_stages(stage: Stage) -> None:
    anna = await answered(stage)
    await open_question(anna, "Лиды", "Стадии лидов")
    await anna.say("Встреча назначена")
    await anna.tap("Дальше")

    assert "обязательны на каждой стадии лида" in anna.text
    assert anna.row("Встреча назначена") == "Город и адрес"
    assert anna.row("Новая заявка") == "Телефон, Откуда узнали"
    await anna.tap("Принять предложенное")
    assert "Раньше вы ответили так" in anna.text
    assert "пока лид движется" in anna.text
    await anna.tap("Всё верно, дальше")
    assert "Есть ответы на все вопросы." in anna.text


async def test_removing_a_stage_says_what_goes_along_and_what_must_be_mended(stage: Stage) -> None:
    anna = await answered(stage)
    await open_question(anna, "Лиды", "Стадии лидов")

    await anna.tap("Изменить", "Бриф выслан", "Убрать")

    assert "Убрано: Бриф выслан." in anna.text
    assert "Вместе с этим уходит: Обязательные поля лидов: Почта." in anna.text
    assert "Автоматизация лидов: нужно будет поправить или убрать" in anna.text
    assert "• Бриф выслан → Письмо или SMS клиенту: Отправить клиенту бриф" in anna.text
    await anna.tap("Вернуть")
    assert "Бриф выслан" in anna.elements()
    await anna.tap("Дальше")
    assert "Проверьте ответы" in anna.text
    assert "Есть ответы на все вопросы." in anna.text


async def test_a_rule_without_its_stage_is_pointed_out_until_it_is_mended(stage: Stage) -> None:
    anna = await answered(stage)
    await open_question(anna, "Лиды", "Стадии лидов")
    await anna.tap("Изменить", "Бриф получен", "Убрать")
    assert "нужно будет поправить" not in anna.text
    await anna.tap("Дальше", "Изменить", "Новая заявка", "Убрать", "Дальше", "Дальше")

    assert "пока лид движется" in anna.text
    assert "выберите другую или уберите: Стадия? → Задача сотруднику" in anna.text
    assert main_action(anna.card) == "Выбрать другое"
    await anna.tap("Изменить", "1.", "Убрать", "Дальше")
    assert "стадии больше нет" not in anna.text


async def test_renaming_a_stage_changes_its_name_everywhere_and_puts_nothing_in_doubt(stage: Stage) -> None:
    anna = await answered(stage)
    await open_question(anna, "Лиды", "Стадии лидов")
    await anna.tap("Изменить", "Бриф выслан", "Переименовать")
    await anna.say("Анкета отправлена")
    await anna.tap("‹ К вопросу", "Дальше")

    assert "Есть ответы на все вопросы." in anna.text
    plan = await plan_for(stage)
    assert "Анкета отправлена" in plan
    assert "Обязательно: Почта\nСамо: Письмо или SMS клиенту" in plan[plan.index("3. Анкета отправлена") :]
    assert "Бриф выслан" not in plan


async def test_removing_a_scenario_puts_its_section_away_and_brings_it_back(stage: Stage) -> None:
    anna = await answered(stage)
    await open_question(anna, "Сделки", "Сценарии сделок")
    await anna.say("Аренда")
    await anna.tap("Дальше")
    assert "Какие стадии проходит сделка «Аренда»?" in anna.text
    await anna.arrive_at("Проверьте ответы")
    await anna.tap("Разделы")
    assert "✓ Сделка: Аренда" in anna.labels

    await anna.tap("Сделки", "Сценарии сделок")
    await anna.tap("Изменить", "Товар под заказ", "Убрать")
    assert "Убрано: Товар под заказ." in anna.text
    assert "Стадии сделки, Обязательные поля сделки, Автоматизация сделки" in anna.text
    await anna.tap("Вернуть")

    assert anna.elements() == ["Товар под заказ", "Аренда"]
    await anna.tap("Разделы")
    assert "✓ Сделка: Товар под заказ" in anna.labels


async def test_emptying_an_answer_keeps_its_card_up_after_the_news(stage: Stage) -> None:
    anna = await at(stage, "Какие каналы", **{"Нужна ли телефония": "Принимать звонки"})
    await open_question(anna, "Телефония", "Телефония")

    await anna.tap("Принимать звонки в CRM")
    assert "Убрано: Принимать звонки в CRM." in anna.text
    assert "Номер телефона" in anna.text
    await anna.tap("Дальше")

    assert "Нужна ли телефония в CRM?" in anna.text
    await anna.tap("Звонить клиентам из CRM", "Дальше")
    assert "С каким номером" in anna.text or "Сколько минут" in anna.text


async def test_telephony_refused_late_takes_its_reports_along(stage: Stage) -> None:
    anna = await answered(stage)
    await open_question(anna, "Телефония", "Телефония")
    await anna.tap("Телефония не нужна")
    assert "Номер телефона" in anna.text
    await anna.tap("Дальше")

    await open_question(anna, "Отчёты", "Стандартные отчёты")

    assert "Количество звонков" not in " ".join(anna.labels)


@pytest.mark.parametrize("put_off", ["Обсудим на встрече", "Не знаю"])
async def test_what_was_put_off_is_answered_later_or_stays_for_the_meeting(stage: Stage, put_off: str) -> None:
    anna = await begin(stage)
    await anna.arrive_at("Проверьте ответы", {**LEADS, "разных сценариев сделки": put_off})
    assert "На встречу: 1 вопрос." in anna.text
    assert "◐ Сделки" in anna.labels

    await open_question(anna, "Сделки", "Сценарии сделок")
    await anna.tap("Оставить так")
    assert "Какие стадии проходит сделка" in anna.text


async def test_after_the_submission_a_supplement_sends_a_new_plan(stage: Stage) -> None:
    anna = await answered(stage)
    await plan_for(stage)
    await anna.tap("Дополнить ответы", "О компании", "Сотрудники в CRM")
    await anna.say("25")
    assert "Отправить дополнения" in anna.labels

    plan = await plan_for(stage)

    assert "ответы дополнены" in plan
    assert "Сотрудники в CRM: 25 чел." in plan
    assert "версия 2" in plan
