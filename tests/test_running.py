"""``run`` and ``demo`` as processes: how they start, serve, and end."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import socket
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.simulator import LocalTelegram
from bot.simulator.errors import BadRequestError, UnauthorizedError
from tests.processes import Ended, Place

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

MANAGER = 1001


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    async with LocalTelegram(timeout=20, settle=0.3) as telegram:
        yield telegram


@pytest.fixture
def taken() -> Iterator[int]:
    """A port where somebody else listens."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield int(listening.getsockname()[1])


def settings(telegram: LocalTelegram, **others: str) -> dict[str, str]:
    known = {"BOT_TOKEN": telegram.token, "BOT_ADMINS": str(MANAGER), "TELEGRAM_API_URL": telegram.url}
    return known | others


def one_line(ended: Ended) -> str:
    assert ended.code == 1
    (line,) = ended.err.splitlines()
    return line


def test_without_a_token_one_line_says_where_to_get_one(place: Place) -> None:
    ended = place.bot("run", BOT_ADMINS=str(MANAGER))
    assert one_line(ended) == "BOT_TOKEN is missing: get one from @BotFather and put it into .env (see .env.example)"
    assert ended.out == ""
    assert not place.database.exists()


async def test_a_token_that_telegram_does_not_know_ends_it_with_one_line(place: Place, telegram: LocalTelegram) -> None:
    async with place.started("run", **settings(telegram, BOT_TOKEN="42:geheim")) as bot:
        ended = await bot.end()
    assert "check BOT_TOKEN" in one_line(ended)
    assert "geheim" not in ended.out + ended.err


async def test_a_token_that_is_taken_back_ends_it_with_one_line(place: Place, telegram: LocalTelegram) -> None:
    async with place.started("run", **settings(telegram)) as bot:
        await telegram.until_online()
        telegram.faults.refuse(UnauthorizedError(), method="getUpdates")
        await telegram.user(MANAGER).send("/start", wait=False)
        ended = await bot.end()
    assert "check BOT_TOKEN" in one_line(ended)


async def test_it_answers_and_comes_to_a_good_end_when_told(place: Place, telegram: LocalTelegram) -> None:
    async with place.started("run", **settings(telegram)) as bot:
        await telegram.until_online()
        maria = telegram.user(MANAGER, "Мария")
        await maria.send("/start")
        assert "/new" in maria.last.text
        assert (await asyncio.to_thread(place.bot, "health")).out == "alive\n"
        bot.signal(signal.SIGTERM)
        ended = await bot.end()
    assert (ended.code, ended.err) == (0, "")
    assert "delivery.stopped" in ended.out.splitlines()[-1]
    assert "\x1b" not in ended.out, "colours where there is no terminal"


async def test_what_was_taken_before_the_end_is_answered_before_the_end(place: Place, telegram: LocalTelegram) -> None:
    async with place.started("run", **settings(telegram)) as bot:
        await telegram.until_online()
        gate = telegram.faults.hold(method="sendMessage")
        maria = telegram.user(MANAGER, "Мария")
        await maria.send("/start", wait=False)
        await gate.reached(20)
        bot.signal(signal.SIGTERM)
        gate.release()
        ended = await bot.end()
    assert (ended.code, ended.err) == (0, "")
    assert "/new" in maria.last.text


async def test_it_ends_also_while_telegram_is_out_of_reach(place: Place, telegram: LocalTelegram) -> None:
    await telegram.stop()
    async with place.started("run", **settings(telegram)) as bot:
        await bot.says("telegram.not_reached")
        bot.signal(signal.SIGTERM)
        ended = await bot.end()
    assert (ended.code, ended.err) == (0, "")


async def test_it_waits_for_telegram(place: Place, telegram: LocalTelegram) -> None:
    await telegram.stop()
    async with place.started("run", **settings(telegram)) as bot:
        await bot.says("telegram.not_reached")
        await telegram.start()
        await telegram.until_online()


async def test_the_log_is_json_when_asked_and_never_holds_token_or_answers(
    place: Place, telegram: LocalTelegram
) -> None:
    async with place.started("run", **settings(telegram, LOG_FORMAT="json")) as bot:
        await telegram.until_online()
        maria = telegram.user(MANAGER, "Мария")
        await maria.send("/new")
        await maria.send("ООО «Ромашка»")
        bot.signal(signal.SIGINT)
        ended = await bot.end()
    assert (ended.code, ended.err) == (0, "")
    events = [json.loads(line) for line in ended.out.splitlines()]
    assert [event["event"] for event in events] == ["bot.ready", "delivery.stopped"]
    assert {"level", "timestamp"} <= events[0].keys()
    assert telegram.token not in ended.out
    assert "Ромашка" not in ended.out


async def test_by_webhook_it_tells_telegram_where_and_ends_as_well(place: Place, telegram: LocalTelegram) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{probe.getsockname()[1]}"
    hook = {"WEBHOOK_URL": f"http://{listen}", "WEBHOOK_LISTEN": listen, "WEBHOOK_SECRET": "geheim"}
    async with place.started("run", **settings(telegram, **hook)) as bot:
        await telegram.until_online()
        maria = telegram.user(MANAGER, "Мария")
        await maria.send("/start")
        assert "/new" in maria.last.text
        bot.signal(signal.SIGTERM)
        ended = await bot.end()
    assert (ended.code, ended.err) == (0, "")
    assert "geheim" not in ended.out


async def test_a_webhook_that_telegram_refuses_is_one_line(place: Place, telegram: LocalTelegram) -> None:
    telegram.faults.refuse(BadRequestError("bad webhook: Failed to resolve host"), method="setWebhook")
    hook = {"WEBHOOK_URL": "https://bot.exmaple.com", "WEBHOOK_LISTEN": "127.0.0.1:0", "WEBHOOK_SECRET": "geheim"}
    async with place.started("run", **settings(telegram, **hook)) as bot:
        ended = await bot.end()
    line = one_line(ended)
    assert line.startswith("WEBHOOK_URL is wrong: Telegram refuses https://bot.exmaple.com (")
    assert "Failed to resolve host" in line
    assert "geheim" not in ended.out + ended.err


async def test_a_database_that_takes_no_more_ends_it_with_one_line_without_what_was_said(
    place: Place, telegram: LocalTelegram
) -> None:
    async with place.started("run", **settings(telegram)) as bot:
        await telegram.until_online()
        with closing(sqlite3.connect(place.database)) as spoiling:
            spoiling.execute("ALTER TABLE inbox RENAME TO elsewhere")
        await telegram.user(MANAGER, "Мария").send("наш оборот 12 миллионов", wait=False)
        ended = await bot.end()
    assert one_line(ended).startswith("The database takes no more (no such table: inbox)")
    assert "оборот" not in ended.out + ended.err


async def test_a_webhook_port_that_is_taken_is_one_line(place: Place, telegram: LocalTelegram, taken: int) -> None:
    hook = {
        "WEBHOOK_URL": "https://bot.example.com",
        "WEBHOOK_LISTEN": f"127.0.0.1:{taken}",
        "WEBHOOK_SECRET": "geheim",
    }
    async with place.started("run", **settings(telegram, **hook)) as bot:
        ended = await bot.end()
    assert one_line(ended).startswith(f"WEBHOOK_LISTEN is wrong: the bot cannot listen at 127.0.0.1:{taken}")


def test_a_demo_port_that_is_taken_is_one_line(place: Place, taken: int) -> None:
    line = one_line(place.bot("demo", "--port", str(taken)))
    assert line == f"Port {taken} is not free: python -m bot demo --port {taken + 1}"


async def test_the_demo_says_its_address_and_leaves_nothing_behind(place: Place) -> None:
    async with place.started("demo", "--port", "0", TMPDIR=str(place.folder)) as demo:
        line = await demo.says("Open ")
        assert re.fullmatch(r"Open http://127\.0\.0\.1:\d+ in a browser\. Stop with Ctrl\+C\.\n", line)
        demo.signal(signal.SIGINT)
        ended = await demo.end()
    assert (ended.code, ended.err) == (0, "")
    assert [path.name for path in place.folder.iterdir()] == ["templates"]
