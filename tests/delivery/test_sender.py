"""What is in the outbox goes out in order, and what is out is written down."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text as sql

from bot.app.messages import Button, Placement, Screen, SendDocument, SendReminder, ShowCard
from bot.app.ports import DocumentFormat
from bot.simulator.errors import BadRequestError
from bot.storage.errors import WriteRefusedError
from tests.delivery.post import card, events, store, text, texts
from tests.delivery.stored import outbox

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.simulator import LocalTelegram, User
    from bot.storage.database import Database
    from tests.delivery.post import Post
    from tests.fakes import FakeClock

ANNA, BORIS = 1, 2


async def test_messages_go_out_in_order_and_leave_the_outbox(anna: User, post: Post, database: Database) -> None:
    await post.put(text(ANNA, "а"), card(ANNA, "карточка"), text(ANNA, "б"))
    await post.put(text(ANNA, "в"))
    await post.sender.finish()
    assert texts(anna) == ["а", "карточка", "б", "в"]
    assert await outbox(database) == []


async def test_nobody_waits_for_somebody_else(anna: User, boris: User, post: Post, telegram: LocalTelegram) -> None:
    gate = telegram.faults.hold(chat_id=ANNA)
    await post.put(text(ANNA, "а"), text(BORIS, "б"), text(ANNA, "в"), text(BORIS, "г"))
    await boris.until(lambda: texts(boris) == ["б", "г"])
    assert texts(anna) == []
    gate.release()
    await post.sender.finish()
    assert texts(anna) == ["а", "в"]


async def test_a_newer_card_replaces_one_that_is_not_out(anna: User, post: Post, telegram: LocalTelegram) -> None:
    gate = telegram.faults.hold(chat_id=ANNA)
    await post.put(text(ANNA, "а"))
    await gate.reached()
    for words in ("первая", "вторая", "третья"):
        await post.put(card(ANNA, words))
    gate.release()
    await post.sender.finish()
    assert texts(anna) == ["а", "третья"]
    assert await outbox(post.batches.database) == []


async def test_a_card_is_changed_where_it_is(anna: User, post: Post) -> None:
    await post.put(card(ANNA, "первая"), text(ANNA, "а"))
    await anna.until(lambda: texts(anna) == ["первая", "а"])
    await post.put(card(ANNA, "вторая"))
    await post.sender.finish()
    assert texts(anna) == ["вторая", "а"]


@pytest.mark.parametrize(("recap", "left"), [("итог", ["итог", "вторая"]), (None, ["вторая"])])
async def test_when_a_card_comes_below_the_message_before_becomes_its_recap_or_goes(
    anna: User, post: Post, recap: str | None, left: list[str]
) -> None:
    await post.put(card(ANNA, "первая"))
    await anna.until(lambda: texts(anna) == ["первая"])
    await post.put(card(ANNA, "вторая", below=True, recap=recap))
    await post.sender.finish()
    assert texts(anna) == left
    assert await outbox(post.batches.database) == []


@pytest.mark.parametrize("why", ["message to edit not found", "message can't be edited"])
async def test_a_card_that_cannot_be_changed_comes_anew(
    anna: User, post: Post, telegram: LocalTelegram, why: str
) -> None:
    await post.put(card(ANNA, "первая"))
    await anna.until(lambda: texts(anna) == ["первая"])
    telegram.faults.refuse(BadRequestError(why), method="editMessageText")
    await post.put(card(ANNA, "вторая"))
    await anna.until(lambda: texts(anna) == ["первая", "вторая"])
    await post.put(card(ANNA, "третья"))
    await post.sender.finish()
    assert texts(anna) == ["первая", "третья"]


async def test_who_is_told_to_wait_waits_as_told_and_nobody_else_does(
    anna: User, boris: User, post: Post, telegram: LocalTelegram
) -> None:
    telegram.faults.retry_after(1, chat_id=ANNA)
    await post.put(text(ANNA, "а"), text(ANNA, "б"), text(BORIS, "в"), text(BORIS, "г"))
    await boris.until(lambda: texts(boris) == ["в", "г"])
    assert texts(anna) == []
    await post.sender.finish()
    assert texts(anna) == ["а", "б"]
    refused, accepted = telegram.calls.of(chat_id=ANNA)[:2]
    assert accepted.at - refused.at >= timedelta(seconds=1)
    assert await outbox(post.batches.database) == []


async def test_a_message_that_is_refused_for_good_holds_up_nothing(
    anna: User, post: Post, logs: Sequence[Mapping[str, object]]
) -> None:
    await post.put(text(ANNA, "<br>"), text(ANNA, "а"))
    await post.sender.finish()
    assert texts(anna) == ["а"]
    assert await outbox(post.batches.database) == []
    assert events(logs, "sender.rejected") == 1


async def test_who_blocked_the_bot_is_reported_and_gets_nothing_more(anna: User, boris: User, post: Post) -> None:
    anna.block()
    await post.put(text(ANNA, "а"), text(BORIS, "б"))
    await post.sender.finish()
    assert post.unsent.unreachable == [ANNA]
    assert (texts(anna), texts(boris)) == ([], ["б"])
    assert await outbox(post.batches.database) == []


async def test_a_file_that_cannot_be_made_is_reported_and_holds_up_nothing(anna: User, post: Post) -> None:
    await post.put(SendDocument(ANNA, "b1", DocumentFormat.PDF), text(ANNA, "а"))
    await post.sender.finish()
    assert post.unsent.without_file == [ANNA]
    assert texts(anna) == ["а"]
    assert await outbox(post.batches.database) == []


async def test_bulk_waits_for_its_rate_and_answers_pass_it(anna: User, post: Post, clock: FakeClock) -> None:
    await post.put(text(ANNA, "новость", bulk=True), text(ANNA, "ещё одна", bulk=True))
    await anna.until(lambda: texts(anna) == ["новость"])
    await post.put(text(ANNA, "ответ"))
    await anna.until(lambda: texts(anna) == ["новость", "ответ"])
    await post.put(text(ANNA, "ещё ответ"))
    await anna.until(lambda: texts(anna) == ["новость", "ответ", "ещё ответ"])
    clock.advance(seconds=1)
    await post.put(text(ANNA, "и ещё"))
    await anna.until(lambda: "ещё одна" in texts(anna))


async def test_a_card_is_found_where_an_earlier_process_left_it(anna: User, post: Post, next_post: Post) -> None:
    await post.put(card(ANNA, "первая"))
    await post.sender.finish()
    await next_post.put(card(ANNA, "вторая"))
    await next_post.sender.finish()
    assert texts(anna) == ["вторая"]


async def test_a_tap_tells_that_the_card_is_further_down(anna: User, post: Post) -> None:
    await post.put(card(ANNA, "первая"), text(ANNA, "копия"))
    await anna.until(lambda: texts(anna) == ["первая", "копия"])
    first, copy = (message.message_id for message in anna.from_bot)
    post.sender.places.card_seen(ANNA, copy)
    post.sender.places.card_seen(ANNA, first)
    await post.put(card(ANNA, "вторая"))
    await post.sender.finish()
    assert texts(anna) == ["первая", "вторая"]


async def test_what_is_out_but_cannot_be_written_down_ends_it(
    anna: User, post: Post, telegram: LocalTelegram, database: Database
) -> None:
    gate = telegram.faults.hold_answer(chat_id=ANNA)
    await post.put(text(ANNA, "а"))
    await gate.reached()
    async with database.transaction() as connection:
        await connection.execute(sql("DROP TABLE outbox"))
    gate.release()
    with pytest.raises(WriteRefusedError):
        await asyncio.wait_for(post.sender.run(), 5)
    assert texts(anna) == ["а"]


async def test_what_is_taken_over_goes_out_once_in_order_answers_first(anna: User, boris: User, post: Post) -> None:
    await store(post.batches, text(ANNA, "новость", bulk=True), text(ANNA, "а"), text(BORIS, "б"), text(ANNA, "в"))
    await post.sender.take_over()
    await post.put(text(ANNA, "г"))
    await anna.until(lambda: len(anna.from_bot) == 4)
    await post.sender.finish()
    assert texts(anna) == ["а", "в", "г", "новость"]
    assert texts(boris) == ["б"]
    assert await outbox(post.batches.database) == []


async def test_an_old_card_that_cannot_be_deleted_any_more_loses_its_buttons(
    anna: User, post: Post, telegram: LocalTelegram
) -> None:
    button = ((Button("Да", data="x"),),)
    await post.put(ShowCard(1, 1, Screen("старая", button)))
    await anna.sees("старая")
    telegram.world.now = lambda: datetime.now(UTC) + timedelta(days=3)
    await post.put(ShowCard(1, 2, Screen("новая", button), Placement.BELOW))
    await anna.until(lambda: [message.labels for message in anna.from_bot] == [(), ("Да",)])
    await post.sender.finish()
    assert await outbox(post.batches.database) == []


async def test_a_reminder_takes_the_buttons_from_the_one_before_and_is_not_sent_too_late(
    anna: User, post: Post, clock: FakeClock
) -> None:
    button = ((Button("Да", data="x"),),)
    await post.put(card(1, "карточка"))
    await post.put(SendReminder(1, Screen("первое", button), clock.now() + timedelta(hours=1)))
    await anna.sees("первое")
    clock.advance(minutes=10)
    await post.put(SendReminder(1, Screen("второе", button), clock.now() + timedelta(hours=1)))
    await anna.until(lambda: [message.labels for message in anna.from_bot] == [(), (), ("Да",)])
    clock.advance(minutes=10)
    await post.put(SendReminder(1, Screen("третье", button), clock.now()), text(1, "последнее", bulk=False))
    await anna.sees("последнее")
    clock.advance(minutes=10)
    await post.put(text(1, "четвёртое", bulk=True))
    await anna.sees("четвёртое")
    assert texts(anna) == ["карточка", "первое", "второе", "последнее", "четвёртое"]
