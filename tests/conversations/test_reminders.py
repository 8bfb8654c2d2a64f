"""Reminders as people get them: in time, leading back to the live card, put off, stopped, taken up again."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.conversations.conftest import CLIENT, MANAGER, Stage, serving, settings_for
from tests.conversations.kept import refused
from tests.conversations.walker import Walker, seen
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.simulator import LocalTelegram, Message

#: A Monday, noon in Moscow.
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NUDGE = "можно продолжить с того же места"


@dataclass
class Story:
    stage: Stage
    clock: FakeClock
    anna: Walker
    #: What Telegram was told to refuse.
    refused: list[str] = field(default_factory=list)

    async def later(self, **span: float) -> None:
        """So much later; whatever is due by then is done."""
        self.clock.advance(**span)
        await self.stage.bot.delivery.catch_up()

    async def comes(self, text: str, after: int = 0) -> Message:
        """The reminder that says so, below the message ``after``."""
        anna = self.anna.user

        def found() -> Message | None:
            return next((m for m in anna.from_bot if text in seen(m.text) and m.message_id > after), None)

        await anna.until(lambda: found() is not None, what=f"No reminder says {text!r}.")
        reminder = found()
        assert reminder is not None
        return reminder

    def now(self, message: Message) -> Message:
        """The message as it is now."""
        return next(m for m in self.anna.user.from_bot if m.message_id == message.message_id)

    async def without_buttons(self, message: Message) -> None:
        await self.anna.user.until(lambda: not self.now(message).labels, what="The buttons stay.")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOW)


@pytest.fixture
async def stage(telegram: LocalTelegram, database: Path, clock: FakeClock) -> AsyncIterator[Stage]:
    async with serving(settings_for(telegram, database), clock) as bot:
        yield Stage(telegram, telegram.user(MANAGER, "Мария"), telegram.user(CLIENT, "Анна"), bot)


@pytest.fixture
async def story(stage: Stage, clock: FakeClock) -> AsyncIterator[Story]:
    """Anna has answered the first question and gone."""
    await stage.begin()
    anna = Walker(stage.anna)
    await anna.tap("Реклама и вывески")
    story = Story(stage, clock, anna)
    yield story
    assert [error for error in refused(stage.telegram) if "blocked by the user" not in error] == story.refused


async def test_a_reminder_leads_to_the_live_card_and_loses_its_buttons(story: Story) -> None:
    card = story.anna.card
    await story.later(days=1, minutes=1)
    reminder = await story.comes(NUDGE)
    assert reminder.buttons == (
        ("Продолжить",),
        ("Через час", "Вечером"),
        ("Завтра", "В понедельник"),
        ("Обсудим всё на встрече",),
        ("Не напоминать",),
    )
    assert "Осталось: " in seen(reminder.text)

    await story.anna.user.tap("Продолжить", on=reminder)

    await story.anna.user.until(lambda: story.anna.card.message_id > reminder.message_id, what="No card comes.")
    await story.without_buttons(reminder)
    shown = story.anna.user
    await shown.until(lambda: all(message.message_id != card.message_id for message in shown.from_bot))
    await story.anna.user.tap("Продолжить", on=reminder)
    assert [m for m in story.anna.user.from_bot if m.labels] == [story.anna.card]


@pytest.mark.parametrize(("before", "act"), [([], "5"), (["Разделы", "К проверке"], "Отправить")])
async def test_a_reminder_that_had_to_wait_does_not_come_once_the_client_has_acted(
    story: Story, before: list[str], act: str
) -> None:
    anna, telegram = story.anna.user, story.stage.telegram
    for label in before:
        await story.anna.tap(label)
    story.refused.append("Too Many Requests: retry after 1")
    telegram.faults.retry_after(1, method="sendMessage", chat_id=CLIENT)
    coming = asyncio.create_task(story.later(days=1, minutes=1))
    await anna.until(lambda: not telegram.calls.of("sendMessage", chat_id=CLIENT)[-1].ok, what="No reminder comes.")
    await anna.tap(act, wait=False)
    story.clock.advance(seconds=1)
    await coming
    assert not any(NUDGE in seen(message.text) for message in anna.from_bot)


async def test_a_reminder_that_was_put_off_comes_when_it_was_asked_for(story: Story) -> None:
    await story.later(days=1, minutes=1)
    reminder = await story.comes(NUDGE)
    await story.anna.user.tap("Через час", on=reminder)
    told = await story.comes("Хорошо, напомним сегодня в 13:0")
    assert told.message_id == reminder.message_id
    assert told.labels == ("Продолжить",)

    await story.later(hours=1, minutes=1)

    second = await story.comes("Осталось: ", after=reminder.message_id)
    await story.without_buttons(reminder)
    await story.anna.user.tap("Завтра", on=reminder, wait=False)
    await story.without_buttons(reminder)
    assert story.now(second).labels


async def test_leaving_everything_for_the_meeting_says_what_it_did_and_can_be_undone(story: Story) -> None:
    await story.later(days=1, minutes=1)
    reminder = await story.comes(NUDGE)
    await story.anna.user.tap("Обсудим всё на встрече", on=reminder)
    told = await story.comes("Остальное обсудим на встрече: ")
    assert told.message_id == reminder.message_id
    assert told.buttons == (("К проверке", "Вернуть"),)

    await story.anna.user.tap("Вернуть", on=told)
    back = await story.comes("Вопросы снова открыты: ")
    await story.anna.user.tap("Продолжить", on=back)
    await story.anna.user.until(lambda: story.anna.card.message_id > back.message_id, what="No card comes.")
    assert "Отложено до встречи" not in story.anna.text


async def test_who_wants_no_reminders_gets_none_until_they_are_wanted_again(story: Story) -> None:
    await story.later(days=1, minutes=1)
    reminder = await story.comes(NUDGE)
    await story.anna.user.tap("Не напоминать", on=reminder)
    told = await story.comes("Больше не напоминаем")
    await story.later(hours=21, minutes=30)
    await story.stage.maria.sees("просит не напоминать")
    await story.later(days=7)
    await story.anna.user.send("/unknown")
    await story.anna.user.sees("Такой команды нет")
    assert story.anna.user.from_bot[-2].message_id == reminder.message_id

    await story.anna.user.tap("Напоминать снова", on=told)
    await story.comes("Следующее напоминание: ")
    await story.anna.user.send("/remind")
    await story.comes("Следующее напоминание: ", after=reminder.message_id)
    await story.later(days=2)
    await story.comes("Осталось: ", after=reminder.message_id + 1)


async def test_who_has_sent_everything_off_is_not_reminded_of_it(story: Story) -> None:
    await story.later(days=1, minutes=1)
    reminder = await story.comes(NUDGE)
    await story.anna.tap("Разделы", "К проверке", "Отправить ответы")
    await story.without_buttons(reminder)
    await story.anna.user.sees("Спасибо, ответы отправлены")
    newest = story.anna.user.last.message_id
    await story.later(days=3)
    asked = await story.anna.user.send("/remind", wait=False)
    told = await story.comes("Ответы уже отправлены", after=asked.message_id)
    assert told is story.anna.user.last
    assert story.anna.user.from_bot[-2].message_id == newest


async def test_a_reminder_before_the_consent_leads_to_the_welcome_and_never_to_a_question(
    stage: Stage, clock: FakeClock
) -> None:
    await stage.anna.open_link(await stage.invite())
    story = Story(stage, clock, Walker(stage.anna))
    await story.later(days=1, minutes=1)
    reminder = await story.comes("вопросы о внедрении CRM ждут вас")
    await stage.anna.tap(reminder.labels[0], on=reminder)
    await stage.anna.until(lambda: story.anna.card.message_id > reminder.message_id, what="No card comes.")
    assert story.anna.labels[0] == "Согласен, начать"


async def test_no_reminders_is_heard_on_an_old_reminder_too(story: Story) -> None:
    await story.later(days=1, minutes=1)
    old = await story.comes(NUDGE)
    await story.later(days=2)
    await story.comes("Осталось: ", after=old.message_id)
    await story.anna.user.tap("Не напоминать", on=old)
    told = await story.comes("Больше не напоминаем")
    assert told.message_id == old.message_id


async def test_who_unblocks_the_bot_and_comes_back_is_reminded_again(story: Story) -> None:
    story.anna.user.block()
    await story.later(days=1, minutes=1)
    await story.stage.maria.sees("больше не получает сообщений")
    await story.later(hours=21)
    story.anna.user.unblock()
    asked = await story.anna.user.send("/start", wait=False)
    await story.anna.user.until(lambda: story.anna.card.message_id > asked.message_id, what="No card comes.")
    await story.later(hours=20)
    await story.later(hours=7, minutes=5)
    await story.comes("Осталось: ", after=asked.message_id)
