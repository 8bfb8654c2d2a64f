"""A stop lets go out what a person waits for; the next start goes on with the rest."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.storage.database import open_database
from tests.databases import holding
from tests.delivery.post import Post, card, text, texts
from tests.delivery.stored import outbox
from tests.storage.making import batches_on

if TYPE_CHECKING:
    from bot.delivery.telegram import Telegram
    from bot.simulator import LocalTelegram, User
    from tests.databases import SqliteFiles
    from tests.fakes import FakeClock

ANNA = 1


async def test_a_stop_waits_for_what_a_person_waits_for(anna: User, post: Post, telegram: LocalTelegram) -> None:
    gate = telegram.faults.hold(chat_id=ANNA)
    await post.put(text(ANNA, "а"), text(ANNA, "б"))
    await gate.reached()
    stopping = asyncio.create_task(post.sender.finish())
    gate.release()
    await stopping
    assert texts(anna) == ["а", "б"]
    assert await outbox(post.batches.database) == []


async def test_a_stop_leaves_bulk_to_the_next_start(anna: User, post: Post, next_post: Post) -> None:
    await post.put(text(ANNA, "новость", bulk=True), text(ANNA, "ещё одна", bulk=True))
    await anna.until(lambda: texts(anna) == ["новость"])
    await post.put(text(ANNA, "ответ"))
    await post.sender.finish()
    assert texts(anna) == ["новость", "ответ"]
    assert await outbox(post.batches.database) == ["ещё одна"]

    await next_post.sender.take_over()
    await anna.until(lambda: texts(anna) == ["новость", "ответ", "ещё одна"])


async def test_a_stop_lets_bulk_on_its_way_come_to_its_end(anna: User, post: Post, telegram: LocalTelegram) -> None:
    gate = telegram.faults.hold(chat_id=ANNA)
    await post.put(text(ANNA, "новость", bulk=True), text(ANNA, "ещё одна", bulk=True))
    await gate.reached()
    stopping = asyncio.create_task(post.sender.finish())
    gate.release()
    await stopping
    assert texts(anna) == ["новость"]
    assert await outbox(post.batches.database) == ["ещё одна"]


async def test_what_is_out_is_written_down_even_if_the_rest_is_broken_off(
    anna: User, api: Telegram, sqlite: SqliteFiles, clock: FakeClock, telegram: LocalTelegram
) -> None:
    url = sqlite.migrated()
    async with open_database(url) as database:
        post = Post(api, await batches_on(database, clock))
        await post.put(card(ANNA, "первая"))
        await anna.until(lambda: texts(anna) == ["первая"])
        gate = telegram.faults.hold_answer(chat_id=ANNA)
        await post.put(text(ANNA, "а"), card(ANNA, "вторая"))
        await gate.reached()
        async with holding(database):
            gate.release()
            # The card goes behind the message, and needs nothing of the database, which is busy.
            await anna.until(lambda: texts(anna) == ["вторая", "а"])
        await post.sender.abandon()
    async with open_database(url) as database:
        assert "а" not in await outbox(database)
