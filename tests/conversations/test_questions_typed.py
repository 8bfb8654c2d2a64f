"""What typed words do on each kind of card: they answer, join what is proposed, or agree to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversations.walker import begin

if TYPE_CHECKING:
    from tests.conversations.conftest import Stage

STAGES, FIELDS, AUTOMATION = "Какие стадии проходит лид?", "обязательны на каждой стадии лида", "пока лид движется"
SCRIPT = "Есть ли у вас скрипт"
CHANNELS, OWNERS = "Какие каналы подключить", "Кто отвечает в каждом канале"


@pytest.mark.parametrize(("agreement", "question"), [("да", STAGES), ("Оставить так", STAGES), ("ок", FIELDS)])
async def test_a_typed_agreement_takes_what_is_proposed_and_goes_on(
    stage: Stage, agreement: str, question: str
) -> None:
    anna = await begin(stage)
    await anna.arrive_at(question, {"воронка лидов?": "Да, нужна"})

    await anna.say(agreement)

    assert question not in anna.text
    await anna.tap("‹ Назад")
    assert question in anna.text
    assert "Предлагаем" not in anna.text


async def test_yes_and_no_answer_a_records_card_as_its_buttons_do(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(AUTOMATION, {"воронка лидов?": "Да, нужна"})
    await anna.say("да")
    assert "разных сценариев сделки" in anna.text
    await anna.tap("‹ Назад")
    assert len(anna.elements()) == 3

    await anna.arrive_at("Нужны ли отчёты по вашим данным?")
    await anna.say("нет")

    assert "Какие роли" in anna.text
    await anna.tap("‹ Назад")
    assert "Ваш ответ: Хватит готовых" in anna.text


async def test_yes_takes_a_proposed_multiple_choice_and_goes_on(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(CHANNELS)

    await anna.say("да")

    assert OWNERS in anna.text
    assert anna.row("ВКонтакте") == "Отдел продаж"


async def test_one_label_typed_over_a_proposed_list_joins_it_and_several_are_the_clients_own(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(STAGES, {"воронка лидов?": "Да, нужна"})
    proposed = anna.elements()
    await anna.say("Встреча назначена")
    assert anna.elements() == [*proposed, "Встреча назначена"]

    await anna.arrive_at("разных сценариев сделки")
    await anna.say("Аренда, Продажа, Обслуживание")
    assert anna.elements() == ["Аренда", "Продажа", "Обслуживание"]


@pytest.mark.parametrize(("typed", "ticked"), [("Авито", "Авито"), ("WhatsApp", "WhatsApp"), ("Telegram", "Telegram")])
async def test_what_is_typed_over_a_proposed_multiple_choice_is_ticked_alone_as_a_tap_does(
    stage: Stage, typed: str, ticked: str
) -> None:
    anna = await begin(stage)
    await anna.arrive_at(CHANNELS)

    await anna.say(typed)

    assert anna.ticked == [ticked]
    assert CHANNELS in anna.text


async def test_several_labels_typed_over_a_proposed_multiple_choice_are_the_clients_own(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(CHANNELS)

    await anna.say("ватсап бизнес, Telegram, Авито")

    assert anna.ticked == ["Telegram", "ватсап бизнес", "Авито"]


async def test_no_typed_over_a_proposed_multiple_choice_takes_the_option_that_excludes_the_others(
    stage: Stage,
) -> None:
    anna = await begin(stage)
    await anna.arrive_at(CHANNELS)

    await anna.say("нет")

    assert anna.ticked == ["Каналы не нужны"]


async def test_words_that_are_refused_leave_a_proposal_a_proposal(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(STAGES, {"воронка лидов?": "Да, нужна"})

    await anna.say("Новая заявка")

    assert anna.reply.startswith("Это уже есть в списке.")
    assert "Предлагаем так:" in anna.text
    await anna.tap("Разделы", "Лиды")
    assert "Стадии лидов: —" in anna.text


async def test_an_own_field_typed_beside_the_rows_waits_to_be_ticked_where_it_is_needed(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(OWNERS)

    await anna.say("Ирина")

    assert "1 из 3: Чат на сайте" in anna.text
    await anna.tap("Ирина")
    assert anna.row("Отмечено") == "Отдел продаж, Ирина"
    await anna.tap("‹ К вопросу")
    assert anna.row("Чат на сайте") == "Отдел продаж, Ирина"
    assert anna.row("Telegram") == "Отдел продаж"


async def test_known_columns_typed_while_a_row_is_up_are_ticked_in_it(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(OWNERS)
    await anna.tap("Настроить по шагам")

    await anna.say("маркетинг, Ирина")
    assert anna.row("Отмечено") == "Отдел продаж, Маркетинг, Ирина"
    await anna.say("только маркетинг и секретарь")

    assert anna.row("Отмечено") == "Маркетинг, Секретарь"
    await anna.tap("‹ К вопросу")
    assert anna.row("ВКонтакте") == "Отдел продаж"


async def test_known_columns_typed_beside_the_rows_are_told_where_they_are_ticked(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(FIELDS, {"воронка лидов?": "Да, нужна"})

    await anna.say("только телефон и имя")

    assert "Настроить по шагам" in anna.reply
    await anna.tap("Разделы", "Лиды")
    assert "Обязательные поля лидов: —" in anna.text


async def test_a_proposed_list_says_what_typing_does_to_it(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(STAGES, {"воронка лидов?": "Да, нужна"})
    assert "одно встанет в конец, несколько через запятую заменят набор" in anna.text

    await anna.say("Встреча назначена")

    assert "заменят" not in anna.text


async def test_yes_while_a_row_is_up_goes_on_to_the_next_row(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(OWNERS)
    await anna.tap("Настроить по шагам")

    await anna.say("да")

    assert "2 из 3: ВКонтакте" in anna.text


@pytest.mark.parametrize(
    ("typed", "told"), [("около 15", "≈ 15 чел."), ("человек двадцать", "≈ 20 чел."), ("10–15", "10–15 чел.")]
)
async def test_a_number_is_read_as_people_write_it(stage: Stage, typed: str, told: str) -> None:
    anna = await begin(stage)
    await anna.arrive_at("Сколько сотрудников")

    await anna.say(typed)

    assert "Что мешает" in anna.text
    await anna.tap("‹ Назад")
    assert anna.row("Ваш ответ") == told


@pytest.mark.parametrize(
    ("typed", "status"), [("не знаю", "Вы отметили «Не знаю»"), ("обсудим на встрече", "Отложено до встречи")]
)
@pytest.mark.parametrize("question", ["Сколько сотрудников", SCRIPT])
async def test_a_question_is_put_off_in_words(stage: Stage, question: str, typed: str, status: str) -> None:
    anna = await begin(stage)
    await anna.arrive_at(question, {"воронка лидов?": "Да, нужна"})

    await anna.say(typed)

    assert question not in anna.text
    await anna.tap("‹ Назад")
    assert status in anna.text


async def test_a_text_that_merely_speaks_of_putting_off_is_the_answer(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(SCRIPT, {"воронка лидов?": "Да, нужна"})

    await anna.say("Не знаю, где лежит, обсудим на встрече")

    await anna.tap("‹ Назад")
    assert "Не знаю, где лежит, обсудим на встрече" in anna.text


async def test_a_no_where_nothing_says_no_ticks_nothing_and_says_what_to_do(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at("Что мешает")

    await anna.say("нет")

    assert anna.reply.startswith("Варианта «ничего» здесь нет.")
    assert anna.ticked == []


async def test_a_number_is_no_list_of_names(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at("разных сценариев сделки")
    proposed = anna.elements()

    await anna.say("3")

    assert anna.reply.startswith("Одного числа здесь мало")
    assert anna.elements() == proposed


async def test_what_is_on_the_card_already_does_not_keep_the_rest_away(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at("Что мешает")
    await anna.say("Долго считаем")

    await anna.say("Теряются заявки, долго считаем")

    assert anna.ticked == ["Теряются заявки", "Долго считаем"]


@pytest.mark.parametrize("question", ["Сколько сотрудников", CHANNELS, STAGES, SCRIPT])
@pytest.mark.parametrize("words", ["Назад", "вернись назад"])
async def test_back_is_the_button_whatever_is_asked(stage: Stage, question: str, words: str) -> None:
    anna = await begin(stage)
    await anna.arrive_at(question, {"воронка лидов?": "Да, нужна"})
    await anna.tap("‹ Назад")
    before = anna.text
    await anna.arrive_at(question)

    await anna.say(words)

    assert anna.text == before


async def test_on_and_sections_are_the_buttons_and_answer_nothing(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(SCRIPT)
    await anna.say("дальше")
    assert anna.reply.startswith("Здесь пока нечего сохранить")

    await anna.say("Скрипта нет")
    await anna.tap("‹ Назад")
    await anna.say("Дальше")
    assert SCRIPT not in anna.text

    await anna.say("разделы")
    assert "Стадии" not in anna.text
    assert "○ Телефония" in anna.labels


@pytest.mark.parametrize("question", ["Чем занимается", CHANNELS, SCRIPT, STAGES])
@pytest.mark.parametrize(("words", "told"), [("пропустить", "Разделы"), ("стоп", "Ответы уже сохранены")])
async def test_words_without_a_button_answer_nothing(stage: Stage, question: str, words: str, told: str) -> None:
    anna = await begin(stage)
    await anna.arrive_at(question, {"воронка лидов?": "Да, нужна"})
    asked = anna.text

    await anna.say(words)

    assert told in anna.reply
    assert anna.text.endswith(asked)


async def test_a_way_that_is_named_outside_of_a_question_is_no_addition(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.tap("Разделы")
    await anna.say("дальше")
    assert "Записано" not in anna.text

    await anna.say("нужна интеграция с 1С")
    assert "Записано в «Пожелания»" in anna.text
    await anna.say("стоп")
    assert anna.text.endswith("нужна интеграция с 1С")
    assert "стоп" not in anna.text


async def test_back_while_a_row_or_a_name_is_typed_leads_to_the_question(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(STAGES, {"воронка лидов?": "Да, нужна"})
    stages = anna.elements()
    await anna.tap("Изменить", stages[0], "Переименовать")
    await anna.say("назад")
    assert anna.elements() == stages

    await anna.arrive_at(OWNERS)
    await anna.tap("Настроить по шагам")
    await anna.say("дальше")
    assert "2 из 3" in anna.text
    await anna.say("назад")
    assert "Настроить по шагам" in anna.labels


async def test_fields_of_a_form_are_left_in_words_and_skipped_only_if_they_may_be(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(AUTOMATION, {"воронка лидов?": "Да, нужна"})
    await anna.tap("+ Добавить")
    assert "На какой стадии?" in anna.text
    await anna.say("пропустить")
    assert anna.reply.startswith("Здесь пока нечего сохранить")

    await anna.say("1")
    assert "Что должно произойти?" in anna.text
    await anna.say("назад")
    assert "На какой стадии?" in anna.text
    await anna.say("пропустить")
    assert "Что должно произойти?" in anna.text

    await anna.say("назад")
    await anna.say("назад")
    assert AUTOMATION in anna.text


@pytest.mark.parametrize("words", ["убери третью", "Удалите новую заявку", "удалить ЛПР установлено"])
async def test_changes_of_a_list_are_told_their_button(stage: Stage, words: str) -> None:
    anna = await begin(stage)
    await anna.arrive_at(STAGES, {"воронка лидов?": "Да, нужна"})

    await anna.say(words)

    assert "«Изменить»" in anna.reply
    assert "Предлагаем так:" in anna.text


@pytest.mark.parametrize("words", ["как выше", "то же самое"])
async def test_like_before_is_told_its_button(stage: Stage, words: str) -> None:
    anna = await begin(stage)
    await anna.arrive_at(FIELDS, {"воронка лидов?": "Да, нужна"})

    await anna.say(words)

    assert "Как в прошлом шаге" in anna.reply


async def test_a_time_is_typed_with_its_unit_at_once(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(AUTOMATION, {"воронка лидов?": "Да, нужна"})
    await anna.tap("+ Добавить")
    for words in ("1", "письмо клиенту", "через два часа"):
        await anna.say(words)

    assert "Что написать, сказать или сделать?" in anna.text
    await anna.say("Отправить прайс")
    assert "через 2 ч" in anna.text
