"""Messages that no card asks for, and words that are more than words: each is answered and breaks nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.conversations.kept import Kept, refused
from tests.conversations.spots import AUTOMATION, FIELDS, SPOTS, STAGES, Spot, at, goes_on
from tests.conversations.walker import Walker, plan_for, seen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from bot.simulator import Message, User
    from bot.simulator.wire import JsonObject
    from tests.conversations.conftest import Stage

LONGEST = 4096
NO_ANSWER = "Это не получится сохранить как ответ"
NO_COMMAND = "Такой команды нет. Ответы не изменились"
FORWARDED = "Пересланное сообщение не записано как ответ"
EDITED = "Правка сообщения не меняет ответ"
TAP_INSTEAD = "Словами здесь не ответить: нажмите "
BEFORE_START = "Это займёт около"
NOTHING_THERE = "Здесь пока нечего сохранить"
#: What somebody sends, and what the bot says to it.
ODDITIES: dict[str, tuple[Callable[[User], Awaitable[Message]], str]] = {
    "sticker": (lambda user: user.sticker(wait=False), NO_ANSWER),
    "place": (lambda user: user.location(wait=False), NO_ANSWER),
    "contact": (lambda user: user.contact(wait=False), NO_ANSWER),
    "somebody's words": (lambda user: user.forward("Нужна воронка", wait=False), FORWARDED),
    "a manager's command": (lambda user: user.send("/new", wait=False), NO_COMMAND),
    "another one": (lambda user: user.send("/briefs", wait=False), NO_COMMAND),
    "a command with words": (lambda user: user.send("/plan ООО «Ромашка» {{ 7 }}", wait=False), NO_COMMAND),
    "a slash": (lambda user: user.send("/", wait=False), NO_COMMAND),
}
#: Ink there is none in these, though Telegram lets them through.
BLANK = ["\u200b\u200b", "\u2060\ufeff", "\u2800 \u2800", "\u3164", "\u202e", "\u00ad"]
#: Where only a button helps, whatever is typed.
TAPS_ONLY = ["list, after removing", "records, a draft"]
HOSTILE = {
    "markup": "<b>жирно</b> & <i>курсив &lt </blockquote>",
    "half markup": "<b <a href='tg://user?id=1'>",
    "braces": "{{ 7 * 7 }} {% if %} {label} %s {0}",
    "emoji": "👩‍👩‍👧‍👦 🏴‍☠️ 🇷🇺 e\u0301",
    "directions": "\u202eзадом\u202c \u2067наперёд\u2069 \u200fещё",
    "quotes": "\"раз\" 'два' `три` \\n \\u0041 «четыре»",
    "links": "https://t.me/durov @durov #тег tg://resolve",
    "other markup": "*звёзды* _черта_ [ссылка](https://ya.ru) ||тайна||",
}


@pytest.fixture
def kept(database: Path) -> Kept:
    return Kept(database)


async def answered(user: User, action: Callable[[User], Awaitable[Message]]) -> str:
    """What the bot writes below what the person does."""
    known = user.last.message_id
    sent = await action(user)
    newest = max(known, sent.message_id)
    await user.until(lambda: user.last.message_id > newest, what="The bot wrote nothing below.")
    return seen(user.last.text)


async def said_to(user: User, text: str) -> str:
    """What the bot writes below these words."""
    return await answered(user, lambda user: user.send(text, wait=False))


def shown(text: str) -> str:
    """As Telegram shows it, spaces aside: it takes marks of direction out."""
    return " ".join(re.sub("[\u2028-\u202e]", "", text).split())


@pytest.mark.parametrize("spot", SPOTS.values(), ids=SPOTS.keys())
async def test_what_is_no_answer_is_told_so_on_every_card(stage: Stage, kept: Kept, spot: Spot) -> None:
    anna = await at(stage, spot)
    stored, asked = kept.answers(), anna.text
    spoken = await anna.user.send("/help", wait=False)
    await stage.anna.until(lambda: anna.card.message_id > spoken.message_id, what="The card did not come down.")

    for action, said in ODDITIES.values():
        assert (await answered(anna.user, action)).startswith(said)
    assert (await answered(anna.user, lambda user: user.edit(spoken.message_id, "по-другому", wait=False))).startswith(
        EDITED
    )

    assert anna.text.endswith(asked)
    for text in BLANK:
        said = await said_to(anna.user, text)
        assert said.startswith((NOTHING_THERE, TAP_INSTEAD, "Не получилось узнать число"))
    assert (kept.answers(), kept.set_aside()) == (stored, [])
    await goes_on(stage, anna)


@pytest.mark.parametrize("name", TAPS_ONLY)
async def test_where_a_tap_is_due_words_change_nothing_and_the_bot_says_so(stage: Stage, kept: Kept, name: str) -> None:
    anna = await at(stage, SPOTS[name])
    stored, asked = kept.answers(), anna.text

    for text in ("Новая заявка", "да", "12", "не знаю", *HOSTILE.values()):
        assert (await said_to(anna.user, text)).startswith(TAP_INSTEAD)

    assert (kept.answers(), kept.set_aside()) == (stored, [])
    assert anna.text.endswith(asked)
    await goes_on(stage, anna)


TOO_LONG = [
    "о" * LONGEST,
    ("слово " * LONGEST)[:LONGEST],
    ("<&>" * LONGEST)[:LONGEST],
    "\n".join(f"Пункт {number}" for number in range(1000))[:LONGEST],
]
#: Some kinds of cards make sense of these.
LONG = {
    "emoji": "👩‍👩‍👧" * (LONGEST // 8),
    "numbers": "1, " * (LONGEST // 3),
    "the same again": "строка\n" * (LONGEST // 7),
    "bullets": "- да\n" * (LONGEST // 5),
}
KINDS = ["choice", "number", "multichoice", "text", "list", "grid", "records, own words"]


@pytest.mark.parametrize("kind", KINDS)
async def test_the_longest_message_is_too_long_for_any_card_and_is_told_so(stage: Stage, kept: Kept, kind: str) -> None:
    anna = await at(stage, SPOTS[kind])
    stored, asked = kept.answers(), anna.text

    for text in TOO_LONG:
        said = await said_to(anna.user, text)
        assert said.startswith(("Слишком длинно", "Больше ", "Не получилось узнать число")), text[:20]

    assert (kept.answers(), kept.set_aside()) == (stored, [])
    assert anna.text.endswith(asked)
    await goes_on(stage, anna)


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
@pytest.mark.parametrize("kind", KINDS)
async def test_whatever_the_longest_message_says_the_conversation_goes_on(
    stage: Stage, kept: Kept, kind: str, text: str
) -> None:
    anna = await at(stage, SPOTS[kind])

    await said_to(anna.user, text)

    assert kept.set_aside() == []
    await goes_on(stage, anna)


@pytest.mark.parametrize("spot", SPOTS.values(), ids=SPOTS.keys())
async def test_start_in_the_middle_brings_the_card_down_once_and_changes_nothing(
    stage: Stage, kept: Kept, spot: Spot
) -> None:
    anna = await at(stage, spot)
    stored = kept.answers()

    for _ in range(3):
        await anna.say("/start")

    assert (kept.answers(), kept.set_aside()) == (stored, [])
    await stage.anna.until(
        lambda: [message for message in stage.anna.from_bot if message.labels] == [anna.card],
        what="An earlier card is still there.",
    )
    await goes_on(stage, anna)


async def test_before_consent_nothing_that_is_sent_gets_past_it(stage: Stage, kept: Kept) -> None:
    await stage.anna.open_link(await stage.invite())
    anna = Walker(stage.anna)
    stored, asked = kept.answers(), anna.text

    for action, said in ODDITIES.values():
        assert (await answered(anna.user, action)).startswith(said)
    for text in ("Согласен", "да", "Реклама и вывески", "12", *HOSTILE.values()):
        assert (await said_to(anna.user, text)).startswith(BEFORE_START)

    assert (kept.answers(), kept.set_aside()) == (stored, [])
    assert anna.text.endswith(asked)
    await anna.tap("Согласен, начать", "Начать")
    assert "О компании · 1 из 3" in anna.text


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE.keys())
async def test_whatever_the_words_are_they_come_as_they_are_from_the_card_to_the_plan(
    stage: Stage, kept: Kept, said: str
) -> None:
    await stage.anna.open_link(await stage.invite(company=f"ООО {said}", contact=f"Анна {said}"))
    anna = Walker(stage.anna)
    assert f"Анна {shown(said)}" in shown(anna.text)
    await anna.tap("Согласен, начать", "Начать")
    await anna.say(f"Отрасль {said}")
    await anna.say("12")
    await anna.say(f"Боль {said}")
    assert f"Боль {shown(said)}"[:20] in shown(" ".join(anna.ticked))
    await anna.arrive_at(STAGES, {"воронка лидов?": "Да, нужна"})
    await anna.say(f"Стадия {said}")
    assert shown(anna.elements()[-1]) == f"Стадия {shown(said)}"
    await anna.arrive_at(FIELDS)
    await anna.say(f"Поле {said}")
    await anna.arrive_at(AUTOMATION)
    await anna.tap("+ Добавить", "Бриф получен", "Сообщение сотруднику в чат", "Сразу")
    await anna.say(f"Кому {said}")
    await anna.say(f"Что {said}")
    await anna.tap("Сохранить", "Дальше", "Разделы", "К проверке")

    plan = shown(await plan_for(stage))

    await stage.maria.tap("Ответы", on=next(m for m in stage.maria.from_bot if "Ответы" in m.labels))
    await stage.maria.send("/briefs")
    await stage.maria.until(lambda: stage.maria.last.text.startswith("Ваши брифы"))
    answers = shown("\n".join(message.text for message in stage.maria.from_bot))
    for name in ("ООО", "Отрасль", "Боль", "Стадия", "Что"):
        assert f"{name} {shown(said)}" in plan
    for name in ("Анна", "Кому", "Поле"):
        assert f"{name} {shown(said)}" in answers
    assert kept.set_aside() == []
    assert refused(stage.telegram) == []


async def test_a_brief_gets_no_name_that_is_none(stage: Stage, kept: Kept) -> None:
    await stage.maria.send("/new")
    for text in (*BLANK, "о" * 101, "слово " * 600):
        assert (await said_to(stage.maria, text)).startswith("Нужно название компании текстом")
    for action, _ in list(ODDITIES.values())[:3]:
        assert (await answered(stage.maria, action)).startswith("Нужно название компании текстом")
    await said_to(stage.maria, "ООО «Ромашка»")
    for text in BLANK:
        assert (await said_to(stage.maria, text)).startswith("Нужно имя того, кто будет отвечать, текстом")
    assert kept.briefs() == []

    await stage.maria.send("Анна")

    await stage.maria.sees("?start=")
    assert len(kept.briefs()) == 1
    assert kept.set_aside() == []


async def test_a_stranger_hears_where_the_link_comes_from_whatever_is_sent(stage: Stage, kept: Kept) -> None:
    stranger = stage.telegram.user(3003, "<b>{{ 7 }}</b> \u202e")
    await stranger.send("/start")
    for action, _ in ODDITIES.values():
        assert "по личной ссылке" in await answered(stranger, action)
    for text in (*BLANK, *HOSTILE.values(), "о" * LONGEST, "/start", "/help", "/try"):
        assert "по личной ссылке" in await said_to(stranger, text)
    for payload in ("x", "A" * 64, "00000000-0000", "_-_"):
        assert "Эта ссылка не подходит" in await said_to(stranger, f"/start {payload}")

    assert kept.briefs() == []
    assert kept.set_aside() == []
    assert refused(stage.telegram) == []


async def test_what_no_person_has_sent_is_passed_over(stage: Stage, kept: Kept) -> None:
    stranger = stage.telegram.user(3003, "Пётр")
    await stranger.send("/start")
    unsigned: JsonObject = {"message_id": 999, "date": 1, "chat": {"id": stranger.id, "type": "private"}}
    stage.telegram.world.queue("message", unsigned, stranger.id)

    await said_to(stranger, "да")

    assert len(stranger.from_bot) == 2
    assert kept.set_aside() == []
