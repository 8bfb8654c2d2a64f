"""Updates that are polled for are stored before Telegram hears that they arrived."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy import text as sql

from bot.delivery.receiver import Receiver
from bot.delivery.telegram import Telegram, WrongTokenError
from bot.simulator.errors import ConflictError, UnauthorizedError
from bot.storage.errors import WriteRefusedError
from tests.delivery.stored import inbox, said

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from bot.delivery.failpoints import Failpoints
    from bot.simulator import LocalTelegram, User
    from bot.storage.batches import Batches
    from bot.storage.database import Database


@dataclass
class Life:
    """One process that polls; ``woken`` is set when it tells the worker of something new."""

    batches: Batches
    failpoints: Failpoints
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    def receiver(self, api: Telegram) -> Receiver:
        return Receiver(api, self.batches.database, self.batches.clock, self.woken.set, self.failpoints)


@pytest.fixture
def life(batches: Batches, failpoints: Failpoints) -> Life:
    return Life(batches, failpoints)


@pytest.fixture
def receiver(life: Life, api: Telegram) -> Receiver:
    return life.receiver(api)


@asynccontextmanager
async def polling(receiver: Receiver) -> AsyncIterator[None]:
    task = asyncio.create_task(receiver.run())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def texts(database: Database) -> list[str]:
    return [row.payload.split('"text":"')[1].split('"')[0] for row in await inbox(database)]


async def test_what_is_received_is_stored_and_the_worker_is_woken(
    anna: User, boris: User, receiver: Receiver, life: Life, database: Database
) -> None:
    await anna.send("а", wait=False)
    await boris.send("б", wait=False)
    await receiver.poll()
    assert await texts(database) == ["/start", "/start", "а", "б"]
    assert life.woken.is_set()


async def test_of_the_message_under_a_tapped_button_only_its_place_is_stored(
    anna: User, api: Telegram, receiver: Receiver, database: Database
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]}
    await api.call("sendMessage", {"chat_id": anna.id, "text": "Нужна?", "reply_markup": keyboard})
    await anna.tap("Да", wait=False)

    await receiver.poll()

    query = json.loads((await inbox(database))[-1].payload)["callback_query"]
    assert query["data"] == "yes"
    assert query["message"].keys() == {"message_id", "date", "chat"}


async def test_only_the_next_request_confirms_what_is_stored_by_then(
    anna: User, receiver: Receiver, telegram: LocalTelegram
) -> None:
    unconfirmed = telegram.world.updates
    await receiver.poll()
    assert len(unconfirmed) == 1
    await anna.send("а", wait=False)
    await receiver.poll()
    assert len(unconfirmed) == 1


async def test_what_cannot_be_stored_is_never_confirmed(
    anna: User, receiver: Receiver, life: Life, telegram: LocalTelegram, database: Database
) -> None:
    await anna.send("а", wait=False)
    async with database.transaction() as connection:
        await connection.execute(sql("ALTER TABLE inbox RENAME TO elsewhere"))
    with pytest.raises(WriteRefusedError):
        await asyncio.wait_for(receiver.run(), 5)
    assert len(telegram.world.updates) == 2
    assert not life.woken.is_set()


async def test_what_comes_again_after_a_start_is_stored_once(
    anna: User, receiver: Receiver, life: Life, api: Telegram, database: Database
) -> None:
    await receiver.poll()
    await anna.send("а", wait=False)
    await life.receiver(api).poll()
    assert await texts(database) == ["/start", "а"]


async def test_a_conflict_is_logged_with_what_to_do_and_outlived(
    anna: User, receiver: Receiver, life: Life, telegram: LocalTelegram, logs: Sequence[Mapping[str, object]]
) -> None:
    other = ConflictError("terminated by other getUpdates request; make sure that only one bot instance is running")
    telegram.faults.refuse(other, method="getUpdates", times=2)
    async with polling(receiver):
        await asyncio.wait_for(life.woken.wait(), 5)
    hints = [entry["hint"] for entry in logs if entry["event"] == "receiver.conflict"]
    assert hints == ["another process receives this bot's updates: stop it"] * 2
    assert [message.text for message in anna.messages] == await texts(life.batches.database)


async def test_who_is_told_to_wait_polls_no_sooner(
    anna: User, receiver: Receiver, life: Life, telegram: LocalTelegram
) -> None:
    telegram.faults.retry_after(1, method="getUpdates")
    begin = monotonic()
    async with polling(receiver):
        await asyncio.wait_for(life.woken.wait(), 5)
    assert monotonic() - begin >= 1
    assert [message.text for message in anna.messages] == await texts(life.batches.database)


async def test_a_token_that_telegram_does_not_know_ends_it(receiver: Receiver, telegram: LocalTelegram) -> None:
    telegram.faults.refuse(UnauthorizedError(), method="getUpdates")
    with pytest.raises(WrongTokenError, match="check BOT_TOKEN"):
        await asyncio.wait_for(receiver.run(), 5)


@dataclass
class OddTelegram:
    """Answers polls with what it was given."""

    results: list[object]
    offsets: list[object] = field(default_factory=list)

    async def get_updates(self, request: web.Request) -> web.Response:
        self.offsets.append((await request.json()).get("offset"))
        return web.json_response({"ok": True, "result": self.results.pop(0)})

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[Telegram]:
        app = web.Application()
        app.router.add_post("/bot1:token/getUpdates", self.get_updates)
        async with TestServer(app) as server:
            api = Telegram(str(server.make_url("/")), "1:token")
            yield api
            await api.close()


async def test_what_is_no_update_is_left_out_and_the_others_are_stored_and_confirmed(
    life: Life, logs: Sequence[Mapping[str, object]]
) -> None:
    odd = OddTelegram([[said(5, 1, "а"), "garbage", None, {"message": {}}, {"update_id": "6"}, said(7, 1, "б")], []])
    async with odd.connected() as api:
        receiver = life.receiver(api)
        await receiver.poll()
        await receiver.poll()
    assert await texts(life.batches.database) == ["а", "б"]
    assert odd.offsets == [None, 8]
    assert [entry["count"] for entry in logs if entry["event"] == "receiver.not_an_update"] == [4]


async def test_an_update_that_makes_no_sense_is_kept_for_the_worker_to_set_aside(life: Life) -> None:
    odd = OddTelegram([[{"update_id": 5, "message": "garbage"}, {"update_id": 6}, said(7, 1, "а")]])
    async with odd.connected() as api:
        await life.receiver(api).poll()
    assert [row.update_id for row in await inbox(life.batches.database)] == [5, 6, 7]


async def test_an_answer_that_is_no_list_has_no_effect(life: Life) -> None:
    odd = OddTelegram([None, {"update_id": 5}, "garbage"])
    async with odd.connected() as api:
        receiver = life.receiver(api)
        for _ in range(3):
            await receiver.poll()
    assert await inbox(life.batches.database) == []
    assert odd.offsets == [None] * 3
    assert not life.woken.is_set()
