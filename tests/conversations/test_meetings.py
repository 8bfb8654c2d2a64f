"""The meeting: a manager sets it by a calendar or in words, a client sees it and asks to move it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.conversations.conftest import CLIENT, MANAGER, Stage, serving, settings_for
from tests.conversations.kept import Kept, refused
from tests.conversations.walker import Walker, seen
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.simulator import LocalTelegram, Message, User

#: A Tuesday, four in the afternoon in Moscow.
NOW = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
WHEN = "когда встреча?"
FRIDAY, MONDAY = "пт 27 ноября, 15:00 (МСК)", "пн 30 ноября, 11:00 (МСК)"


@pytest.fixture
def kept(database: Path) -> Kept:
    return Kept(database)


@pytest.fixture
async def stage(telegram: LocalTelegram, database: Path) -> AsyncIterator[Stage]:
    async with serving(settings_for(telegram, database), FakeClock(NOW)) as bot:
        yield Stage(telegram, telegram.user(MANAGER, "Мария"), telegram.user(CLIENT, "Анна"), bot)


def told(user: User, text: str) -> int:
    """How many messages of the bot say so."""
    return sum(text in seen(message.text) for message in user.from_bot)


async def shows(user: User, text: str) -> Message:
    """The newest card, once it says so."""
    await user.until(lambda: text in seen(user.card.text), what=f"The newest card does not say {text!r}.")
    return user.card


async def reads(user: User, text: str) -> Message:
    """The newest message of the bot that says so."""
    await user.until(lambda: bool(told(user, text)), what=f"No message says {text!r}.")
    return next(message for message in reversed(user.from_bot) if text in seen(message.text))


async def typed(user: User, words: str, answer: str) -> Message:
    """What the bot writes below the words."""
    sent = await user.send(words, wait=False)
    await user.until(
        lambda: user.last.message_id > sent.message_id and answer in seen(user.last.text),
        what=f"The bot does not say {answer!r} below.",
    )
    return user.last


async def agreed(stage: Stage, words: str = "в пятницу в 15") -> str:
    """A brief with its meeting set; its link."""
    link = await stage.invite()
    await typed(stage.maria, words, "Встреча: ")
    return link


async def begun(stage: Stage) -> Walker:
    await stage.anna.open_link(await agreed(stage))
    await stage.anna.tap("Согласен, начать")
    await stage.anna.tap("Начать")
    await shows(stage.anna, "1 из")
    return Walker(stage.anna)


async def card_of_brief(stage: Stage) -> Message:
    return await typed(stage.maria, "/briefs", "Ваши брифы")


async def open_brief(stage: Stage) -> None:
    await stage.maria.tap("ООО «Ромашка»", on=await card_of_brief(stage))
    await shows(stage.maria, "ООО «Ромашка»\n")


async def test_a_meeting_is_set_with_two_taps_and_the_client_reads_it_on_the_welcome_card(stage: Stage) -> None:
    link = await stage.invite()
    calendar = stage.maria.last
    assert calendar.labels[:7] == ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс")
    assert calendar.labels[7:14] == ("·", "•24", "25", "26", "27", "(28)", "(29)")
    await stage.maria.tap("·")
    assert stage.maria.toasts[-1] == "Этот день уже прошёл"

    await stage.maria.tap("27")
    await shows(stage.maria, "встреча пт 27 ноября. Во сколько?")
    assert stage.maria.card.labels[:4] == ("9:00", "10:00", "11:00", "12:00")
    await stage.maria.tap("15:00", times=2)

    shown = await shows(stage.maria, f"Встреча: {FRIDAY}")
    assert shown.message_id == calendar.message_id
    assert shown.buttons[:2] == (("Перенести", "Часовой пояс"), ("Снять встречу",))
    await stage.anna.open_link(link)
    await shows(stage.anna, "(ООО «Ромашка») до встречи 27 ноября в 15:00.")
    assert refused(stage.telegram) == []


async def test_a_day_of_another_month_and_a_time_with_a_half_are_a_few_taps_away(stage: Stage) -> None:
    await stage.invite()
    await stage.maria.tap("Декабрь ›")
    await shows(stage.maria, "Декабрь 2026")
    assert "‹ Ноябрь" in stage.maria.card.labels
    await stage.maria.tap("2")
    await shows(stage.maria, "ср 2 декабря")
    for label, offered in (("С половиной", "9:30"), ("Ровно", "9:00"), ("С половиной", "18:30")):
        await stage.maria.tap(label)
        assert offered in stage.maria.card.labels
    await stage.maria.tap("10:30")
    await shows(stage.maria, "Встреча: ср 2 декабря, 10:30 (МСК)")


async def test_a_meeting_is_set_in_words_at_any_step_and_what_is_not_understood_loses_nothing(stage: Stage) -> None:
    await stage.invite()
    maria, calendar = stage.maria, stage.maria.last
    await typed(maria, "когда-нибудь потом", "Не получилось узнать день и время")
    await typed(maria, "вчера в 10", "Это время уже прошло")
    await typed(maria, "23.11 10:30", "23 ноября уже прошло. Имеется в виду 23 ноября 2027 года?")
    await typed(maria, "23.11.26 10:30", "Это время уже прошло")
    await typed(maria, "в следующую пятницу в 10", "Это 27 ноября или 4 декабря?")
    await maria.sticker()
    await typed(maria, "в понедельник", "встреча пн 30 ноября. Во сколько?")
    await maria.tap("Другое время")
    await shows(maria, "например: 8:15")
    await typed(maria, "25:00", "Не получилось узнать время.")
    await typed(maria, "8:15", "Встреча: пн 30 ноября, 08:15 (МСК)")
    await typed(maria, "завтра в 15", "Я понимаю команды")

    await maria.tap("27", on=calendar)
    assert maria.toasts[-1] == "Карточка уже обновилась"
    await maria.until(lambda: told(maria, "Встреча: пн 30 ноября, 08:15 (МСК)") == 2, what="The calendar is still up.")


async def test_invented_taps_on_the_calendar_change_nothing(stage: Stage, kept: Kept) -> None:
    await agreed(stage)
    await stage.maria.tap("Перенести")
    calendar = await shows(stage.maria, "Сейчас: ")
    serial, brief = next(button.data for row in calendar.keyboard for button in row).split(":")[1:3]
    actions = ("day:2026-11-23", "day:soon", "day:9999-12-31", "month:2020-01-01", "hour:12:00", "in:99", "off:", "x:")
    invented = [f"d:{serial}:{brief}:{action}" for action in actions]
    for data in (*invented, f"d:0:{brief}:skip:", f"d:{serial}:nobodys:skip:", "d:x"):
        await stage.maria.tap_data(calendar.message_id, data)
        assert stage.maria.toasts[-1] == "Карточка уже обновилась"
    assert stage.maria.card.labels == calendar.labels

    assert kept.set_aside() == []
    await open_brief(stage)
    await shows(stage.maria, f"Встреча: {FRIDAY}.")


async def test_a_meeting_may_be_left_open(stage: Stage) -> None:
    link = await stage.invite()
    await stage.maria.tap("Пока без встречи")
    await shows(stage.maria, "Встреча не назначена.")
    await typed(stage.maria, "завтра в 15", "Я понимаю команды")
    await stage.anna.open_link(link)
    await shows(stage.anna, "(ООО «Ромашка») до встречи.")
    assert "Попросить перенести" not in stage.anna.card.labels


async def test_a_zone_is_chosen_by_a_button_or_by_a_city_and_named_to_the_client(stage: Stage) -> None:
    link = await stage.invite()
    await stage.maria.tap("Часовой пояс")
    await shows(stage.maria, "в каком городе встреча?")
    await typed(stage.maria, "Париж", "Этого города нет в списке")
    await typed(stage.maria, "хабаровск", WHEN)
    assert "время: Хабаровск, МСК+7" in stage.maria.last.text
    await typed(stage.maria, "завтра в 9", "Встреча: ср 25 ноября, 09:00 (Хабаровск, МСК+7)")
    await stage.anna.open_link(link)
    await shows(stage.anna, "до встречи 25 ноября в 09:00 (Хабаровск, МСК+7)")

    await stage.maria.tap("Часовой пояс")
    await stage.maria.tap("‹ Назад")
    await shows(stage.maria, "Встреча: ср 25 ноября, 09:00 (Хабаровск, МСК+7)")
    await stage.maria.tap("Часовой пояс")
    await stage.maria.tap("Омск")
    await shows(stage.maria, "Встреча: ср 25 ноября, 09:00 (Омск, МСК+3)")
    await shows(stage.anna, "до встречи 25 ноября в 09:00 (Омск, МСК+3)")


async def test_a_zone_may_be_said_with_the_time_and_a_year_is_told_where_it_is_another(stage: Stage) -> None:
    link = await stage.invite()
    assert "например: завтра в 15, 27.11 10:30" in stage.maria.last.text
    await typed(stage.maria, "14 января в 10 по Новосибирску", "Встреча: чт 14 января 2027, 10:00 (Новосибирск, МСК+4)")
    await stage.anna.open_link(link)
    await shows(stage.anna, "до встречи 14 января 2027 в 10:00 (Новосибирск, МСК+4)")


async def test_a_zone_in_which_the_meeting_would_be_over_is_refused(stage: Stage) -> None:
    await agreed(stage, "сегодня в 18")
    await stage.maria.tap("Часовой пояс")
    await stage.maria.tap("Омск")
    assert stage.maria.toasts[-1].startswith("Это время уже прошло")
    await stage.maria.tap("Калининград")
    await shows(stage.maria, "Встреча: вт 24 ноября, 18:00 (Калининград, МСК−1)")


async def test_it_is_not_said_that_the_client_will_know_where_no_message_goes(stage: Stage) -> None:
    link = await agreed(stage)
    await stage.maria.tap("Снять встречу")
    await shows(stage.maria, "Сообщения об этом не будет: Анна ещё не начинает отвечать.")
    await stage.maria.tap("‹ К брифу")
    await stage.anna.open_link(link)
    await stage.anna.tap("Согласен, начать")
    await shows(stage.anna, "Разделы")
    await open_brief(stage)
    await stage.maria.tap("Снять встречу")
    await shows(stage.maria, "Анна об этом узнает.")


async def test_a_link_that_is_handed_over_again_names_the_meeting(stage: Stage) -> None:
    link = await agreed(stage)
    await stage.maria.tap("Ссылка")
    assert link in (await reads(stage.maria, "Чтобы на встрече 27 ноября в 15:00 не тратить время")).text


async def test_a_meeting_that_is_called_off_while_the_client_asks_to_move_it_is_told_so(stage: Stage) -> None:
    anna = await begun(stage)
    await anna.tap("Разделы", "Попросить перенести")
    await open_brief(stage)
    await stage.maria.tap("Снять встречу")
    await stage.maria.tap("Да, снять")
    await reads(stage.anna, "не состоится")
    await shows(stage.anna, "Осталось примерно")

    await anna.say("в четверг")

    assert "Словами здесь не ответить" in anna.reply
    assert told(stage.maria, "просит перенести") == 0
    await anna.tap("Начать")
    await shows(stage.anna, "1 из")


async def test_a_client_who_has_sent_everything_still_sees_the_meeting_and_can_ask(stage: Stage) -> None:
    anna = await begun(stage)
    await anna.tap("Разделы", "К проверке", "Отправить ответы")
    await shows(stage.anna, "Встреча 27 ноября в 15:00.")
    await anna.tap("Попросить перенести")
    await anna.say("на час позже")
    assert "Спасибо, ответы отправлены" in anna.text
    assert "Вы просите перенести: «на час позже»." in anna.text
    assert f"просит перенести встречу {FRIDAY}" in seen((await reads(stage.maria, "на час позже")).text)


async def test_a_client_who_has_begun_is_told_once_of_every_change(stage: Stage) -> None:
    await begun(stage)
    await open_brief(stage)
    await stage.maria.tap("Перенести")
    calendar = await shows(stage.maria, f"Сейчас: {FRIDAY}")
    await stage.maria.tap("30")
    await shows(stage.maria, "пн 30 ноября")
    hours = stage.maria.card
    await stage.maria.tap("11:00", times=3)
    await shows(stage.maria, f"Встреча: {MONDAY}")
    await reads(stage.anna, "Встреча перенесена на понедельник, 30 ноября, в 11:00.")

    for stale, label in ((calendar, "26"), (hours, "9:00")):
        await stage.maria.tap(label, on=stale)
        assert stage.maria.toasts[-1] == "Карточка уже обновилась"
    await shows(stage.maria, f"Встреча: {MONDAY}")

    await stage.maria.tap("Снять встречу")
    await shows(stage.maria, "снять встречу пн 30 ноября, 11:00 (МСК)?")
    assert told(stage.anna, "не состоится") == 0
    await stage.maria.tap("Да, снять")
    await shows(stage.maria, "Встреча не назначена.")
    await reads(stage.anna, "Встреча в понедельник, 30 ноября, в 11:00 не состоится.")
    assert told(stage.anna, "Встреча перенесена") == 1


async def test_a_client_asks_to_move_the_meeting_and_gets_the_new_time(stage: Stage) -> None:
    await stage.anna.open_link(await agreed(stage))
    anna = Walker(stage.anna)
    await anna.tap("Попросить перенести")
    assert "Сейчас встреча назначена на 27 ноября в 15:00." in anna.text
    await anna.tap("‹ Назад", "Попросить перенести")
    await anna.say("в понедельник, <b>утром</b>")
    assert "Вы просите перенести: «в понедельник, <b>утром</b>»." in anna.text

    notice = await reads(stage.maria, f"Анна просит перенести встречу {FRIDAY}")
    assert "«в понедельник, <b>утром</b>»" in notice.text
    await stage.maria.tap("Перенести", on=notice)
    await shows(stage.maria, "Анна просит перенести: «в понедельник, <b>утром</b>»")
    await typed(stage.maria, "пн 11:00", f"Встреча: {MONDAY}")

    await reads(stage.anna, "Встреча перенесена на понедельник, 30 ноября, в 11:00.")
    card = await reads(stage.anna, "до встречи 30 ноября в 11:00")
    assert "Вы просите" not in seen(card.text)
    assert refused(stage.telegram) == []


async def test_a_meeting_may_stay_though_the_client_asked_to_move_it(stage: Stage) -> None:
    anna = await begun(stage)
    await anna.tap("Разделы", "Попросить перенести")
    await anna.say("лучше в четверг")
    assert "Встреча 27 ноября в 15:00. Вы просите перенести: «лучше в четверг»." in anna.text

    await stage.maria.tap("Оставить прежнее время", on=await reads(stage.maria, "просит перенести"))

    await shows(stage.maria, f"Встреча: {FRIDAY}.")
    await reads(stage.anna, "она остаётся в пятницу, 27 ноября, в 15:00")
    await stage.anna.until(lambda: not told(stage.anna, "Вы просите"), what="The card still tells of the wish.")
    await stage.anna.tap("Начать", on=await reads(stage.anna, "Встреча 27 ноября в 15:00."))
    await reads(stage.anna, "1 из")


async def test_a_client_who_answers_news_of_the_meeting_asks_to_move_it(stage: Stage, kept: Kept) -> None:
    anna = await begun(stage)
    answered = len(kept.given("trade"))
    await open_brief(stage)
    await stage.maria.tap("Перенести")
    await typed(stage.maria, "9 декабря в 10", "Встреча: ср 9 декабря, 10:00 (МСК)")
    news = await reads(stage.anna, "Встреча перенесена на среду, 9 декабря, в 10:00.")
    assert news.labels == ("Попросить перенести",)

    await stage.anna.tap("Попросить перенести", on=news)
    await shows(stage.anna, "Сейчас встреча назначена на 9 декабря в 10:00.")
    await anna.say("давайте лучше в четверг после обеда, в среду я на выставке")

    await reads(stage.maria, "Анна просит перенести встречу ср 9 декабря, 10:00 (МСК)")
    assert len(kept.given("trade")) == answered
    await stage.anna.until(lambda: not message_in(stage.anna, news).labels, what="The news keeps its button.")


async def test_news_of_a_meeting_that_is_called_off_moves_nothing(stage: Stage) -> None:
    await begun(stage)
    await open_brief(stage)
    await stage.maria.tap("Перенести")
    await typed(stage.maria, "пн 11:00", f"Встреча: {MONDAY}")
    news = await reads(stage.anna, "Встреча перенесена на понедельник")
    await stage.maria.tap("Снять встречу")
    await stage.maria.tap("Да, снять")
    assert (await reads(stage.anna, "не состоится")).labels == ()

    await stage.anna.tap("Попросить перенести", on=news)

    assert stage.anna.toasts[-1] == "Эта встреча уже прошла или снята"
    await shows(stage.anna, "1 из")


def message_in(user: User, message: Message) -> Message:
    """As it is now."""
    return next(each for each in user.from_bot if each.message_id == message.message_id)
