"""Misfortunes on demand."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientConnectionError, ContentTypeError

from bot.simulator.errors import ForbiddenError

if TYPE_CHECKING:
    from bot.simulator import LocalTelegram, User
    from tests.simulator.raw_bot import RawBot


@pytest.fixture
async def anna(telegram: LocalTelegram) -> User:
    user = telegram.user(1, "Анна")
    await user.send("/start", wait=False)
    return user


async def test_the_next_calls_are_told_to_wait(bot: RawBot, anna: User, telegram: LocalTelegram) -> None:
    telegram.faults.retry_after(7, times=2)
    for _ in range(2):
        answer = await bot.answer("sendMessage", chat_id=1, text="а")
        assert answer.status == 429
        assert answer.body == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 7",
            "parameters": {"retry_after": 7},
        }
        assert answer.headers["Retry-After"] == "7"
    await bot.send(1, "б")
    assert [message.text for message in anna.from_bot] == ["б"]


async def test_a_fault_may_be_meant_for_a_method_and_a_chat(bot: RawBot, anna: User, telegram: LocalTelegram) -> None:
    telegram.faults.server_error(method="editMessageText")
    telegram.faults.refuse(ForbiddenError("bot was blocked by the user"), chat_id=2)
    sent = await bot.send(1, "а")
    where = {"chat_id": 1, "message_id": sent["message_id"]}
    assert await bot.refusal("editMessageText", **where, text="б") == "Internal Server Error: restart"
    await bot("editMessageText", **where, text="б")
    assert await bot.refusal("sendMessage", chat_id=2, text="а") == "Forbidden: bot was blocked by the user"
    assert anna.last.text == "б"


async def test_polling_meets_only_faults_that_name_it(bot: RawBot, telegram: LocalTelegram) -> None:
    telegram.faults.server_error()
    assert await bot.updates() == []
    telegram.faults.server_error(method="getUpdates")
    assert await bot.refusal("getUpdates") == "Internal Server Error: restart"
    assert len(telegram.faults) == 1


async def test_a_connection_cut_before_leaves_no_trace(bot: RawBot, anna: User, telegram: LocalTelegram) -> None:
    telegram.faults.drop_before(method="sendMessage")
    with pytest.raises(ClientConnectionError):
        await bot.send(1, "а")
    assert anna.from_bot == []
    call = telegram.calls.of("sendMessage")[0]
    assert (call.took_effect, call.answered) == (False, False)


async def test_a_connection_cut_after_leaves_the_message(bot: RawBot, anna: User, telegram: LocalTelegram) -> None:
    telegram.faults.drop_after()
    with pytest.raises(ClientConnectionError):
        await bot.send(1, "а")
    assert anna.last.text == "а"
    call = telegram.calls.of(chat_id=1)[0]
    assert (call.took_effect, call.answered) == (True, False)


async def test_an_answer_may_be_unreadable(bot: RawBot, anna: User, telegram: LocalTelegram) -> None:
    telegram.faults.garble()
    with pytest.raises(ContentTypeError):
        await bot.send(1, "а")
    assert anna.last.text == "а"


async def test_a_held_call_takes_effect_when_released(bot: RawBot, anna: User, telegram: LocalTelegram) -> None:
    gate = telegram.faults.hold(method="sendMessage")
    call = asyncio.create_task(bot.send(1, "а"))
    await gate.reached()
    assert anna.from_bot == []
    gate.release()
    await call
    assert anna.last.text == "а"


async def test_a_bot_that_dies_at_the_gate_leaves_no_trace(bot: RawBot, anna: User, telegram: LocalTelegram) -> None:
    gate = telegram.faults.hold(method="sendMessage")
    call = asyncio.create_task(bot.send(1, "а"))
    await gate.reached()
    call.cancel()
    await asyncio.gather(call, return_exceptions=True)
    await anna.until(lambda: bool(telegram.calls.of("sendMessage")))
    gate.release()
    await bot.send(1, "б")
    assert telegram.calls.of("sendMessage")[0].error == "the bot hung up"
    assert [message.text for message in anna.from_bot] == ["б"]


async def test_a_delayed_call_waits(bot: RawBot, anna: User, telegram: LocalTelegram) -> None:
    telegram.faults.delay(30)
    call = asyncio.create_task(bot.send(1, "а"))
    await bot.updates()
    done, _ = await asyncio.wait([call], timeout=0.05)
    assert not done
    assert anna.from_bot == []
    call.cancel()
    await asyncio.gather(call, return_exceptions=True)


async def test_faults_can_be_forgotten(bot: RawBot, anna: User, telegram: LocalTelegram) -> None:
    telegram.faults.server_error(times=5)
    gate = telegram.faults.hold()
    telegram.faults.clear()
    await gate.pass_through()
    await bot.send(1, "а")
    assert anna.last.text == "а"


async def test_the_log_tells_what_was_called_and_how_it_ended(bot: RawBot, anna: User, telegram: LocalTelegram) -> None:
    await bot.send(1, "а")
    await bot.refusal("sendMessage", chat_id=1, text="")
    sent, refused = telegram.calls.of("sendMessage", chat_id=anna.id)
    assert (sent.ok, sent.params["text"]) == (True, "а")
    assert (refused.ok, refused.error) == (False, "Bad Request: message text is empty")
    assert telegram.calls.of("getMe") == []


async def test_a_bot_that_dies_before_the_answer_has_sent_its_message(
    bot: RawBot, anna: User, telegram: LocalTelegram
) -> None:
    gate = telegram.faults.hold_answer(method="sendMessage")
    call = asyncio.create_task(bot.send(1, "а"))
    await gate.reached()
    assert anna.last.text == "а"
    call.cancel()
    await asyncio.gather(call, return_exceptions=True)
    await anna.until(lambda: bool(telegram.calls.of("sendMessage")))
    (logged,) = telegram.calls.of("sendMessage")
    assert (logged.took_effect, logged.answered) == (True, False)
    gate.release()


async def test_telegram_may_be_down_and_come_back_with_everything_in_place(
    bot: RawBot, anna: User, telegram: LocalTelegram
) -> None:
    await telegram.stop()
    await anna.send("Есть кто?", wait=False)
    with pytest.raises(ClientConnectionError):
        await bot.send(1, "а")
    await telegram.start()
    assert [update.inner("message")["text"] for update in await bot.updates()] == ["/start", "Есть кто?"]
    await bot.send(1, "б")
    assert anna.last.text == "б"
