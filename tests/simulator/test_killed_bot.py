"""The bot is a process of its own, and may die at any moment."""

from __future__ import annotations

import asyncio
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.simulator import LocalTelegram

#: Answers every message with its text, from the standard library alone.
PARROT = """
import json, sys, urllib.request

def call(method, **params):
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{sys.argv[1]}/{method}", json.dumps(params).encode(), headers)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["result"]

offset = 0
while True:
    for update in call("getUpdates", offset=offset, timeout=30):
        message = update["message"]
        call("sendMessage", chat_id=message["chat"]["id"], text=message["text"])
        offset = update["update_id"] + 1
"""


@asynccontextmanager
async def parrot(telegram: LocalTelegram) -> AsyncIterator[None]:
    """A bot that is killed without warning at the end."""
    address = f"{telegram.url}/bot{telegram.token}"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", PARROT, address)
    try:
        yield
    finally:
        process.kill()
        await process.wait()


async def test_a_killed_bot_finds_its_updates_after_the_restart(telegram: LocalTelegram) -> None:
    anna = telegram.user(1, "Анна")
    async with parrot(telegram):
        await anna.send("Раз")
        assert anna.last.text == "Раз"
        await telegram.idle()
    await anna.send("Два", wait=False)
    async with parrot(telegram):
        await anna.sees("Два")
        await telegram.idle()
    assert [message.text for message in anna.from_bot] == ["Раз", "Два"]


async def test_an_answer_that_was_held_when_the_bot_died_is_repeated_by_the_next(telegram: LocalTelegram) -> None:
    anna = telegram.user(1, "Анна")
    gate = telegram.faults.hold_answer(method="sendMessage")
    async with parrot(telegram):
        await anna.send("Раз", wait=False)
        await gate.reached()
    async with parrot(telegram):
        await telegram.idle()
    assert [message.text for message in anna.from_bot] == ["Раз", "Раз"]
