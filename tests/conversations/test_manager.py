"""The manager's side: creating briefs, watching them, reading them, and walking one oneself."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conversations.conftest import CLIENT, MANAGER, Stage, serving, settings_for
from tests.conversations.kept import Kept, refused
from tests.conversations.walker import Walker, begin, plan_for, seen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.simulator import LocalTelegram, Message, User

OLGA = 1002
ASKS_COMPANY, ASKS_CONTACT = "Для какой компании?", "Кто будет отвечать?"
COMMANDS, STRANGER = "Я понимаю команды", "отвечает по личной ссылке"
READINGS = {
    "План": "версия 1",
    "Повестка": "Повестка встречи",
    "Ответы": "Отрасль: Реклама и вывески",
}


@pytest.fixture
def kept(database: Path) -> Kept:
    return Kept(database)


@asynccontextmanager
async def run_for(telegram: LocalTelegram, database: Path, *admins: int) -> AsyncIterator[Stage]:
    """The bot with these managers; it may be stopped and run again."""
    async with serving(settings_for(telegram, database, bot_admins=admins)) as bot:
        yield Stage(telegram, telegram.user(MANAGER, "Мария"), telegram.user(CLIENT, "Анна"), bot)


async def written(user: User, text: str) -> list[str]:
    """What the bot writes in answer to the text, every message of it, known by an answer to what is typed next."""
    known = user.last.message_id if user.from_bot else 0
    await user.send(text, wait=False)
    await user.send("/help", wait=False)
    await user.until(lambda: helped(user) and user.last.message_id > known, what="The help does not come.")
    return [seen(message.text) for message in user.from_bot if message.message_id > known][:-1]


def helped(user: User) -> bool:
    return bool(user.from_bot) and "/briefs все ваши брифы" in user.last.text


def told(user: User, text: str) -> int:
    """How many messages of the bot say so."""
    return sum(text in seen(message.text) for message in user.from_bot)


async def listed(user: User) -> Message:
    """The list of briefs, asked for now."""
    asked = await user.send("/briefs", wait=False)
    await user.until(lambda: is_list(user.last, asked), what="No list comes.")
    return user.last


def is_list(message: Message, asked: Message) -> bool:
    return message.message_id > asked.message_id and message.labels[-1:] == ("Новый бриф",)


async def opened(stage: Stage, company: str = "ООО «Ромашка»") -> Message:
    """The brief, opened from the list in the manager's chat."""
    shown = await listed(stage.maria)
    await stage.maria.tap(company, on=shown)
    return await stage.maria.card_shows(f"{company}\n")


async def sent_off(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.tap("Реклама и вывески", "Разделы", "К проверке")
    await plan_for(stage)


async def test_a_new_brief_takes_two_names_and_gives_a_link(stage: Stage) -> None:
    await stage.maria.send("/new")
    assert ASKS_COMPANY in stage.maria.last.text
    assert stage.maria.last.labels == ("Отмена",)
    await stage.maria.send("ООО «Ромашка»")
    assert stage.maria.last.text.startswith("ООО «Ромашка».")
    assert ASKS_CONTACT in stage.maria.last.text

    done, to_forward, meeting = (await written(stage.maria, "Анна"))[-3:]

    assert "Готово, бриф создан: ООО «Ромашка»." in done
    assert "Перешлите следующее сообщение: Анна откроет ссылку" in done
    assert meeting.startswith("ООО «Ромашка»: когда встреча?")
    assert to_forward.startswith("Анна, здравствуйте.")
    assert to_forward.endswith("\n\nМария")
    (link,) = [word for word in to_forward.split() if word.startswith("https://")]
    assert link.startswith(stage.telegram.link() + "?start=")
    await stage.anna.open_link(link)
    await stage.anna.card_shows("ООО «Ромашка»")


async def test_what_is_forwarded_has_no_buttons_and_the_link_can_be_shared_at_a_tap(stage: Stage) -> None:
    link = await stage.invite()
    to_forward = await stage.maria.sees(link)
    assert to_forward.labels == ()

    done = await stage.maria.sees("Готово, бриф создан")
    (button,) = [button for row in done.keyboard for button in row]

    assert button.label == "Переслать клиенту"
    shared = parse_qs(urlsplit(button.url).query)
    assert shared["url"] == [link]
    assert shared["text"][0].startswith("Здравствуйте. Короткий бриф о внедрении CRM")


async def test_the_button_begins_a_brief_as_the_command_does(stage: Stage) -> None:
    await stage.maria.send("/start")
    await stage.maria.tap("Новый бриф")
    assert ASKS_COMPANY in stage.maria.last.text
    await stage.maria.send("ООО «Ромашка»")
    await stage.maria.send("Анна", wait=False)
    await stage.maria.sees("?start=")


@pytest.mark.parametrize("asked", [ASKS_COMPANY, ASKS_CONTACT])
async def test_what_is_no_name_is_refused_politely_and_asked_for_still(stage: Stage, kept: Kept, asked: str) -> None:
    await stage.maria.send("/new")
    if asked == ASKS_CONTACT:
        await stage.maria.send("ООО «Ромашка»")

    needed = (
        "Нужно название компании текстом" if asked == ASKS_COMPANY else "Нужно имя того, кто будет отвечать, текстом"
    )
    for odd in (stage.maria.sticker, stage.maria.location, stage.maria.contact):
        await odd()
        assert stage.maria.last.text.startswith(needed)
    await stage.maria.upload("photo", "card.jpg", b"\xff\xd8\xff", "ООО «Ромашка»")
    assert stage.maria.last.text.startswith(needed)
    await stage.maria.send("О" * 101)
    assert "до 100 символов" in seen(stage.maria.last.text)
    assert kept.briefs() == []

    await stage.maria.send("Я" * 100)
    if asked == ASKS_COMPANY:
        assert ASKS_CONTACT in stage.maria.last.text
        await stage.maria.send("Анна", wait=False)
    await stage.maria.sees("?start=")
    assert len(kept.briefs()) == 1


async def test_names_are_taken_as_they_are_but_for_odd_spaces(stage: Stage) -> None:
    await stage.maria.send("/new")
    await stage.maria.send("  ООО\n <b>«Ромашка»</b>  & {{ 7 * 7 }} ")
    assert stage.maria.last.text.startswith("ООО <b>«Ромашка»</b> & {{ 7 * 7 }}. Кто")
    await stage.maria.send("<Анна> & Ко", wait=False)
    to_forward = await stage.maria.sees("?start=")
    assert to_forward.text.startswith("<Анна> & Ко, здравствуйте.")
    await stage.maria.send("/briefs")
    assert "ООО <b>«Ромашка»</b> & {{ 7 * 7 }}: " in stage.maria.last.text
    assert refused(stage.telegram) == []


async def test_the_company_may_stand_behind_the_command(stage: Stage) -> None:
    await stage.maria.send("/new ООО  Вектор")
    assert stage.maria.last.text.startswith("ООО Вектор. Кто будет отвечать?")
    await stage.maria.send("/new " + "О" * 101)
    assert seen(stage.maria.last.text) == "Нужно название компании текстом, до 100 символов."
    await stage.maria.send("Вектор")
    assert ASKS_CONTACT in stage.maria.last.text


async def test_new_in_the_middle_of_new_begins_again(stage: Stage, kept: Kept) -> None:
    await stage.maria.send("/new")
    await stage.maria.send("ООО «Лютик»")
    assert ASKS_CONTACT in stage.maria.last.text

    await stage.maria.send("/new")

    assert ASKS_COMPANY in stage.maria.last.text
    await stage.invite("ООО «Ромашка»")
    await stage.maria.send("/briefs")
    assert "Ромашка" in stage.maria.last.text
    assert "Лютик" not in stage.maria.last.text
    assert len(kept.briefs()) == 1


@pytest.mark.parametrize("command", ["/briefs", "/help", "/start", "/cancel", "/start no-such-link"])
@pytest.mark.parametrize("names", [(), ("ООО «Ромашка»",)], ids=["company", "contact"])
async def test_another_command_cancels_the_new_brief(
    stage: Stage, kept: Kept, command: str, names: tuple[str, ...]
) -> None:
    for text in ("/new", *names, command):
        await stage.maria.send(text)
    assert "Нужно " not in stage.maria.last.text

    await stage.maria.send("Как дела")

    assert COMMANDS in stage.maria.last.text
    assert kept.briefs() == []


async def test_a_trial_in_the_middle_of_new_takes_words_for_answers(stage: Stage, kept: Kept) -> None:
    await stage.maria.send("/new")
    await stage.maria.send("/try")
    maria = Walker(stage.maria)
    await maria.tap("Согласен, начать", "Начать", "Реклама и вывески")

    await maria.say("12")

    assert len(kept.briefs()) == 1
    assert len(kept.given("users")) == 1


async def test_the_button_cancels_once_and_not_what_is_done_already(stage: Stage, kept: Kept) -> None:
    await stage.maria.send("/new")
    asked = stage.maria.last
    await stage.maria.tap("Отмена")
    assert "Отменено" in stage.maria.last.text
    assert (stage.maria.last.message_id, stage.maria.last.labels) == (asked.message_id, ())
    await stage.maria.send("ООО «Ромашка»")
    assert COMMANDS in stage.maria.last.text

    await stage.maria.send("/new")
    asked = stage.maria.last
    await stage.maria.send("ООО «Ромашка»")
    await stage.maria.send("Анна", wait=False)
    await stage.maria.sees("?start=")
    await stage.maria.tap("Отмена", on=asked)

    assert told(stage.maria, "Отменено") == 1
    assert stage.maria.toasts[-1].startswith("Эта кнопка уже не действует")
    assert len(kept.briefs()) == 1


async def test_without_briefs_the_list_says_how_to_make_one(stage: Stage) -> None:
    await stage.maria.send("/briefs")

    assert stage.maria.last.text.startswith("Брифов пока нет.")
    assert stage.maria.last.labels == ("Новый бриф",)
    await stage.maria.tap("Новый бриф")
    assert ASKS_COMPANY in stage.maria.last.text


async def test_the_list_says_how_far_each_brief_is(stage: Stage) -> None:
    link = await stage.invite("Заря")

    async def line() -> tuple[str, str]:
        shown = await listed(stage.maria)
        return seen(shown.text).splitlines()[2].removeprefix("Заря: "), shown.labels[0]

    assert await line() == ("ссылка не открыта", "○ Заря")
    await stage.anna.open_link(link)
    assert await line() == ("ссылка открыта, ответов пока нет", "○ Заря")
    anna = Walker(stage.anna)
    await anna.tap("Согласен, начать", "Начать")
    assert (await line())[0].startswith("0 %, осталось ")
    await anna.tap("Реклама и вывески")
    text, label = await line()
    assert 0 < int(text.partition(" %")[0]) < 100
    assert label == "◐ Заря"
    await anna.tap("Разделы", "К проверке")
    await plan_for(stage)
    text, label = await line()
    assert text.startswith("заполнен ")
    assert label == "✓ Заря"


async def test_more_briefs_than_fit_are_leafed_through_newest_first(stage: Stage) -> None:
    for number in range(1, 13):
        await stage.invite(f"Компания {number}")
    await stage.maria.send("/briefs")
    first = stage.maria.last
    assert first.labels == (*(f"○ Компания {number}" for number in range(12, 2, -1)), "Ещё ›", "Новый бриф")

    await stage.maria.tap("Ещё ›")

    assert stage.maria.card.message_id == first.message_id
    assert stage.maria.card.labels == ("○ Компания 2", "○ Компания 1", "‹ Предыдущие", "Новый бриф")
    assert [line.partition(":")[0] for line in stage.maria.card.text.splitlines()[2:]] == ["Компания 2", "Компания 1"]
    await stage.maria.tap("○ Компания 1")
    assert stage.maria.card.text.startswith("Компания 1\n")
    await stage.maria.tap("‹ К списку")
    assert stage.maria.card.labels[0] == "○ Компания 2"
    await stage.maria.tap("‹ Предыдущие")
    assert stage.maria.card.labels == first.labels
    assert stage.maria.last.message_id == first.message_id


async def test_exactly_a_page_of_briefs_has_no_next_page(stage: Stage) -> None:
    for number in range(1, 11):
        await stage.invite(f"Компания {number}")

    await stage.maria.send("/briefs")

    assert stage.maria.last.labels == (*(f"○ Компания {number}" for number in range(10, 0, -1)), "Новый бриф")


async def test_a_brief_opened_says_where_it_stands_and_offers_what_there_is(stage: Stage) -> None:
    link = await stage.invite()
    shown = await opened(stage)
    assert shown.text.startswith("ООО «Ромашка»\nАнна\n")
    assert "Ссылку ещё не открывали." in shown.text
    assert "Встреча не назначена." in shown.text
    assert shown.buttons == (("Назначить встречу",), ("Ссылка",), ("Удалить бриф",), ("‹ К списку",))

    await stage.anna.open_link(link)
    shown = await opened(stage)
    assert "Ссылка открыта, ответов пока нет." in shown.text

    anna = Walker(stage.anna)
    await anna.tap("Согласен, начать", "Начать", "Реклама и вывески")
    shown = await opened(stage)
    assert "Пройдено 1 из 1" in seen(shown.text)
    assert "Последний ответ: " in shown.text
    rows = shown.buttons
    assert rows[:2] == (("План", "Повестка"), ("Ответы",))
    assert rows[-4:] == (("Напомнить сейчас", "Контакт"), ("Ссылка",), ("Удалить бриф",), ("‹ К списку",))

    await anna.share("photo", "office.jpg")
    shown = await opened(stage)
    assert "Файлов от клиента: 1." in shown.text
    assert shown.buttons[1] == ("Ответы", "Файлы клиента")

    await anna.tap("Разделы", "К проверке")
    await plan_for(stage)
    shown = await opened(stage)
    assert "Заполнен " in shown.text
    assert shown.buttons[-4:] == (("Контакт",), ("Ссылка",), ("Удалить бриф",), ("‹ К списку",))


async def test_the_link_of_a_brief_is_to_be_had_again_and_is_the_same(stage: Stage) -> None:
    link = await stage.invite()
    await opened(stage)
    known = len(stage.maria.from_bot)

    await stage.maria.tap("Ссылка")

    await stage.maria.until(lambda: len(stage.maria.from_bot) == known + 2)
    done, to_forward = stage.maria.from_bot[known:]
    assert done.text.startswith("ООО «Ромашка»: ссылка на бриф.")
    assert done.labels == ("Переслать клиенту",)
    assert link in to_forward.text.split()


async def test_the_manager_hears_of_the_start_once_and_not_before_the_client_agrees(stage: Stage) -> None:
    await stage.anna.open_link(await stage.invite())
    anna = Walker(stage.anna)
    await anna.tap("О персональных данных")
    assert await written(stage.maria, "/briefs")
    assert told(stage.maria, "начинает отвечать") == 0

    await anna.tap("Согласен, начать", "Начать")

    await stage.maria.sees("Анна начинает отвечать: ООО «Ромашка».")
    await anna.tap("Реклама и вывески")
    await anna.say("/start")
    await anna.say("12")
    assert await written(stage.maria, "/briefs")
    assert told(stage.maria, "начинает отвечать") == 1


async def test_the_manager_hears_of_the_end_with_the_plan_and_all_that_can_be_had_of_it(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.tap("Реклама и вывески", "Разделы", "К проверке")

    plan = await plan_for(stage)

    assert plan.startswith("ООО «Ромашка»: бриф заполнен, Анна отправляет ответы. План ниже.")
    assert "Повестка встречи" in plan
    with_buttons = next(message for message in stage.maria.from_bot if "План" in message.labels)
    assert with_buttons.buttons[:2] == (("План", "Повестка"), ("Ответы",))


@pytest.mark.parametrize("label", READINGS)
async def test_each_reading_of_a_brief_shows_what_it_says_and_nothing_else(stage: Stage, label: str) -> None:
    await sent_off(stage)
    await opened(stage)
    card, known = stage.maria.card, len(stage.maria.from_bot)

    await stage.maria.tap(label)
    await stage.maria.send("/help", wait=False)
    await stage.maria.until(lambda: helped(stage.maria) and len(stage.maria.from_bot) > known + 1)

    got = "\n".join(seen(message.text) for message in stage.maria.from_bot[known:-1])
    assert READINGS[label] in got
    for other in READINGS.keys() - {label}:
        # The plan ends with its agenda, and says what was answered.
        assert label == "План" or READINGS[other] not in got
    assert next(message for message in stage.maria.from_bot if message.message_id == card.message_id) == card


async def test_a_brief_can_be_read_while_the_client_is_at_it(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.tap("Реклама и вывески")
    await opened(stage)
    known = len(stage.maria.from_bot)

    await stage.maria.tap("План")

    await stage.maria.until(lambda: len(stage.maria.from_bot) > known)
    assert "ООО «Ромашка»" in stage.maria.from_bot[known].text
    assert "Сколько сотрудников" in anna.text


async def test_the_clients_files_arrive_as_the_kinds_of_file_that_they_are(stage: Stage) -> None:
    anna = await begin(stage)
    kinds = {"photo": "a.jpg", "document": "b.pdf", "voice": "c.ogg", "audio": "d.mp3", "video": "e.mp4"}
    for kind, name in kinds.items():
        await anna.share(kind, name, f"{kind} здесь")
    await opened(stage)
    known = len(stage.maria.from_bot)

    await stage.maria.tap("Файлы клиента")

    await stage.maria.until(lambda: len(stage.maria.from_bot) == known + len(kinds))
    got = stage.maria.from_bot[known:]
    sent = [message for message in stage.anna.messages if not message.from_bot and message.content]
    for kind, original, file in zip(kinds, sent, got, strict=True):
        assert file.file_id(kind) == original.file_id(kind) != ""
        assert file.text == f"Отрасль: {kind} здесь"


async def test_a_manager_walks_a_brief_and_is_not_told_of_himself(stage: Stage) -> None:
    await stage.maria.send("/try")
    maria = Walker(stage.maria)
    assert "(Пробный бриф)" in maria.text
    await maria.tap("Согласен, начать", "Начать", "Реклама и вывески")
    await maria.say("12")
    await maria.arrive_at("Проверьте ответы")

    await stage.maria.tap("Отправить ответы")

    await stage.maria.card_shows("Спасибо")
    assert await written(stage.maria, "/briefs")
    assert told(stage.maria, "начинает отвечать") == 0
    assert told(stage.maria, ": бриф заполнен,") == 1
    assert told(stage.maria, "ваши ответы") == 1
    assert told(stage.maria, "версия 1") == 1
    assert "✓ Пробный бриф" in stage.maria.from_bot[-2].labels


async def test_a_trial_and_the_clients_brief_do_not_meet(stage: Stage) -> None:
    anna = await begin(stage)
    await stage.maria.send("/try")
    maria = Walker(stage.maria)
    await maria.tap("Согласен, начать", "Начать", "Строительство и ремонт")

    await anna.tap("Реклама и вывески")

    shown = await listed(stage.maria)
    assert {"◐ ООО «Ромашка»", "◐ Пробный бриф"} <= set(shown.labels)
    await stage.maria.tap("ООО «Ромашка»")
    await stage.maria.tap("Ответы")
    await stage.maria.sees("Отрасль: Реклама и вывески")


async def test_in_the_middle_of_a_trial_a_brief_can_be_created_and_the_trial_goes_on(stage: Stage) -> None:
    await stage.maria.send("/try")
    maria = Walker(stage.maria)
    await maria.tap("Согласен, начать", "Начать", "Реклама и вывески")
    card = maria.card

    await stage.invite()
    await stage.maria.send("12", wait=False)

    await stage.maria.card_shows("Что мешает")
    assert maria.card.message_id > card.message_id
    assert (await listed(stage.maria)).labels[:2] == ("○ ООО «Ромашка»", "◐ Пробный бриф")


async def test_help_says_to_each_what_they_can_do(stage: Stage) -> None:
    anna = await begin(stage)
    card = anna.card

    await stage.maria.send("/help", wait=False)
    await stage.maria.until(lambda: helped(stage.maria))
    await anna.say("/help")

    assert all(command in stage.maria.last.text for command in ("/new", "/briefs", "/try"))
    assert stage.maria.last.text.startswith("Здравствуйте, Мария.")
    assert stage.maria.last.labels == ("Новый бриф", "Мои брифы")
    for_her = await stage.anna.sees("Отвечайте кнопками на карточке или пишите словами.")
    assert not any(command in for_her.text for command in ("/new", "/briefs", "/try"))
    await stage.anna.until(lambda: anna.card.message_id > card.message_id)
    assert anna.card.text.endswith(card.text)


async def test_help_leads_to_the_list_at_a_tap(stage: Stage) -> None:
    await stage.invite()
    await stage.maria.send("/help")

    await stage.maria.tap("Мои брифы")

    assert stage.maria.card.text.startswith("Ваши брифы")
    assert "○ ООО «Ромашка»" in stage.maria.card.labels


@pytest.mark.parametrize("typed", ["/new", "/briefs", "/try"])
async def test_a_client_cannot_use_the_managers_commands(stage: Stage, kept: Kept, typed: str) -> None:
    anna = await begin(stage)

    await anna.say(typed)

    assert anna.reply.startswith("Такой команды нет.")
    assert len(kept.briefs()) == 1
    await anna.tap("Реклама и вывески")
    assert "Сколько сотрудников" in anna.text


async def test_who_is_a_manager_no_more_gets_nothing_of_the_briefs(
    telegram: LocalTelegram, database: Path, kept: Kept
) -> None:
    async with run_for(telegram, database, MANAGER) as stage:
        await begin(stage)
        await stage.maria.send("/new")
        await opened(stage)
        card = stage.maria.card
    stored = kept.answers()

    async with run_for(telegram, database, OLGA) as stage:
        known = stage.maria.from_bot
        for label in card.labels:
            await stage.maria.tap(label, on=card)
            assert stage.maria.toasts[-1] == "Эта кнопка из другой беседы"
        assert stage.maria.from_bot == known
        for text in ("/new", "ООО «Лютик»", "/briefs", "/try", "/help", "/start"):
            await stage.maria.send(text)
            assert STRANGER in stage.maria.last.text
        await stage.anna.tap("Реклама и вывески")
        await stage.anna.card_shows("Сколько сотрудников")

    assert (len(kept.briefs()), kept.set_aside()) == (1, [])
    assert [row for row in stored if row not in kept.answers()] == []


async def test_each_manager_sees_the_own_briefs(telegram: LocalTelegram, database: Path) -> None:
    async with run_for(telegram, database, MANAGER, OLGA) as stage:
        olga = telegram.user(OLGA, "Ольга")
        await stage.invite("ООО «Ромашка»")
        await Stage(telegram, olga, stage.anna, stage.bot).invite("ООО «Лютик»")

        await stage.maria.send("/briefs")
        await olga.send("/briefs")

        assert stage.maria.last.labels == ("○ ООО «Ромашка»", "Новый бриф")
        assert olga.last.labels == ("○ ООО «Лютик»", "Новый бриф")


@pytest.mark.parametrize("typed", ["/delete", "/newbrief", "Привет", "Когда встреча?", "ООО «Ромашка»"])
async def test_what_is_not_expected_of_a_manager_is_answered_with_the_commands(
    stage: Stage, kept: Kept, typed: str
) -> None:
    assert [text[: len(COMMANDS)] for text in await written(stage.maria, typed)] == [COMMANDS]
    assert kept.briefs() == []


async def test_an_unknown_command_in_the_middle_of_a_trial_is_answered_with_the_commands(stage: Stage) -> None:
    await stage.maria.send("/try")
    await stage.maria.tap("Согласен, начать")
    await stage.maria.tap("Начать")
    card = stage.maria.card

    await stage.maria.send("/delete")

    assert stage.maria.last.text.startswith(COMMANDS)
    assert stage.maria.card == card


async def test_files_of_a_manager_where_nothing_is_expected_are_answered_too(stage: Stage) -> None:
    await stage.maria.upload("document", "price.pdf", b"%PDF")
    assert COMMANDS in stage.maria.last.text
    await stage.maria.sticker()
    assert told(stage.maria, COMMANDS) == 2


@pytest.mark.parametrize("command", ["/new", "/briefs", "/try", "/help"])
async def test_a_command_that_names_the_bot_is_the_same_command(stage: Stage, kept: Kept, command: str) -> None:
    await stage.maria.send(command)
    plain = stage.maria.last

    await stage.maria.send(f"{command}@{stage.telegram.world.bot.username}")

    assert (stage.maria.last.text, stage.maria.last.labels) == (plain.text, plain.labels)
    assert stage.maria.last.message_id > plain.message_id
    assert kept.set_aside() == []


async def test_a_brief_is_deleted_with_everything_after_one_more_question(stage: Stage, kept: Kept) -> None:
    link = await stage.invite()
    await stage.anna.open_link(link)
    anna = Walker(stage.anna)
    await anna.tap("Согласен, начать", "Начать", "Реклама и вывески")
    await anna.share("photo", "office.jpg")
    await opened(stage)
    await stage.maria.tap("Удалить бриф")
    asked = await stage.maria.card_shows("ООО «Ромашка»: удалить бриф?")
    assert "ответы (1), файлы клиента (1), план" in asked.text
    await stage.maria.tap("‹ К брифу")
    await stage.maria.card_shows("Пройдено 1 из")
    assert len(kept.given("trade")) == 1

    await stage.maria.tap("Удалить бриф")
    await stage.maria.card_shows("удалить бриф?")
    await stage.maria.tap("Да, удалить", times=2)

    await stage.maria.card_shows("ООО «Ромашка»: бриф удалён.")
    assert (kept.briefs(), kept.answers(), kept.set_aside()) == ([], [], [])
    await stage.anna.until(lambda: told(stage.anna, "Менеджер удалил этот бриф") == 1, what="Anna is not told.")
    assert STRANGER in (await written_to(stage.anna, "а я ещё не всё"))
    await stage.anna.open_link(link)
    assert "Эта ссылка не подходит" in stage.anna.last.text
    await stage.maria.tap("Мои брифы")
    await stage.maria.card_shows("Брифов пока нет.")


async def written_to(user: User, text: str) -> str:
    await user.send(text)
    return seen(user.last.text)
