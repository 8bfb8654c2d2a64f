"""The company and its leads: presets by trade, advice with its reason, stages, mandatory fields, the sales script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversations.walker import begin

if TYPE_CHECKING:
    from tests.conversations.conftest import Stage
    from tests.conversations.walker import Walker

STAGES, SCRIPT, FIELDS = "Какие стадии проходит лид?", "Есть ли у вас скрипт", "обязательны на каждой стадии лида"
FLOW, BASE, FEW = "Поток, есть нецелевые", "Будем обзванивать базу", "Мало, почти все целевые"


async def at(stage: Stage, question: str, *, trade: str = "Реклама и вывески") -> Walker:
    anna = await begin(stage)
    taking = {"Чем занимается": trade, "похоже на ваши обращения": FLOW, "воронка лидов?": "Да, нужна"}
    await anna.arrive_at(question, taking)
    return anna


@pytest.mark.parametrize(
    ("trade", "scenarios"),
    [
        ("Оптовая торговля", ["Отгрузка со склада", "Товар под заказ"]),
        ("Медицина и красота", ["Запись и визит"]),
        ("«Шиномонтаж»", ["Простая продажа"]),
    ],
)
async def test_what_is_proposed_follows_the_trade(stage: Stage, trade: str, scenarios: list[str]) -> None:
    anna = await begin(stage)

    await anna.arrive_at("разных сценариев сделки", {"Чем занимается": trade, "воронка лидов?": "Нет, сразу"})

    assert anna.elements() == scenarios


@pytest.mark.parametrize(
    ("fact", "advised", "because"),
    [
        (FLOW, "Да, нужна (советуем)", "отдельная воронка отсеет их до сделок"),
        (BASE, "Да, нужна (советуем)", "в лидах видно, кто ещё не отвечал"),
        ("Пишут поставщики", "Да, нужна (советуем)", "отправлять в отдельную библиотеку"),
        (FEW, "Нет, сразу сделки (советуем)", "лишний шаг не нужен"),
    ],
)
async def test_the_need_of_leads_is_advised_with_its_reason(
    stage: Stage, fact: str, advised: str, because: str
) -> None:
    anna = await begin(stage)

    await anna.arrive_at("воронка лидов?", {"похоже на ваши обращения": fact})

    assert advised in anna.labels
    assert because in anna.text


@pytest.mark.parametrize("answer", ["Нет, сразу сделки", "Обсудим на встрече", "Не знаю"])
async def test_without_leads_nothing_is_asked_about_them(stage: Stage, answer: str) -> None:
    anna = await begin(stage)
    await anna.arrive_at("воронка лидов?")

    await anna.tap(answer)

    assert SCRIPT in anna.text
    await anna.tap("Скрипта нет")
    assert "разных сценариев сделки" in anna.text


async def test_a_proposal_that_was_put_off_is_the_one_main_action_when_its_card_is_opened_again(stage: Stage) -> None:
    anna = await at(stage, STAGES)
    await anna.tap("Обсудим на встрече", "‹ Назад")

    main = [button.label for row in anna.card.keyboard for button in row if button.style == "primary"]
    assert main == ["Оставить так"]
    assert "Дальше" in anna.labels


async def test_stages_are_added_by_tap_in_a_row_and_line_by_line(stage: Stage) -> None:
    anna = await at(stage, STAGES)
    await anna.tap("Оставить так", "‹ Назад")
    stages = anna.elements()
    assert "✓ Качественный · ✗ Некачественный (есть всегда)" in anna.text

    await anna.tap("+ Добавить", "Презентация отправлена")
    assert "Презентация отправлена" not in anna.labels
    await anna.say("Замер назначен, Замер сделан")
    await anna.say("1. Смета готова\n2) Смета (с доставкой), согласована\n— Ждём решения")

    added = ["Презентация отправлена", "Замер назначен", "Замер сделан"]
    assert anna.elements() == [
        *stages, *added, "Смета готова", "Смета (с доставкой), согласована", "Ждём решения"
    ]  # fmt: skip


async def test_a_stage_is_moved_renamed_removed_and_brought_back(stage: Stage) -> None:
    anna = await at(stage, STAGES)
    await anna.tap("Изменить", "Бриф получен", "↑ Выше", "↑ Выше")
    assert anna.elements() == ["Новая заявка", "Бриф получен", "ЛПР установлено", "Бриф выслан"]
    await anna.tap("↓ Ниже")
    assert anna.elements()[2] == "Бриф получен"

    await anna.tap("Переименовать")
    await anna.say("Бриф пришёл")
    assert "Бриф пришёл" in anna.labels

    await anna.tap("Бриф пришёл", "Убрать")
    assert "Убрано: Бриф пришёл." in anna.text
    await anna.tap("Вернуть")
    assert anna.elements() == ["Новая заявка", "ЛПР установлено", "Бриф пришёл", "Бриф выслан"]


async def test_a_name_that_is_there_already_is_refused_and_the_card_stays(stage: Stage) -> None:
    anna = await at(stage, STAGES)
    await anna.tap("Изменить", "Бриф получен", "Переименовать")

    await anna.say("Некачественный")

    assert anna.reply.startswith("Это уже есть в списке.")
    assert "Напишите новое название вместо «Бриф получен»" in anna.text


async def test_another_set_replaces_the_stages_and_can_be_taken_back_by_its_own_name(stage: Stage) -> None:
    anna = await at(stage, STAGES)

    await anna.tap("Другой набор", "Короткий")

    assert anna.elements() == ["Новая заявка", "Связались с клиентом"]
    await anna.tap("Другой набор", "Обзвон базы")
    assert anna.elements()[0] == "Ещё не звонили"


async def test_too_many_stages_and_unclear_names_are_hinted_at_and_not_forbidden(stage: Stage) -> None:
    anna = await at(stage, STAGES)
    await anna.say("Раз, Два, Три, Четыре, Пять, Шесть, Семь")
    assert "обычно хватает" not in anna.text

    await anna.say("Переговоры")
    assert "Стадий уже 8, а обычно хватает 7" in anna.text
    assert "Похоже на процесс: «Переговоры»" in anna.text

    await anna.tap("Дальше")
    assert SCRIPT in anna.text


async def test_more_stages_than_a_pipeline_can_have_are_refused_as_a_whole(stage: Stage) -> None:
    anna = await at(stage, STAGES)

    await anna.say("\n".join(f"Стадия {number}" for number in range(1, 17)))

    assert anna.reply.startswith("Больше 15 добавить нельзя")
    assert "Предлагаем так:" in anna.text


async def test_mandatory_fields_are_ticked_stage_by_stage(stage: Stage) -> None:
    anna = await at(stage, FIELDS)
    assert anna.row("Новая заявка") == "Телефон, Откуда узнали"

    await anna.tap("Настроить по шагам", "Имя", "Откуда узнали")
    assert anna.row("Отмечено") == "Телефон, Имя"
    await anna.tap("Дальше ›", "Как в прошлом шаге")
    assert anna.row("Отмечено") == "Телефон, Имя"
    await anna.say("Число филиалов, Склад")
    assert anna.row("Отмечено") == "Телефон, Имя, Число филиалов, Склад"
    await anna.tap("Ещё", "Склад")
    assert anna.row("Отмечено") == "Телефон, Имя, Число филиалов"
    for number in (3, 4, 5, 6):
        await anna.tap("Дальше ›")
        assert f"{number} из 6" in anna.text
    await anna.tap("Готово")

    assert "пока лид движется" in anna.text
    await anna.tap("‹ Назад")
    assert anna.row("Новая заявка") == "Телефон, Имя"
    assert anna.row("ЛПР установлено") == "Телефон, Имя, Число филиалов"
    assert anna.row("Некачественный") == "Причина отказа"


async def test_one_row_of_the_fields_is_corrected_without_walking_through_all(stage: Stage) -> None:
    anna = await at(stage, FIELDS)

    await anna.tap("Настроить по шагам", "‹ К вопросу", "Изменить", "Бриф выслан", "Почта", "‹ К вопросу")

    assert anna.row("Бриф выслан") == "—"
    await anna.tap("Дальше")
    assert "пока лид движется" in anna.text


async def test_too_many_fields_on_the_first_stage_are_hinted_at(stage: Stage) -> None:
    anna = await at(stage, FIELDS)

    await anna.tap("Настроить по шагам", "Имя", "Почта", "Компания", "Бюджет", "‹ К вопросу")

    assert "На стадии «Новая заявка» обязательных полей 6" in anna.text


@pytest.mark.parametrize(("kind", "name"), [("document", "script.docx"), ("photo", "p.jpg"), ("voice", "v.ogg")])
async def test_the_sales_script_comes_as_a_file_a_photo_or_a_voice_message(stage: Stage, kind: str, name: str) -> None:
    anna = await at(stage, SCRIPT)

    await anna.share(kind, name)

    assert "К вопросу приложено: 1 файл" in anna.text
    await anna.tap("Дальше")
    assert FIELDS in anna.text
    await anna.tap("‹ Назад")
    assert anna.row("Ваш ответ") == "См. приложенное"


async def test_the_sales_script_comes_as_text_and_a_file_may_follow(stage: Stage) -> None:
    anna = await at(stage, SCRIPT)

    await anna.say("Здравствуйте. Сколько у вас точек?\nКто принимает решение?")

    assert FIELDS in anna.text
    await anna.share("document", "script.docx", "полный текст")
    assert "К вопросу приложено: 1 файл" in anna.text
    assert FIELDS in anna.text
    await anna.tap("‹ Назад")
    assert anna.row("Ваш ответ") == "Здравствуйте. Сколько у вас точек? Кто принимает решение?"
