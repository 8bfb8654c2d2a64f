"""Files, photos and voice messages: kept with the question that is up, never taken for an answer, passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversations.walker import Walker, begin, plan_for, seen

if TYPE_CHECKING:
    from bot.simulator import Message, User
    from tests.conversations.conftest import Stage

KINDS = {
    "photo": "funnel.jpg",
    "document": "script.docx",
    "voice": "voice.ogg",
    "audio": "call.mp3",
    "video": "screen.mp4",
    "video_note": "note.mp4",
}
#: Telegram gives these no caption.
WORDLESS = {"video_note"}
#: A question of every kind: its name, and what its card says.
QUESTIONS = {
    "choice": ("О компании", "Отрасль", "Чем занимается"),
    "number": ("О компании", "Сотрудники в CRM", "Сколько сотрудников"),
    "multichoice": ("О компании", "Что мешает сейчас", "Что мешает"),
    "list": ("Лиды", "Стадии лидов", "Какие стадии проходит лид?"),
    "text": ("Лиды", "Скрипт продаж", "Есть ли у вас скрипт"),
    "grid": ("Лиды", "Обязательные поля лидов", "обязательны на каждой стадии лида"),
    "records": ("Лиды", "Автоматизация лидов", "пока лид движется"),
}
LEADS = {"воронка лидов?": "Да, нужна"}
SCRIPT = "Есть ли у вас скрипт"
NOWHERE = "Файл пока некуда приложить"


async def at(stage: Stage, text: str) -> Walker:
    anna = await begin(stage)
    await anna.arrive_at(text, LEADS)
    return anna


def files(user: User, *, from_bot: bool) -> list[tuple[str, str]]:
    """Kind and id of each file in the chat, oldest first."""
    shown = (message for message in user.messages if message.from_bot is from_bot)
    return [(kind, message.file_id(kind)) for message in shown for kind in KINDS if message.file_id(kind)]


async def handed_on(stage: Stage) -> list[Message]:
    """What the manager gets for «Файлы», every message of it."""
    await stage.maria.send("/briefs")
    await stage.maria.tap("ООО «Ромашка»")
    known = len(stage.maria.from_bot)
    await stage.maria.tap("Файлы")
    await stage.maria.send("/help", wait=False)
    await stage.maria.until(lambda: "/briefs" in stage.maria.last.text and len(stage.maria.from_bot) > known)
    return stage.maria.from_bot[known:-1]


@pytest.mark.parametrize("kind", QUESTIONS)
async def test_every_kind_of_file_stays_with_the_question_and_answers_nothing(stage: Stage, kind: str) -> None:
    section, name, asks = QUESTIONS[kind]
    anna = await at(stage, asks)
    sent = 0
    for media, filename in KINDS.items():
        for caption in ("", "да", "12") if media not in WORDLESS else ("",):
            await anna.share(media, filename, caption)
            sent += 1
            assert asks in anna.text
            assert f"К вопросу приложено: {sent} файл" in anna.text

    await stage.anna.until(lambda: [m for m in stage.anna.from_bot if m.inline_keyboard] == [anna.card])
    await anna.tap("Разделы", section)
    assert f"○ {name}" in anna.labels
    assert anna.row(name) == "—"
    assert [(media, file) for media, file in files(stage.anna, from_bot=False)] == [
        (media, message.file_id(media))
        for message in await handed_on(stage)
        for media in KINDS
        if message.file_id(media)
    ]


async def test_the_manager_gets_each_file_with_its_question_and_its_words(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.share("photo", "office.jpg", "наш офис & <b>склад</b>")
    await anna.tap("Реклама и вывески")
    await anna.share("voice", "voice.ogg")
    await anna.share("document", "staff.xlsx", "штат\nпо отделам")
    await anna.share("video_note", "note.mp4")

    got = await handed_on(stage)

    assert [message.text for message in got] == [
        "Отрасль: наш офис & <b>склад</b>",
        "Сотрудники в CRM",
        "Сотрудники в CRM: штат\nпо отделам",
        "Сотрудники в CRM",
        "",
    ]
    assert files(stage.anna, from_bot=False) == files(stage.maria, from_bot=True)


@pytest.mark.parametrize("length", [1024, 4000])
async def test_a_caption_of_any_length_comes_to_the_manager_whole(stage: Stage, length: int) -> None:
    anna = await begin(stage)
    caption = ("слово & дело " * length)[:length].strip()
    await anna.share("photo", "office.jpg", caption)

    *words, photo = await handed_on(stage)

    assert seen("".join(message.text for message in words)).replace("\n", "") == f"Отрасль: {caption}"
    assert photo.file_id("photo")


async def test_a_file_of_one_scenario_names_the_scenario(stage: Stage) -> None:
    anna = await at(stage, "разных сценариев сделки")
    await anna.say("Ремонт, Аренда")
    await anna.tap("Дальше")
    assert "проходит сделка «Ремонт»" in anna.text
    await anna.share("document", "repair.pdf")

    (file,) = await handed_on(stage)

    assert file.text == "Стадии сделки: Ремонт"


async def test_several_photos_at_once_are_all_kept_and_the_card_comes_once(stage: Stage) -> None:
    anna = await at(stage, SCRIPT)
    for number in range(4):
        caption = "страницы скрипта" if number == 0 else ""
        await stage.anna.upload("photo", f"{number}.jpg", b"\xff\xd8\xff", caption, album="script", wait=False)

    await stage.anna.card_shows("К вопросу приложено: 4\N{NO-BREAK SPACE}файла")

    await stage.anna.until(lambda: [m for m in stage.anna.from_bot if m.inline_keyboard] == [anna.card])
    got = await handed_on(stage)
    assert [message.text for message in got] == ["Скрипт продаж: страницы скрипта", *["Скрипт продаж"] * 3]


async def test_a_file_bigger_than_a_bot_may_download_is_kept_and_passed_on(stage: Stage) -> None:
    anna = await at(stage, SCRIPT)
    sent = await stage.anna.upload("document", "all.zip", bytes(21 * 2**20), wait=False)

    await stage.anna.card_shows("К вопросу приложено")

    await anna.tap("Дальше")
    (file,) = await handed_on(stage)
    assert file.file_id("document") == sent.file_id("document")


async def test_stickers_places_and_contacts_are_no_answers_and_are_told_so(stage: Stage) -> None:
    anna = await at(stage, SCRIPT)
    asked = anna.text
    for odd in (stage.anna.sticker, stage.anna.location, stage.anna.contact):
        await odd()
        assert "не получится сохранить как ответ" in anna.reply

    assert anna.text.endswith(asked)


async def test_the_plan_announces_files_and_answers_given_by_them(stage: Stage) -> None:
    anna = await at(stage, SCRIPT)
    await anna.share("voice", "voice.ogg", "как мы говорим")
    await anna.share("document", "script.docx")
    await anna.tap("Дальше", "Разделы", "К проверке")

    plan = await plan_for(stage)

    assert "Голосовое к вопросу «Скрипт продаж»: как мы говорим" in plan
    assert "Файл «script.docx» к вопросу «Скрипт продаж»" in plan
    await stage.maria.tap("Файлы")
    await stage.maria.until(lambda: len(files(stage.maria, from_bot=True)) == 2)


async def test_a_file_does_not_disturb_a_form_that_is_being_filled(stage: Stage) -> None:
    anna = await at(stage, "пока лид движется")
    await anna.tap("+ Добавить", "Новая заявка", "Задача сотруднику")
    asked = anna.lines(after="▰")

    await anna.share("photo", "rule.jpg")

    assert "К вопросу приложено: 1 файл" in anna.text
    assert anna.lines(after="▰")[: len(asked)] == asked
    await anna.tap("Сразу", "Руководитель отдела")
    await anna.say("Позвонить клиенту")
    await anna.tap("Сохранить")
    assert "Новая заявка → Задача сотруднику" in anna.text
    assert "К вопросу приложено: 1 файл" in anna.text


@pytest.mark.parametrize("fold", ["Подробнее", "+ Добавить", "Изменить", "Другой набор"])
async def test_on_every_side_of_a_card_a_file_is_seen_to_be_taken(stage: Stage, fold: str) -> None:
    anna = await at(stage, "Какие стадии проходит лид?")
    await anna.tap(fold)

    await anna.share("photo", "stages.jpg")

    assert "К вопросу приложено: 1 файл" in anna.text


async def test_an_answer_and_its_files_live_side_by_side(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.share("photo", "office.jpg")
    await anna.tap("Реклама и вывески", "‹ Назад")
    assert "К вопросу приложено: 1 файл" in anna.text
    assert anna.ticked == ["Реклама и вывески"]

    await anna.share("photo", "shop.jpg")

    assert anna.ticked == ["Реклама и вывески"]
    assert "К вопросу приложено: 2 файла" in anna.text


async def test_a_file_of_a_question_put_off_or_put_away_still_comes_to_the_manager(stage: Stage) -> None:
    anna = await at(stage, "Какие стадии проходит лид?")
    await anna.share("photo", "stages.jpg")
    await anna.tap("Обсудим на встрече", "‹ Назад", "‹ Назад", "Нет, сразу сделки", "Дальше")

    (file,) = await handed_on(stage)

    assert file.text == "Стадии лидов"


async def test_a_file_before_the_consent_is_not_kept(stage: Stage) -> None:
    await stage.anna.open_link(await stage.invite())
    anna = Walker(stage.anna)

    await anna.share("photo", "office.jpg")

    assert NOWHERE in anna.reply
    await anna.tap("Согласен, начать", "Начать")
    assert "К вопросу приложено" not in anna.text


async def test_a_file_of_a_stranger_is_not_kept(stage: Stage) -> None:
    stranger = stage.telegram.user(3003, "Пётр")

    await stranger.upload("document", "price.pdf", b"%PDF")

    assert "по личной ссылке" in stranger.last.text


@pytest.mark.parametrize("way", [("Разделы",), ("Разделы", "О компании"), ("Разделы", "К проверке")])
async def test_a_file_where_no_question_is_up_goes_to_the_last_one_for_words(
    stage: Stage, way: tuple[str, ...]
) -> None:
    anna = await begin(stage)
    await anna.tap(*way)

    await anna.share("document", "script.docx")

    assert anna.text.startswith("Приложено к вопросу «Пожелания»: 1 файл")
    (file,) = await handed_on(stage)
    assert file.text == "Пожелания"


async def test_a_file_after_sending_goes_to_a_question_and_is_news_for_the_manager(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at("Проверьте ответы")
    await plan_for(stage)

    await anna.tap("Дополнить ответы", "О компании", "Отрасль")
    await anna.share("photo", "office.jpg", "наш офис")
    await anna.tap("‹ Назад")
    assert "Отправить дополнения" in anna.labels
    plan = await plan_for(stage)

    assert "ответы дополнены" in plan
    assert "Фото к вопросу «Отрасль»: наш офис" in plan
    (file,) = await handed_on(stage)
    assert file.text == "Отрасль: наш офис"


async def test_without_files_the_manager_has_no_button_for_them(stage: Stage) -> None:
    await stage.begin()
    await stage.maria.send("/briefs")

    await stage.maria.tap("ООО «Ромашка»")

    assert not any("Файлы" in label for label in stage.maria.card.labels)
