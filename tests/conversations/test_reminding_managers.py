"""What managers do about clients who are behind, and what they are told: digest, urgent briefs, past meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.conversations.conftest import CLIENT, MANAGER, Stage, serving, settings_for
from tests.conversations.kept import refused
from tests.conversations.walker import Walker, plan_for, seen
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.simulator import LocalTelegram, Message, User

#: A Tuesday, four in the afternoon in Moscow.
NOW = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)


@dataclass
class Story:
    stage: Stage
    clock: FakeClock

    @property
    def maria(self) -> User:
        return self.stage.maria

    async def at(self, day: int, hour: int, minute: int = 0) -> None:
        """The clock in Moscow shows this, in November; whatever is due by then is done."""
        self.clock.moment = datetime(2026, 11, day, hour - 3, minute, tzinfo=UTC)
        await self.stage.bot.delivery.catch_up()

    async def reads(self, user: User, text: str, after: int = 0) -> Message:
        def found() -> Message | None:
            return next((m for m in user.from_bot if text in seen(m.text) and m.message_id > after), None)

        await user.until(lambda: found() is not None, what=f"No message says {text!r}.")
        message = found()
        assert message is not None
        return message

    async def becomes(self, message: Message, text: str) -> Message:
        await self.maria.until(lambda: text in seen(self.now(message).text), what=f"It does not become {text!r}.")
        return self.now(message)

    def now(self, message: Message) -> Message:
        return next(m for m in self.maria.from_bot if m.message_id == message.message_id)

    async def card(self) -> Message:
        """The brief, opened from the list."""
        known = self.maria.last.message_id
        await self.maria.send("/briefs", wait=False)
        shown = await self.reads(self.maria, "Ваши брифы", after=known)
        await self.maria.tap("ООО «Ромашка»", on=shown)
        return await self.becomes(shown, "ООО «Ромашка»\n")


@pytest.fixture
async def story(telegram: LocalTelegram, database: Path) -> AsyncIterator[Story]:
    """Anna has begun and gone; the meeting is on Friday at three."""
    clock = FakeClock(NOW)
    async with serving(settings_for(telegram, database), clock) as bot:
        stage = Stage(telegram, telegram.user(MANAGER, "Мария"), telegram.user(CLIENT, "Анна"), bot)
        await stage.begin()
        story = Story(stage, clock)
        await stage.maria.send("в пятницу в 15", wait=False)
        await story.reads(stage.maria, "Встреча: пт 27 ноября")
        yield story
        assert [error for error in refused(telegram) if "blocked by the user" not in error] == []


async def test_a_manager_sees_a_reminder_before_sending_it_and_sends_it_once(story: Story) -> None:
    card = await story.card()
    await story.maria.tap("Напомнить сейчас", on=card)
    early = await story.becomes(card, "Сейчас нельзя: клиент только что отвечал. Можно сегодня в 17:00")
    assert early.buttons == (("Напомнить тогда",), ("‹ К брифу",))

    await story.at(24, 17, 30)
    await story.maria.tap("‹ К брифу", on=early)
    card = await story.becomes(card, "Пройдено")
    await story.maria.tap("Напомнить сейчас", on=card)
    preview = await story.becomes(
        card, "напоминание, как его увидит Анна.\n\nАнна, ваши ответы о внедрении CRM сохранены"
    )
    await story.maria.tap("Отправить", on=preview, times=2)

    await story.becomes(card, "напоминание отправлено")
    await story.reads(story.stage.anna, "ваши ответы о внедрении CRM сохранены")
    assert sum("ваши ответы" in seen(message.text) for message in story.stage.anna.from_bot) == 1


async def test_a_reminder_at_night_waits_for_the_morning(story: Story) -> None:
    await story.at(24, 22)
    card = await story.card()
    await story.maria.tap("Напомнить сейчас", on=card)
    preview = await story.becomes(card, "Сейчас нельзя: у клиента ночь. Можно завтра в 09:00")
    await story.maria.tap("Напомнить тогда", on=preview)
    await story.becomes(card, "получит напоминание завтра в 09:00")
    await story.at(25, 9, 1)
    await story.reads(story.stage.anna, "ваши ответы о внедрении CRM сохранены")


async def test_before_the_meeting_the_manager_is_told_and_after_it_is_asked(story: Story) -> None:
    await story.at(26, 9, 31)
    digest = await story.reads(story.maria, "Кому нужна ваша помощь")
    assert "1. ООО «Ромашка»: встреча завтра в 15:00, " in seen(digest.text)
    assert digest.buttons == (("1 Напомнить", "Контакт", "Отложить"),)
    await story.at(26, 11, 1)
    await story.reads(story.stage.anna, "Анна, встреча завтра в 15:00. Осталось: ")
    await story.at(26, 15, 1)
    urgent = await story.reads(story.maria, "скоро встреча, пт 27 ноября, 15:00 (МСК), а бриф не готов")
    assert urgent.buttons == (("Напомнить сейчас",), ("Контакт", "‹ К брифу"))
    await story.at(27, 13, 1)
    await story.reads(story.stage.anna, "Анна, встреча сегодня в 15:00, через 2 часа. Осталось: ")

    await story.at(27, 17, 1)
    asked = await story.reads(story.maria, "состоялась ли встреча пт 27 ноября, 15:00 (МСК)?")
    await story.maria.tap("Не состоялась", on=asked)
    noted = await story.becomes(asked, "встреча не состоялась. Назначьте новую")
    assert noted.labels == ("Назначить встречу", "‹ К брифу")
    await story.maria.tap("‹ К брифу", on=noted)
    await story.becomes(noted, "Встреча была назначена: пт 27 ноября, 15:00")


async def test_a_meeting_that_took_place_is_seen_on_the_briefs_card(story: Story) -> None:
    await story.at(27, 17, 1)
    asked = await story.reads(story.maria, "состоялась ли встреча")
    await story.maria.tap("Состоялась", on=asked)
    noted = await story.becomes(asked, "встреча состоялась.")
    await story.maria.tap("‹ К брифу", on=noted)
    await story.becomes(noted, "Встреча состоялась: пт 27 ноября, 15:00")


async def test_what_is_put_off_leaves_the_digest_and_a_contact_is_a_tap_away(story: Story) -> None:
    await story.at(26, 9, 31)
    digest = await story.reads(story.maria, "Кому нужна ваша помощь")
    await story.maria.tap("Контакт", on=digest)
    await story.reads(story.maria, "ООО «Ромашка»: Анна", after=digest.message_id)
    await story.maria.tap("Напомнить", on=digest)
    preview = await story.reads(story.maria, "напоминание, как его увидит Анна", after=digest.message_id)
    assert preview.labels[0] == "Отправить"
    await story.maria.tap("Отложить", on=digest)
    await story.becomes(digest, "Сейчас никому напоминать не нужно")
    assert story.maria.toasts[-1] == "Вернётся в сводку через несколько дней"


async def test_a_client_who_blocks_the_bot_stands_in_the_digest(story: Story) -> None:
    story.stage.anna.block()
    await story.at(26, 11, 1)
    told = await story.reads(story.maria, "Анна (ООО «Ромашка») больше не получает сообщений")
    await story.at(26, 15, 1)
    urgent = await story.reads(story.maria, "Бот заблокирован: свяжитесь с клиентом другим способом")
    assert urgent.buttons == (("Контакт",), ("‹ К брифу",))
    await story.at(27, 9, 31)
    digest = await story.reads(story.maria, "Кому нужна ваша помощь", after=told.message_id)
    assert "встреча сегодня в 15:00, " in seen(digest.text)
    assert "бот заблокирован" in seen(digest.text)
    await story.maria.tap("Напомнить", on=digest)
    unsent = await story.reads(story.maria, "напоминание не отправить.\n\nБот заблокирован")
    assert unsent.buttons == (("Контакт", "‹ К брифу"),)


async def test_of_a_client_who_blocks_the_bot_nothing_is_said_that_will_not_be(story: Story) -> None:
    story.stage.anna.block()
    await story.at(26, 11, 1)
    await story.reads(story.maria, "Анна (ООО «Ромашка») больше не получает сообщений")
    card = await story.card()
    await story.maria.tap("Снять встречу", on=card)
    await story.becomes(card, "Сообщить не получится: бот заблокирован.")
    await story.at(27, 17, 1)
    asked = await story.reads(story.maria, "состоялась ли встреча")
    await story.maria.tap("Не состоялась", on=asked)
    noted = await story.becomes(asked, "встреча не состоялась.")
    assert noted.text.endswith("Назначьте новую.")
    await story.maria.tap("Назначить встречу", on=noted)
    await story.becomes(noted, "Прошлая встреча: пт 27 ноября, 15:00 (МСК).")


async def test_who_has_sent_everything_can_still_be_reached_and_is_not_said_to_be_reminded(story: Story) -> None:
    anna = Walker(story.stage.anna)
    await anna.tap("Разделы", "К проверке")
    await plan_for(story.stage)
    card = await story.card()
    assert ("Контакт",) in card.buttons
    await story.at(27, 17, 1)
    asked = await story.reads(story.maria, "состоялась ли встреча")
    await story.maria.tap("Не состоялась", on=asked)
    noted = await story.becomes(asked, "встреча не состоялась.")
    assert noted.text.endswith("Назначьте новую.")


async def test_a_link_that_nobody_opened_is_a_tap_away_where_the_client_cannot_be_reminded(story: Story) -> None:
    await story.stage.invite("Заря")
    await story.maria.send("в пятницу в 16", wait=False)
    await story.reads(story.maria, "Встреча: пт 27 ноября, 16:00")
    await story.at(24, 17)
    await story.at(26, 9, 31)
    digest = await story.reads(story.maria, "Кому нужна ваша помощь")
    await story.maria.tap("2 Напомнить", on=digest)
    unsent = await story.reads(story.maria, "напоминание не отправить.\n\nСсылку ещё не открывали")
    assert unsent.buttons == (("Ссылка", "‹ К брифу"),)
    await story.at(26, 15, 1)
    await story.at(26, 16, 1)
    urgent = await story.reads(story.maria, "скоро встреча, пт 27 ноября, 16:00 (МСК), а бриф не готов")
    assert urgent.buttons == (("Ссылка",), ("‹ К брифу",))
