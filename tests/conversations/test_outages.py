"""Stops, long absences, a Telegram in trouble, and people who block, delete and come back."""

from __future__ import annotations

import socket
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.simulator import LocalTelegram
from tests.conversations.conftest import CLIENT, MANAGER, Stage, serving, settings_for
from tests.conversations.walker import Walker, accept_everything, seen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bot.simulator import Message, User
    from bot.simulator.faults import Faults

CUT_OFF = timedelta(seconds=200)
MOMENT = timedelta(seconds=100)


@dataclass
class Watch:
    """The present time, moved ahead at will. ``when_asked`` is done once, when the bot next asks for it."""

    ahead: timedelta = field(default_factory=timedelta)
    when_asked: Callable[[], None] | None = None

    def now(self) -> datetime:
        action, self.when_asked = self.when_asked, None
        if action:
            action()
        return self.shown()

    def shown(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
async def telegram(watch: Watch) -> AsyncIterator[LocalTelegram]:
    """Updates age by the same watch."""
    async with LocalTelegram(settle=0.3, now=watch.shown, retry_scale=0.01) as telegram:
        yield telegram


@dataclass
class Lives:
    """One bot after another on the same database, for the same people."""

    telegram: LocalTelegram
    watch: Watch
    database: Path

    @asynccontextmanager
    async def life(self, **settings: object) -> AsyncIterator[Stage]:
        async with serving(settings_for(self.telegram, self.database, **settings), self.watch) as bot:
            people = self.telegram.user(MANAGER, "Мария"), self.telegram.user(CLIENT, "Анна")
            yield Stage(self.telegram, *people, bot)

    @asynccontextmanager
    async def after(self, absence: timedelta) -> AsyncIterator[Stage]:
        """A life that begins so much later."""
        self.watch.ahead += absence
        async with self.life() as stage:
            yield stage


@pytest.fixture
def lives(telegram: LocalTelegram, watch: Watch, database: Path) -> Lives:
    return Lives(telegram, watch, database)


def cards(user: User) -> list[Message]:
    """Messages with buttons."""
    return [message for message in user.from_bot if message.inline_keyboard]


async def settled(stage: Stage) -> None:
    """Everything that is on its way to Anna has arrived: what she hears of her next message comes behind it."""
    known, card = stage.anna.last.message_id, stage.anna.card.message_id
    await stage.anna.send("/unknown", wait=False)
    await stage.anna.until(lambda: stage.anna.last.message_id > known and "Такой команды нет" in stage.anna.last.text)
    # The card came down with that, and the one above goes right behind.
    await stage.anna.until(lambda: all(message.message_id != card for message in cards(stage.anna)))


def sent_to_anna(telegram: LocalTelegram) -> int:
    """How many new messages the bot ever sent her."""
    return sum(call.method == "sendMessage" and call.chat_id == CLIENT for call in telegram.calls)


async def test_the_card_still_works_after_a_stop(lives: Lives) -> None:
    async with lives.life() as stage:
        await stage.begin()
        card = stage.anna.card
    async with lives.life() as stage:
        await stage.anna.tap("Реклама и вывески")

        await stage.anna.card_shows("2 из 3")

        assert cards(stage.anna) == [stage.anna.card]
        assert stage.anna.card.message_id == card.message_id


async def test_after_a_long_time_without_telegram_the_card_is_shown_anew_while_the_bot_lives(lives: Lives) -> None:
    async with lives.life() as stage:
        await stage.begin()
        anna, old = stage.anna, stage.anna.card
        await stage.telegram.stop()
        await anna.tap("Реклама и вывески", wait=False)
        lives.watch.ahead += CUT_OFF
        await stage.telegram.start()
        await anna.until(lambda: anna.card.message_id > old.message_id, what="The card did not come anew.")
        await anna.tap("Реклама и вывески")
        await anna.card_shows("2 из 3")


async def test_by_webhook_a_machine_that_slept_shows_the_card_anew(lives: Lives, webhook: dict[str, object]) -> None:
    async with lives.life(**webhook) as stage:
        await stage.begin()
        anna, old = stage.anna, stage.anna.card
        lives.watch.ahead += CUT_OFF
        await stage.bot.delivery.heard()
        await anna.until(lambda: anna.card.message_id > old.message_id, what="The card did not come anew.")


async def test_what_came_while_the_bot_was_down_is_handled_in_order(lives: Lives) -> None:
    async with lives.life() as stage:
        await stage.begin()
        anna, maria = stage.anna, stage.maria
    await anna.tap("Реклама и вывески", wait=False)
    await anna.send("около 12", wait=False)
    await maria.send("/briefs", wait=False)
    newcomer = lives.telegram.user(3003, "Пётр")
    await newcomer.send("Здравствуйте", wait=False)
    async with lives.life():
        await anna.card_shows("3 из 3")
        await maria.sees("Ваши брифы")
        await newcomer.sees("по личной ссылке")
        await anna.tap("Разделы")
        await anna.tap("О компании")
        assert "Отрасль: Реклама и вывески\nСотрудники в CRM: ≈ 12" in seen(anna.card.text)


async def test_half_a_form_and_half_a_command_survive_a_stop(lives: Lives) -> None:
    async with lives.life() as stage:
        await stage.begin()
        anna = Walker(stage.anna)
        await anna.arrive_at("пока лид движется", {"воронка лидов?": "Да, нужна"})
        await anna.tap("+ Добавить", "Новая заявка", "Звонок клиенту с текстом", "Через время")
        await stage.maria.send("/new")
        await stage.maria.send("ООО «Василёк»")
    async with lives.life() as stage:
        await anna.say("3")
        await anna.tap("дн")
        await anna.say("Напоминаем о встрече")
        await anna.tap("Сохранить")
        assert "Новая заявка → через 3 дня" in anna.text
        await stage.maria.send("Борис")
        await stage.maria.sees("бриф создан: ООО «Василёк»")


async def test_a_stop_in_the_middle_of_storing_an_update_comes_to_a_good_end(lives: Lives, watch: Watch) -> None:
    async with lives.life() as stage:
        await stage.begin()
        anna, old = stage.anna, stage.anna.card
        stopping: list[str] = []

        def stop() -> None:
            stopping.append("stop")
            stage.bot.stop()

        def received() -> None:
            watch.when_asked = stop

        watch.when_asked = received
        # Whoever asks the time then is the receiver, inside its transaction.
        await anna.send("/start", wait=False)
        await anna.until(lambda: bool(stopping))
    async with lives.life():
        await anna.until(lambda: anna.card.message_id > old.message_id, what="The card did not come down.")
        await anna.tap("Реклама и вывески")
        await anna.card_shows("2 из 3")


async def test_after_a_long_absence_the_card_is_shown_anew_for_a_tap_may_be_lost(lives: Lives) -> None:
    async with lives.life() as stage:
        await stage.begin()
        anna, old = stage.anna, stage.anna.card
    await anna.tap("Реклама и вывески", wait=False)
    async with lives.after(CUT_OFF):
        await anna.until(lambda: anna.card.message_id > old.message_id, what="The card did not come anew.")

        assert (anna.card.text, anna.card.buttons) == (old.text, old.buttons)
        await anna.until(lambda: cards(anna) == [anna.card], what="The old card is still there.")
        await anna.tap("Реклама и вывески")
        await anna.card_shows("2 из 3")


async def test_after_a_short_absence_no_card_comes_anew_and_the_tap_is_not_lost(lives: Lives) -> None:
    async with lives.life() as stage:
        await stage.begin()
        anna, old = stage.anna, stage.anna.card
    await anna.tap("Реклама и вывески", wait=False)
    async with lives.after(MOMENT):
        await anna.card_shows("2 из 3")
        assert anna.card.message_id == old.message_id


async def test_who_was_away_long_before_the_bot_is_not_disturbed(lives: Lives) -> None:
    async with lives.life() as stage:
        await stage.begin()
        anna, old = stage.anna, stage.anna.card
    async with lives.after(timedelta(hours=2)):
        await anna.until(lambda: anna.card.message_id > old.message_id, what="The card did not come anew.")
        known = sent_to_anna(lives.telegram)
    async with lives.after(timedelta(hours=10)) as stage:
        await settled(stage)
        # What settled asked for, and nothing else.
        assert sent_to_anna(lives.telegram) == known + 1


async def test_who_has_sent_the_answers_is_not_disturbed_unless_adding_to_them(lives: Lives) -> None:
    async with lives.life() as stage:
        await stage.anna.open_link(await stage.invite())
        await accept_everything(stage.anna, until="Спасибо")
        await settled(stage)
        known = sent_to_anna(lives.telegram)
    async with lives.after(CUT_OFF) as stage:
        await settled(stage)
        assert sent_to_anna(lives.telegram) == known + 1
        thanks = stage.anna.card
        await stage.anna.tap("Дополнить ответы")
        await stage.anna.tap("О компании")
    anna = stage.anna
    async with lives.after(CUT_OFF):
        await anna.until(lambda: anna.card.message_id > thanks.message_id, what="The card did not come anew.")
        assert "Отрасль: " in anna.card.text


async def test_a_manager_is_not_disturbed_by_an_absence(lives: Lives) -> None:
    async with lives.life() as stage:
        await stage.maria.send("/briefs")
    known = len(stage.maria.from_bot)
    async with lives.after(CUT_OFF) as stage:
        await stage.maria.send("/help")
        assert len(stage.maria.from_bot) == known + 1


MISFORTUNES: dict[str, Callable[[Faults], None]] = {
    "429": lambda faults: faults.retry_after(1, chat_id=CLIENT),
    "5xx": lambda faults: faults.server_error(chat_id=CLIENT, times=2),
    "cut before": lambda faults: faults.drop_before(chat_id=CLIENT),
    "cut after": lambda faults: faults.drop_after(chat_id=CLIENT),
    "no json": lambda faults: faults.garble(chat_id=CLIENT),
}


@pytest.mark.parametrize("misfortune", MISFORTUNES)
async def test_whatever_telegram_answers_nothing_is_lost_and_the_card_is_right(stage: Stage, misfortune: str) -> None:
    await stage.begin()
    anna, faults = stage.anna, stage.telegram.faults
    MISFORTUNES[misfortune](faults)
    await anna.tap("Реклама и вывески", wait=False)
    await anna.card_shows("2 из 3")
    MISFORTUNES[misfortune](faults)
    await anna.send("около 12", wait=False)
    await anna.card_shows("3 из 3")
    MISFORTUNES[misfortune](faults)
    await anna.tap("Теряются заявки", wait=False)
    await anna.until(lambda: "✓ Теряются заявки" in anna.card.labels)
    await settled(stage)

    assert len(faults) == 0
    assert cards(anna) == [anna.card]
    await anna.tap("Разделы")
    await anna.tap("О компании")
    assert "Отрасль: Реклама и вывески\nСотрудники в CRM: ≈ 12" in seen(anna.card.text)
    assert "Что мешает сейчас: Теряются заявки" in seen(anna.card.text)


@pytest.mark.parametrize("which", [0, 1], ids=["upper", "lower"])
async def test_a_card_that_came_twice_takes_a_tap_in_either_place_once(stage: Stage, which: int) -> None:
    await stage.begin()
    anna = stage.anna
    stage.telegram.faults.drop_after(method="sendMessage", chat_id=CLIENT)
    await anna.send("Реклама и вывески", wait=False)
    await anna.until(lambda: sum("2 из 3" in card.text for card in cards(anna)) == 2)
    twins = cards(anna)[-2:]

    await anna.tap("5", on=twins[which])
    await anna.until(lambda: any("3 из 3" in card.text for card in cards(anna)))
    await anna.tap("10", on=twins[1 - which])

    assert anna.toasts[-1] == "Карточка уже обновилась"
    await settled(stage)
    await anna.card_shows("3 из 3")
    await anna.tap("Разделы")
    await anna.tap("О компании")
    assert "Сотрудники в CRM: 5 чел." in seen(anna.card.text)


@pytest.mark.parametrize("misfortune", ["server_error", "drop_before", "drop_after", "garble"])
async def test_trouble_while_receiving_loses_and_repeats_nothing(stage: Stage, misfortune: str) -> None:
    await stage.begin()
    anna = stage.anna
    getattr(stage.telegram.faults, misfortune)(method="getUpdates", times=2)
    await anna.tap("Реклама и вывески", wait=False)
    await anna.card_shows("2 из 3")

    await anna.send("12", wait=False)
    await anna.card_shows("3 из 3")
    await anna.send("/help", wait=False)
    await anna.sees("продолжить можно в любой момент")
    await settled(stage)

    assert len(stage.telegram.faults) == 0
    assert sum("продолжить можно" in str(call.params) for call in stage.telegram.calls) == 1


async def test_a_telegram_that_is_gone_for_a_while_finds_everything_handled(stage: Stage) -> None:
    await stage.begin()
    await stage.telegram.stop()
    await stage.anna.tap("Реклама и вывески", wait=False)
    await stage.anna.send("12", wait=False)
    await stage.maria.send("/briefs", wait=False)

    await stage.telegram.start()

    await stage.anna.card_shows("3 из 3", within=20)
    await stage.maria.sees("Ваши брифы", within=20)


async def test_an_answer_to_a_tap_that_is_lost_costs_nothing_but_the_answer(stage: Stage) -> None:
    await stage.begin()
    stage.telegram.faults.server_error(method="answerCallbackQuery")

    await stage.anna.tap("Реклама и вывески", wait=False)

    await stage.anna.card_shows("2 из 3")


UNREACHABLE = "Анна (ООО «Ромашка») больше не получает сообщений"


def complaints(stage: Stage) -> int:
    return sum(UNREACHABLE in message.text for message in stage.maria.from_bot)


def more_complaints(stage: Stage, than: int) -> bool:
    return complaints(stage) > than


async def test_the_manager_hears_once_that_a_client_has_blocked_the_bot(stage: Stage) -> None:
    await stage.begin()
    await stage.anna.send("/help", wait=False)
    await stage.anna.send("/help", wait=False)
    stage.anna.block()

    await stage.maria.sees(UNREACHABLE)

    await stage.maria.send("/help")
    assert complaints(stage) == 1


async def test_who_lets_the_bot_in_again_goes_on_where_it_stopped(stage: Stage) -> None:
    await stage.begin()
    await stage.anna.tap("Реклама и вывески")
    await stage.anna.send("12", wait=False)
    stage.anna.block()
    await stage.maria.sees(UNREACHABLE)

    stage.anna.unblock()
    await stage.anna.send("/start", wait=False)

    await stage.anna.card_shows("3 из 3")
    await stage.anna.send("Обсудим на встрече", wait=False)
    await stage.anna.card_shows("Лиды · 1")
    await settled(stage)
    assert cards(stage.anna) == [stage.anna.card]


async def test_words_alone_bring_the_card_back_to_who_let_the_bot_in_again(stage: Stage) -> None:
    await stage.begin()
    await stage.anna.send("/help", wait=False)
    stage.anna.block()
    await stage.maria.sees(UNREACHABLE)

    stage.anna.unblock()
    await stage.anna.send("Реклама и вывески", wait=False)

    await stage.anna.card_shows("2 из 3")


async def test_the_manager_hears_of_a_second_block_after_a_return(stage: Stage) -> None:
    await stage.begin()
    for told in range(2):
        await stage.anna.send("/help", wait=False)
        stage.anna.block()
        await stage.maria.until(partial(more_complaints, stage, told))
        stage.anna.unblock()
        await stage.anna.send("/start")

    await stage.maria.send("/help")
    assert complaints(stage) == 2


async def test_the_manager_hears_of_a_client_whose_account_is_gone(stage: Stage) -> None:
    await stage.begin()
    await stage.anna.send("/help", wait=False)
    stage.anna.deactivate()

    await stage.maria.sees(UNREACHABLE)


async def test_a_card_that_the_client_deleted_comes_anew_with_the_next_words(stage: Stage) -> None:
    await stage.begin()
    stage.anna.delete(stage.anna.card.message_id)

    await stage.anna.send("Реклама и вывески")

    await stage.anna.card_shows("2 из 3")
    await stage.anna.tap("5")
    await stage.anna.card_shows("3 из 3")


async def test_a_card_deleted_right_after_a_tap_comes_anew_with_its_effect(stage: Stage) -> None:
    await stage.begin()
    gate = stage.telegram.faults.hold(method="editMessageText", chat_id=CLIENT)
    deleted = stage.anna.card.message_id
    await stage.anna.tap("Реклама и вывески", wait=False)
    await gate.reached()
    stage.anna.delete(deleted)
    gate.release()

    card = await stage.anna.card_shows("2 из 3")

    assert card.message_id > deleted
    await stage.anna.tap("5")
    assert (await stage.anna.card_shows("3 из 3")).message_id == card.message_id


@pytest.mark.parametrize("said", ["/start", "/help", "Реклама и вывески"])
async def test_who_deletes_the_whole_chat_gets_a_card_for_a_word(stage: Stage, said: str) -> None:
    await stage.begin()
    for message in stage.anna.messages:
        stage.anna.delete(message.message_id)

    await stage.anna.send(said, wait=False)

    await stage.anna.until(lambda: bool(cards(stage.anna)), what="There is no card.")
    assert "О компании" in stage.anna.card.text
    await settled(stage)
    assert len(cards(stage.anna)) == 1


@pytest.fixture
def webhook() -> dict[str, object]:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{probe.getsockname()[1]}"
    return {"webhook_url": f"http://{listen}", "webhook_listen": listen, "webhook_secret": "secret"}


async def test_a_whole_conversation_goes_by_webhook(lives: Lives, webhook: dict[str, object]) -> None:
    async with lives.life(**webhook) as stage:
        await stage.anna.open_link(await stage.invite())
        await accept_everything(stage.anna, until="Спасибо")
        await stage.maria.sees("Решено")
        assert "getUpdates" not in {call.method for call in stage.telegram.calls}


async def test_by_webhook_what_came_while_the_bot_was_down_is_handled(lives: Lives, webhook: dict[str, object]) -> None:
    async with lives.life(**webhook) as stage:
        await stage.begin()
        anna = stage.anna
    await anna.tap("Реклама и вывески", wait=False)
    async with lives.life(**webhook):
        await anna.card_shows("2 из 3")
        await anna.send("12", wait=False)
        await anna.card_shows("3 из 3")


async def test_a_conversation_goes_on_when_the_way_of_receiving_changes(
    lives: Lives, webhook: dict[str, object]
) -> None:
    async with lives.life(**webhook) as stage:
        await stage.begin()
        anna = stage.anna
    async with lives.life():
        await anna.tap("Реклама и вывески")
        await anna.card_shows("2 из 3")
    async with lives.life(**webhook):
        await anna.send("12", wait=False)
        await anna.card_shows("3 из 3")


async def test_nobody_but_telegram_is_heard_by_webhook(lives: Lives, webhook: dict[str, object]) -> None:
    forged = {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": CLIENT, "type": "private"}}}
    async with lives.life(**webhook) as stage, aiohttp.ClientSession() as session:
        await stage.telegram.until_online()
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "guess"}):
            async with session.post(f"{webhook['webhook_url']}/telegram", json=forged, headers=headers) as answer:
                assert answer.status == 403
        await stage.maria.send("/help")
        assert stage.anna.from_bot == []
