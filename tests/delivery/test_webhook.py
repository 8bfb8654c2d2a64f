"""What Telegram posts is stored before it is answered; what anybody else posts has no effect."""

from __future__ import annotations

import asyncio
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import text as sql

from bot.delivery.webhook import PATH, WebhookServer
from tests.delivery.post import events
from tests.delivery.stored import inbox, said

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from aiohttp import web

    from bot.delivery.failpoints import Failpoints
    from bot.storage.batches import Batches
    from bot.storage.database import Database

SECRET = "s3cret"
ANNA = 1


@dataclass
class Hook:
    """The webhook, and how often it woke the worker."""

    database: Database
    client: TestClient[web.Request, web.Application]
    woken: list[int]

    async def post(self, update: Mapping[str, object]) -> int:
        """The status of the answer to Telegram."""
        return await self.post_bytes(json.dumps(update).encode())

    async def post_bytes(self, body: bytes) -> int:
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        async with self.client.post(PATH, data=io.BytesIO(body), headers=headers) as answer:
            return answer.status

    async def stored(self) -> list[int]:
        return [row.update_id for row in await inbox(self.database)]


@pytest.fixture
async def hook(batches: Batches, failpoints: Failpoints) -> AsyncIterator[Hook]:
    woken: list[int] = []
    server = WebhookServer(batches.database, batches.clock, SECRET, lambda: woken.append(1), failpoints)
    async with TestClient(TestServer(server.application())) as client:
        yield Hook(batches.database, client, woken)


async def test_an_update_is_stored_and_the_worker_is_woken(hook: Hook) -> None:
    assert await hook.post(said(7, ANNA, "а")) == 200
    assert await hook.stored() == [7]
    assert hook.woken


async def test_there_is_no_answer_before_the_commit(hook: Hook) -> None:
    async with hook.database.transaction():
        posting = asyncio.create_task(hook.post(said(7, ANNA, "а")))
        done, _ = await asyncio.wait([posting], timeout=0.05)
        assert not done
        assert not hook.woken
    assert await posting == 200
    assert await hook.stored() == [7]


async def test_what_could_not_be_stored_is_not_taken_and_telegram_may_repeat_it(hook: Hook) -> None:
    async with hook.database.transaction() as connection:
        await connection.execute(sql("ALTER TABLE inbox RENAME TO elsewhere"))
    assert await hook.post(said(7, ANNA, "а")) == 503
    assert not hook.woken
    async with hook.database.transaction() as connection:
        await connection.execute(sql("ALTER TABLE elsewhere RENAME TO inbox"))
    assert await hook.post(said(7, ANNA, "а")) == 200
    assert await hook.stored() == [7]


async def test_a_full_disk_loses_nothing_and_the_log_says_so_without_the_words(
    hook: Hook, logs: Sequence[Mapping[str, object]]
) -> None:
    async with hook.database.transaction() as connection:
        pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar_one()
        await connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    assert await hook.post(said(7, ANNA, "оборот" * 2000)) == 503
    (line,) = [str(event) for event in logs if event["event"] == "webhook.not_stored"]
    assert "disk is full" in line
    assert "оборот" not in line
    async with hook.database.transaction() as connection:
        await connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 100}")
    assert await hook.post(said(7, ANNA, "оборот" * 2000)) == 200
    assert await hook.stored() == [7]


async def test_updates_that_come_together_are_all_stored(hook: Hook) -> None:
    async with hook.database.transaction():
        posting = [asyncio.create_task(hook.post(said(number, ANNA, "а"))) for number in range(1, 21)]
    assert await asyncio.gather(*posting) == [200] * 20
    assert sorted(await hook.stored()) == list(range(1, 21))


async def test_an_update_that_telegram_repeats_is_stored_once(hook: Hook) -> None:
    assert [await hook.post(said(7, ANNA, "а")) for _ in range(2)] == [200, 200]
    assert await hook.stored() == [7]


@pytest.mark.parametrize("secret", [b"", b"guess", b"s3cre", b"s3crets", b"S3CRET", "сёкрет".encode(), b"\xff\xfe"])
async def test_a_wrong_secret_is_refused_with_no_effect(hook: Hook, secret: bytes) -> None:
    body = b'{"update_id": 7}'
    lines = [
        b"POST /telegram HTTP/1.1",
        b"Host: bot",
        b"X-Telegram-Bot-Api-Secret-Token: " + secret,
        b"Content-Length: %d" % len(body),
    ]
    assert await answer_to(hook, b"\r\n".join(lines) + b"\r\n\r\n" + body) == 403
    assert await hook.stored() == []
    assert not hook.woken


async def answer_to(hook: Hook, request: bytes) -> int:
    """The status of the answer to a request that is written byte for byte."""
    reader, writer = await asyncio.open_connection("127.0.0.1", hook.client.port)
    writer.write(request)
    status = (await asyncio.wait_for(reader.readline(), 5)).split()[1]
    writer.close()
    await writer.wait_closed()
    return int(status)


async def test_no_secret_at_all_is_a_wrong_one(hook: Hook) -> None:
    async with hook.client.post(PATH, json=said(7, ANNA, "а")) as answer:
        assert answer.status == 403
    assert await hook.stored() == []


GARBAGE = {
    "nothing": b"",
    "no json": b"update_id=7",
    "half a json": b'{"update_id": 7',
    "no text": b"\xff\xfe\x00",
    "a list": b'[{"update_id": 7}]',
    "null": b"null",
    "no id": b'{"message": {}}',
    "a wrong id": b'{"update_id": "7"}',
    "bottomless": b"[" * 100_000,
}


@pytest.mark.parametrize("body", GARBAGE.values(), ids=GARBAGE)
async def test_garbage_has_no_effect_and_is_not_asked_for_again(
    hook: Hook, body: bytes, logs: Sequence[Mapping[str, object]]
) -> None:
    assert await hook.post_bytes(body) == 200
    assert await hook.stored() == []
    assert not hook.woken
    assert events(logs, "webhook.unreadable") + events(logs, "receiver.not_an_update") == 1


async def test_a_body_that_is_too_large_is_refused_with_no_effect(hook: Hook) -> None:
    assert await hook.post(said(7, ANNA, "а" * 2**20)) == 413
    assert await hook.stored() == []
    assert await hook.post(said(8, ANNA, "а" * 4096)) == 200


async def test_it_says_that_it_is_there(hook: Hook) -> None:
    async with hook.client.get("/healthz") as answer:
        assert (answer.status, await answer.text()) == (200, "ok")
