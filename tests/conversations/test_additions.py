"""What comes to a client's mind outside of a question, and more words for an answer that stands: nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversations.walker import begin, plan_for, seen

if TYPE_CHECKING:
    from tests.conversations.conftest import Stage
    from tests.conversations.walker import Walker

WISHES = "Что ещё нам важно знать"
#: Cards that are no question, from the first one.
OUTSIDE = {
    "sections": ("Разделы",),
    "a section": ("Разделы", "О компании"),
    "review": ("Разделы", "К проверке"),
}
SCRIPT = "Есть ли у вас скрипт"


async def sent(stage: Stage) -> Walker:
    anna = await begin(stage)
    await anna.arrive_at("Проверьте ответы")
    await plan_for(stage)
    return anna


async def test_words_after_sending_go_to_the_last_question_for_words_and_the_card_says_so(stage: Stage) -> None:
    anna = await sent(stage)

    await anna.say("Забыли про склад в Твери")

    assert anna.text.startswith("Записано в «Пожелания»")
    assert "Забыли про склад в Твери" in anna.text
    await anna.tap("Дальше")
    assert "Отправить дополнения" in anna.labels
    plan = await plan_for(stage)
    assert "ответы дополнены" in plan
    await stage.maria.tap("Ответы", on=next(m for m in reversed(stage.maria.from_bot) if "Ответы" in m.labels))
    await stage.maria.sees("Забыли про склад в Твери")


@pytest.mark.parametrize("way", OUTSIDE.values(), ids=OUTSIDE.keys())
async def test_words_outside_of_a_question_are_kept_and_the_client_comes_back_to_where_they_were(
    stage: Stage, way: tuple[str, ...]
) -> None:
    anna = await begin(stage)
    await anna.tap(*way)
    stood = anna.text.splitlines()[0]

    await anna.say("Нужна интеграция с 1С")
    assert "Записано в «Пожелания»" in anna.text
    await anna.tap("Дальше")

    assert anna.text.splitlines()[0] == stood
    await anna.tap(*(("Разделы",) if "Разделы" in anna.labels else ()))


async def test_an_addition_can_be_taken_back_and_looked_at(stage: Stage) -> None:
    anna = await sent(stage)
    await anna.say("Забыли про склад")
    await anna.tap("К вопросу")
    assert WISHES in anna.text
    assert "Забыли про склад" in anna.text

    await anna.say("И про офис")
    assert "Забыли про склад" not in anna.lines(after="Записано")
    await anna.tap("Вернуть")

    assert "Забыли про склад" in anna.text
    assert "И про офис" not in anna.text


async def test_several_messages_in_a_row_are_all_added(stage: Stage) -> None:
    anna = await sent(stage)

    await anna.say("Забыли про склад")
    await anna.say("И про офис")
    await anna.tap("К вопросу")

    assert anna.text.index("Забыли про склад") < anna.text.index("И про офис")


@pytest.mark.parametrize("words", ["да", "12", "не знаю", "👍"])
async def test_words_that_say_nothing_by_themselves_are_no_addition(stage: Stage, words: str) -> None:
    anna = await begin(stage)
    await anna.tap("Разделы")

    await anna.say(words)

    assert "нажмите «" in anna.text
    assert "Разделы" in anna.text
    await anna.tap("К проверке")


@pytest.mark.parametrize("kind", ["voice", "document"])
async def test_a_file_after_sending_is_kept_with_the_last_question_for_words(stage: Stage, kind: str) -> None:
    anna = await sent(stage)

    await anna.share(kind, "voice.ogg")

    assert "Приложено к вопросу «Пожелания»" in anna.text
    await anna.tap("К вопросу")
    assert WISHES in anna.text
    assert "К вопросу приложено: 1 файл" in anna.text


async def test_files_one_after_another_stay_together(stage: Stage) -> None:
    anna = await sent(stage)

    await anna.share("photo", "office.jpg")
    await anna.share("photo", "shop.jpg")
    await anna.tap("Дальше")

    assert "Отправить дополнения" in anna.labels
    plan = await plan_for(stage)
    assert plan.count("Фото к вопросу «Пожелания»") == 2


async def test_more_words_for_an_answer_that_stands_are_added_to_it(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(SCRIPT)
    await anna.say("Сейчас ведём всё в экселе.")
    await anna.tap("‹ Назад")

    await anna.say("Скрипт пришлёт Ольга")
    assert anna.text.startswith("Записано в «Скрипт продаж»")
    await anna.tap("Дальше", "‹ Назад")

    assert "Сейчас ведём всё в экселе." in anna.text
    assert "Скрипт пришлёт Ольга" in anna.text


async def test_an_answer_can_be_written_anew(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(SCRIPT)
    await anna.say("Сейчас ведём всё в экселе.")
    await anna.tap("‹ Назад")

    await anna.tap("Написать заново")
    await anna.say("Скрипта нет, начнём с чистого листа")
    await anna.tap("‹ Назад")

    assert "экселе" not in anna.text
    assert "с чистого листа" in anna.text


async def test_words_take_the_place_of_a_ready_answer(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(SCRIPT)
    await anna.tap("Скрипта нет")
    await anna.tap("‹ Назад")

    await anna.say("Нашёлся: звоним и спрашиваем площадь")
    await anna.tap("К вопросу")

    assert "Ваш ответ: Нашёлся" in seen(anna.text)
