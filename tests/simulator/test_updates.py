"""getUpdates: order, confirmation, ages, conflicts, and what a bot is not told."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.simulator import LocalTelegram, User
    from tests.simulator.conftest import Clock
    from tests.simulator.raw_bot import RawBot, Shown


@pytest.fixture
def anna(telegram: LocalTelegram) -> User:
    return telegram.user(1, "Анна")


def texts(updates: list[Shown]) -> list[str]:
    return [update.inner("message").text("text") for update in updates]


async def say(user: User, *words: str) -> None:
    for word in words:
        await user.send(word, wait=False)


async def test_updates_come_in_order_until_an_offset_confirms_them(bot: RawBot, anna: User) -> None:
    await say(anna, "а", "б", "в")
    first = await bot.updates(limit=2)
    assert texts(first) == ["а", "б"]
    assert texts(await bot.updates()) == ["а", "б", "в"]
    assert texts(await bot.updates(offset=first[-1].number("update_id") + 1)) == ["в"]
    assert texts(await bot.updates()) == ["в"]


async def test_a_negative_offset_keeps_the_last_ones(bot: RawBot, anna: User) -> None:
    await say(anna, "а", "б", "в")
    assert texts(await bot.updates(offset=-2)) == ["б", "в"]
    assert texts(await bot.updates(offset=-9)) == ["б", "в"]


async def test_a_long_poll_returns_when_something_comes(bot: RawBot, anna: User, telegram: LocalTelegram) -> None:
    poll = asyncio.create_task(bot.updates(timeout=30))
    await telegram.until_online()
    await say(anna, "а")
    assert texts(await poll) == ["а"]


async def test_a_poll_that_waits_gives_way_to_a_newer_one(bot: RawBot, anna: User, telegram: LocalTelegram) -> None:
    older = asyncio.create_task(bot.refusal("getUpdates", timeout=30))
    await telegram.until_online()
    newer = asyncio.create_task(bot.updates(timeout=30))
    assert await older == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    await say(anna, "а")
    assert texts(await newer) == ["а"]


async def test_a_webhook_excludes_polling(bot: RawBot) -> None:
    await bot.result("setWebhook", url="http://127.0.0.1:1/")
    assert await bot.refusal("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    await bot.result("deleteWebhook")
    assert await bot.updates() == []


async def test_taps_vanish_after_150_seconds_and_messages_after_a_day(bot: RawBot, anna: User, clock: Clock) -> None:
    await say(anna, "а")
    await anna.tap_data(1, "x", wait=False)
    clock.advance(seconds=149)
    assert len(await bot.updates()) == 2
    clock.advance(seconds=1)
    assert texts(await bot.updates()) == ["а"]
    clock.advance(hours=24)
    assert await bot.updates() == []


async def test_only_wanted_kinds_are_queued_from_then_on(bot: RawBot, anna: User) -> None:
    await bot.updates(allowed_updates=["callback_query"])
    await say(anna, "а")
    await anna.tap_data(1, "x", wait=False)
    assert [set(update) for update in await bot.updates()] == [{"update_id", "callback_query"}]
    await bot.updates(allowed_updates=[])
    await say(anna, "б")
    assert len(await bot.updates()) == 2


async def test_edits_and_blocks_are_told(bot: RawBot, anna: User) -> None:
    message = await anna.send("а", wait=False)
    await anna.edit(message.message_id, "б", wait=False)
    anna.block()
    anna.block()
    anna.unblock()
    _, edit, block, unblock = await bot.updates()
    assert edit.inner("edited_message")["text"] == "б"
    assert block.inner("my_chat_member").inner("new_chat_member")["status"] == "kicked"
    assert unblock.inner("my_chat_member").inner("new_chat_member")["status"] == "member"


async def test_the_bot_counts_as_online_while_it_polls(bot: RawBot, telegram: LocalTelegram) -> None:
    assert not telegram.online
    await bot.updates()
    assert telegram.online


async def test_a_wrong_token_or_method_is_refused(bot: RawBot, telegram: LocalTelegram) -> None:
    assert await bot.refusal("sendFlowers") == "Not Found: method not found"
    bot.base = f"{telegram.url}/bot1:other"
    assert await bot.refusal("getMe") == "Unauthorized"
    bot.base = f"{telegram.url}/botnothing"
    assert await bot.refusal("getMe") == "Unauthorized: invalid token specified"


async def test_a_body_that_is_no_json_object_is_refused(bot: RawBot) -> None:
    for body in (b"{", b"[1]"):
        headers = {"Content-Type": "application/json"}
        async with bot.session.post(f"{bot.base}/getMe", data=body, headers=headers) as response:
            assert (response.status, (await response.json())["description"]) == (
                400,
                "Bad Request: can't parse JSON object",
            )
