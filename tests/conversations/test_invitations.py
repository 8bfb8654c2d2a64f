"""Opening an invitation: the welcome, the consent, who may and who may not, and where one comes back to."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from bot.bootstrap import TEMPLATES
from bot.rendering.messages import Messages
from tests.conversations.conftest import CLIENT, MANAGER, Stage, serving, settings_for
from tests.conversations.kept import Kept, refused
from tests.conversations.walker import Walker, begin, plan_for, seen

if TYPE_CHECKING:
    from pathlib import Path

    from bot.simulator import LocalTelegram, User

BORIS, OLGA, GROUP = 3003, 1002, -4004
AGREE, BEGIN, PRIVACY = "Согласен, начать", "Начать", "О персональных данных"
WELCOME, FIRST = "Здравствуйте, Анна.", "Чем занимается ваша компания?"
STRANGER, TAKEN = "отвечает по личной ссылке", "уже отвечает другой человек"
UNKNOWN, FOR_CLIENT = "Эта ссылка не подходит", "Это ссылка для клиента"


@pytest.fixture
def kept(database: Path) -> Kept:
    return Kept(database)


def consents(database: Path) -> list[tuple[str, datetime]]:
    """Version and time of each consent, oldest brief first."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        rows = connection.execute(
            "SELECT consent_version, consent_at FROM briefs WHERE consent_at IS NOT NULL ORDER BY created_at"
        ).fetchall()
    return [(version, datetime.fromisoformat(at).replace(tzinfo=UTC)) for version, at in rows]


def told(user: User, text: str) -> int:
    """How many messages of the bot say so."""
    return sum(text in seen(message.text) for message in user.from_bot)


def cards(user: User) -> list[int]:
    return [message.message_id for message in user.from_bot if message.inline_keyboard]


async def one_card(user: User) -> None:
    await user.until(lambda: len(cards(user)) == 1, what="An old card still has its buttons.")


async def brought_down(user: User, link: str) -> None:
    """The person opens the link and has the card below it, and no other."""
    opened = await user.open_link(link, wait=False)
    await user.until(lambda: cards(user)[-1:] > [opened.message_id], what="The card did not come down.")
    await one_card(user)


async def welcomed(stage: Stage) -> tuple[Walker, str]:
    """Anna has opened the link, no more."""
    link = await stage.invite()
    await stage.anna.open_link(link)
    return Walker(stage.anna), link


async def refuses(user: User, link: str, saying: str) -> None:
    """The person opens the link and gets one message, without buttons."""
    known = len(user.from_bot)
    await user.open_link(link, wait=False)
    await user.until(lambda: len(user.from_bot) > known and saying in user.last.text)
    assert len(user.from_bot) == known + 1
    assert user.last.labels == ()


async def test_the_welcome_says_who_asks_what_for_how_long_and_that_it_goes_in_pieces(stage: Stage) -> None:
    anna, _ = await welcomed(stage)

    assert anna.text.startswith(
        "Здравствуйте, Анна.\nМария просит ответить на вопросы о внедрении CRM (ООО «Ромашка») до встречи."
    )
    assert "Это 8 коротких разделов, около 15 мин." in anna.text
    assert "Можно по частям: ответы сохраняются сразу. Чего не знаете, отложите до встречи." in anna.text
    assert "вы соглашаетесь на обработку персональных данных" in anna.text
    assert anna.card.buttons == ((AGREE,), (PRIVACY,))
    assert anna.card.keyboard[0][0].style == "primary"
    assert stage.anna.from_bot == [anna.card]


async def test_the_privacy_text_opens_and_folds_in_place(stage: Stage) -> None:
    anna, _ = await welcomed(stage)
    welcome = anna.card

    await anna.tap(PRIVACY)

    assert anna.text.startswith("О персональных данных\n\nЧтобы подготовить план внедрения, Мария получает ваше имя")
    assert "отозвать согласие можно в любой момент" in anna.text
    assert anna.card.buttons == ((AGREE,), ("‹ Назад",))
    assert anna.card.message_id == welcome.message_id
    await anna.tap("‹ Назад")
    assert (anna.card.text, anna.card.buttons) == (welcome.text, welcome.buttons)
    assert anna.card.message_id == welcome.message_id


@pytest.mark.parametrize("way", [(), (PRIVACY,), (PRIVACY, "‹ Назад", PRIVACY)], ids=["welcome", "text", "again"])
async def test_consent_is_given_from_either_side_and_the_first_question_comes(
    stage: Stage, way: tuple[str, ...]
) -> None:
    anna, _ = await welcomed(stage)

    await anna.tap(*way, AGREE, BEGIN)

    assert FIRST in anna.text
    await one_card(stage.anna)


async def test_the_consent_is_kept_with_the_version_of_its_text_and_its_time(stage: Stage, database: Path) -> None:
    anna, link = await welcomed(stage)
    assert consents(database) == []

    before = datetime.now(UTC)
    await anna.tap(AGREE, BEGIN)
    after = datetime.now(UTC)

    ((version, at),) = consents(database)
    assert version == Messages(TEMPLATES).privacy_version
    assert before <= at <= after
    await stage.anna.open_link(link)
    await anna.tap("Реклама и вывески")
    assert consents(database) == [(version, at)]


def test_the_version_of_the_consent_changes_with_its_text_and_with_nothing_else(tmp_path: Path) -> None:
    present = Messages(TEMPLATES).privacy_version
    another = copytree(TEMPLATES, tmp_path / "another")
    (another / "messages/notices/stranger.jinja").write_text("Здравствуйте.", encoding="utf-8")
    assert Messages(another).privacy_version == present

    changed = copytree(TEMPLATES, tmp_path / "changed")
    text = changed / "messages/notices/privacy.jinja"
    text.write_text(text.read_text(encoding="utf-8").replace("до конца проекта", "три года"), encoding="utf-8")
    assert Messages(changed).privacy_version != present


async def test_without_consent_there_is_no_question_and_no_answer(stage: Stage, kept: Kept) -> None:
    anna, link = await welcomed(stage)

    for words in ("Реклама и вывески", "да", "согласна", "/help", "/delete"):
        await anna.say(words)
    await one_card(stage.anna)
    for again in (link, stage.telegram.link()):
        await anna.tap(PRIVACY)
        await brought_down(stage.anna, again)

    assert WELCOME in anna.text
    assert told(stage.anna, FIRST) == 0
    assert kept.answers() == [(kept.briefs()[0], CLIENT, None)]
    assert told(stage.maria, "начинает отвечать") == 0
    await one_card(stage.anna)
    await anna.tap(AGREE, BEGIN)
    assert FIRST in anna.text


async def test_the_same_link_opened_again_before_consent_brings_the_welcome_down(stage: Stage) -> None:
    anna, link = await welcomed(stage)
    first = anna.card

    await brought_down(stage.anna, link)

    assert (anna.card.text, anna.card.buttons) == (first.text, first.buttons)


async def test_the_same_link_opened_again_goes_on_where_one_stopped(stage: Stage, kept: Kept) -> None:
    anna, link = await welcomed(stage)
    await anna.tap(AGREE, BEGIN, "Реклама и вывески", "Разделы")
    stored = kept.answers()

    await brought_down(stage.anna, link)

    assert "Сколько сотрудников" in anna.text
    assert kept.answers() == stored
    assert told(stage.maria, "начинает отвечать") == 1
    assert told(stage.maria, TAKEN) == 0
    await anna.say("12")
    assert "Что мешает" in anna.text


async def test_the_same_link_opened_after_sending_shows_where_one_stands(stage: Stage, kept: Kept) -> None:
    anna, link = await welcomed(stage)
    await anna.tap(AGREE, "К проверке")
    await plan_for(stage)
    stored = kept.answers()

    await brought_down(stage.anna, link)

    assert anna.text.startswith("Спасибо, ответы отправлены")
    assert kept.answers() == stored
    assert told(stage.anna, "Спасибо") == 1


async def test_an_impatient_start_leaves_one_card(stage: Stage) -> None:
    link = await stage.invite()

    for _ in range(5):
        await stage.anna.open_link(link, wait=False)
    await stage.anna.card_shows(WELCOME)
    await stage.telegram.idle()

    await one_card(stage.anna)
    anna = Walker(stage.anna)
    await anna.tap(AGREE, BEGIN)
    assert FIRST in anna.text


@pytest.mark.parametrize(
    "way", [(), (AGREE, BEGIN), (AGREE, BEGIN, "Реклама и вывески")], ids=["opened", "agreed", "answered"]
)
async def test_a_second_person_is_refused_the_manager_told_and_nothing_changed(
    stage: Stage, kept: Kept, way: tuple[str, ...]
) -> None:
    anna, link = await welcomed(stage)
    await anna.tap(*way)
    stored, card = kept.answers(), anna.card
    boris = stage.telegram.user(BORIS, "Борис")

    await refuses(boris, link, TAKEN)

    assert "попросите у менеджера новую ссылку" in boris.last.text
    warning = await stage.maria.sees("Борис открывает ссылку")
    assert "ООО «Ромашка»" in warning.text
    assert "/new" in warning.text
    assert told(stage.maria, "открывает ссылку") == 1
    assert kept.answers() == stored
    assert anna.card == card
    assert all("Анна" not in message.text and "Ромашка" not in message.text for message in boris.from_bot)
    await boris.send("Реклама и вывески")
    assert STRANGER in boris.last.text
    await anna.tap(*(() if way else (AGREE, BEGIN)))
    assert kept.answers() == (stored if way else [(kept.briefs()[0], CLIENT, kept.answers()[0][2])])


async def test_of_two_people_at_once_one_has_the_brief_and_the_other_is_refused(stage: Stage, kept: Kept) -> None:
    link = await stage.invite()
    boris = stage.telegram.user(BORIS, "Борис")

    await stage.anna.open_link(link, wait=False)
    await boris.open_link(link, wait=False)

    await stage.anna.card_shows(WELCOME)
    await boris.sees(TAKEN)
    await stage.maria.sees("Борис открывает ссылку")
    assert [client for _, client, _ in kept.answers()] == [CLIENT]


async def test_who_has_a_brief_and_opens_anothers_link_keeps_the_own(stage: Stage, kept: Kept) -> None:
    first = await stage.invite()
    boris = stage.telegram.user(BORIS, "Борис")
    await boris.open_link(first)
    await boris.tap(AGREE)
    await boris.tap(BEGIN)
    card = boris.card
    _, link = await welcomed(stage)
    stored = kept.answers()

    await refuses(boris, link, TAKEN)

    assert boris.card == card
    assert kept.answers() == stored
    await boris.tap("Реклама и вывески")
    await boris.card_shows("Сколько сотрудников")


async def test_a_stranger_gets_one_polite_answer_to_each_thing_done(stage: Stage, kept: Kept) -> None:
    boris = stage.telegram.user(BORIS, "Борис")
    for number, text in enumerate(("/start", "Здравствуйте", "/new", "/briefs", "/try", "/help"), 1):
        await boris.send(text)
        assert boris.last.text.startswith("Здравствуйте. Этот бот задаёт вопросы о внедрении CRM до встречи")
        assert "Ссылку присылает менеджер" in boris.last.text
        assert boris.last.labels == ()
        assert len(boris.from_bot) == number
    assert kept.briefs() == []
    assert kept.set_aside() == []


async def test_an_album_of_a_stranger_is_answered_once(stage: Stage) -> None:
    boris = stage.telegram.user(BORIS, "Борис")
    for album in ("party", "office"):
        for number in range(10):
            await boris.upload("photo", f"{number}.jpg", b"\xff\xd8\xff", album=album, wait=False)
    await boris.open_link(stage.telegram.link("nobody-made-this"), wait=False)

    await boris.sees(UNKNOWN)

    assert told(boris, STRANGER) == 2
    await boris.upload("photo", "more.jpg", b"\xff\xd8\xff")
    assert told(boris, STRANGER) == 3


async def test_an_album_before_the_start_is_answered_once(stage: Stage) -> None:
    await stage.anna.open_link(await stage.invite())
    anna = Walker(stage.anna)
    for number in range(10):
        await stage.anna.upload("photo", f"{number}.jpg", b"\xff\xd8\xff", album="party", wait=False)
    await stage.anna.card_shows("Файл пока некуда приложить")
    await stage.anna.send("/delete", wait=False)
    await stage.anna.card_shows("Такой команды нет")

    assert sum("Файл пока" in str(call.params) for call in stage.telegram.calls) == 1
    await anna.tap(AGREE, BEGIN)
    assert FIRST in anna.text
    assert "К вопросу приложено" not in anna.text


@pytest.mark.parametrize(
    "odd",
    ["x", "A" * 64, "A" * 4000, "../../etc/passwd", "' OR 1=1 --", "два слова", "{{ token }}", "🔑", "<b>x</b>", "0"],
)
async def test_a_link_that_nobody_made_is_refused_with_what_to_do(stage: Stage, kept: Kept, odd: str) -> None:
    await stage.invite()
    boris = stage.telegram.user(BORIS, "Борис")

    await boris.send(f"/start {odd}")

    assert UNKNOWN in boris.last.text
    assert "попросите новую" in boris.last.text
    assert len(boris.from_bot) == 1
    assert told(stage.maria, "Борис") == 0
    assert [client for _, client, _ in kept.answers()] == [None]
    assert kept.set_aside() == []
    assert refused(stage.telegram) == []


async def test_a_link_copied_badly_is_refused_and_the_whole_one_works(stage: Stage, kept: Kept) -> None:
    link = await stage.invite()
    token = link.partition("?start=")[2]
    for bad in (token[:-1], token[1:], token + "x", token.swapcase(), f"{token} {token}"):
        await stage.anna.send(f"/start {bad}")
        assert UNKNOWN in stage.anna.last.text
    assert [client for _, client, _ in kept.answers()] == [None]

    await stage.anna.open_link(link)

    await stage.anna.card_shows(WELCOME)


async def test_a_bad_link_does_not_disturb_a_brief_that_is_going_on(stage: Stage) -> None:
    anna = await begin(stage)
    card = anna.card

    await refuses(stage.anna, stage.telegram.link("nobody-made-this"), UNKNOWN)

    assert anna.card == card
    await anna.tap("Реклама и вывески")
    assert "Сколько сотрудников" in anna.text


@pytest.mark.parametrize("way", [None, (), (AGREE, BEGIN)], ids=["new", "opened", "agreed"])
async def test_a_manager_who_opens_a_clients_link_is_told_whose_it_is_and_takes_nobodys_place(
    telegram: LocalTelegram, database: Path, kept: Kept, way: tuple[str, ...] | None
) -> None:
    async with serving(settings_for(telegram, database, bot_admins=(MANAGER, OLGA))) as bot:
        stage = Stage(telegram, telegram.user(MANAGER, "Мария"), telegram.user(CLIENT, "Анна"), bot)
        link = await stage.invite()
        if way is not None:
            await stage.anna.open_link(link)
            await Walker(stage.anna).tap(*way)
        if way:
            await stage.maria.sees("начинает отвечать")
        stored = kept.answers()

        for manager in (stage.maria, telegram.user(OLGA, "Ольга")):
            await refuses(manager, link, FOR_CLIENT)
            assert "/try" in manager.last.text

        assert kept.answers() == stored
        assert told(stage.maria, "открывает ссылку") == 0
        if way is None:
            await stage.anna.open_link(link)
            await stage.anna.card_shows(WELCOME)


async def test_a_manager_who_answers_a_brief_of_before_goes_on_with_it(telegram: LocalTelegram, database: Path) -> None:
    async with serving(settings_for(telegram, database)) as bot:
        stage = Stage(telegram, telegram.user(MANAGER, "Мария"), telegram.user(CLIENT, "Анна"), bot)
        _, link = await welcomed(stage)

    async with serving(settings_for(telegram, database, bot_admins=(MANAGER, CLIENT))):
        await stage.anna.open_link(link)
        await stage.anna.card_shows(WELCOME)
        await stage.anna.tap(AGREE)
        await stage.anna.tap(BEGIN)
        await stage.anna.card_shows(FIRST)


async def test_one_client_answers_two_briefs_each_for_itself(stage: Stage, kept: Kept) -> None:
    one, two = await stage.invite("Заря"), await stage.invite("Маяк", "Анна Петровна")
    anna = Walker(stage.anna)
    await stage.anna.open_link(one)
    await anna.tap(AGREE, BEGIN, "Реклама и вывески")

    await brought_down(stage.anna, two)
    assert anna.text.startswith("Здравствуйте, Анна Петровна.")
    assert "(Маяк)" in anna.text
    assert FIRST not in anna.text
    await anna.tap(AGREE, BEGIN, "Строительство и ремонт")
    await anna.say("7")

    await brought_down(stage.anna, one)
    assert "Сколько сотрудников" in anna.text
    await anna.say("50")
    await brought_down(stage.anna, stage.telegram.link())
    assert "Что мешает" in anna.text
    await anna.tap("‹ Назад", "‹ Назад")
    assert anna.ticked == ["Реклама и вывески"]

    assert sorted(json.loads(str(value))["amount"] for _, value in kept.given("users")) == [7, 50]
    await stage.maria.sees("Анна начинает отвечать: Заря.")
    await stage.maria.sees("Анна Петровна начинает отвечать: Маяк.")


async def test_each_of_two_briefs_has_its_own_consent_and_its_own_end(stage: Stage, kept: Kept, database: Path) -> None:
    one, two = await stage.invite("Заря"), await stage.invite("Маяк")
    anna = Walker(stage.anna)
    await stage.anna.open_link(one)
    await anna.tap(AGREE, BEGIN)
    assert len(consents(database)) == 1
    await brought_down(stage.anna, two)
    await anna.tap(AGREE, "К проверке")
    assert len(consents(database)) == 2

    plan = await plan_for(stage)

    assert "Маяк: бриф заполнен" in plan
    assert "Заря" not in plan
    await stage.maria.send("/briefs")
    assert {"✓ Маяк", "◐ Заря"} <= set(stage.maria.last.labels)
    await brought_down(stage.anna, one)
    assert FIRST in anna.text
    await anna.tap("Реклама и вывески")
    await brought_down(stage.anna, two)
    assert anna.text.startswith("Спасибо")
    assert len(kept.given("trade")) == 1


async def test_a_card_of_the_other_brief_is_history(stage: Stage, kept: Kept) -> None:
    one, two = await stage.invite("Заря"), await stage.invite("Маяк")
    anna = Walker(stage.anna)
    await stage.anna.open_link(one)
    await anna.tap(AGREE, BEGIN)
    old = anna.card
    await brought_down(stage.anna, two)

    await stage.anna.tap("Реклама и вывески", on=old)

    assert stage.anna.toasts[-1] == "Карточка уже обновилась"
    assert WELCOME in anna.text
    assert kept.given("trade") == []


@pytest.mark.parametrize("said", ["/start {token}", "/start@brief_local_bot {token}", "Реклама и вывески", "/help"])
async def test_what_is_said_in_a_group_is_nobodys_answer(stage: Stage, kept: Kept, said: str) -> None:
    anna = await begin(stage)
    boris, link = stage.telegram.user(BORIS, "Борис"), await stage.invite("Маяк")
    await boris.send("/start")
    stored, card = kept.answers(), anna.card

    for person in (stage.anna, boris):
        say_in_group(stage.telegram, person, said.format(token=link.partition("?start=")[2]))
    # Updates are taken in order, so what was said in the group is done with when these are answered.
    await brought_down(stage.anna, stage.telegram.link())
    await boris.send("/start")

    assert kept.answers() == stored
    assert (anna.card.text, stage.anna.from_bot) == (card.text, [anna.card])
    assert told(boris, STRANGER) == len(boris.from_bot) == 2
    assert kept.set_aside() == []


def say_in_group(telegram: LocalTelegram, user: User, text: str) -> None:
    telegram.world.queue(
        "message",
        {
            "message_id": 1,
            "date": int((datetime.now(UTC) - timedelta(seconds=1)).timestamp()),
            "chat": {"id": GROUP, "type": "group", "title": "Проект"},
            "from": {"id": user.id, "is_bot": False, "first_name": user.first_name},
            "text": text,
        },
        GROUP,
    )


async def test_a_link_that_names_the_bot_in_the_command_is_the_same_link(stage: Stage) -> None:
    link = await stage.invite()

    await stage.anna.send(f"/start@{stage.telegram.world.bot.username} {link.partition('?start=')[2]}")

    await stage.anna.card_shows(WELCOME)
