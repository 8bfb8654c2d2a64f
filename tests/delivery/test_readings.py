"""A reading goes out in the form that the server takes: all of it, once, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator.errors import BadRequestError
from tests.delivery.post import Post, events, reading, store, text, texts
from tests.delivery.stored import outbox

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.delivery.telegram import Telegram
    from bot.simulator import LocalTelegram, User
    from bot.storage.batches import Batches
    from tests.fakes import FakeClock

ANNA = 1
SEND = "sendRichMessage"


def tries(telegram: LocalTelegram) -> int:
    """How many rich messages the server was asked to take."""
    return sum(call.method == SEND for call in telegram.calls)


async def test_where_rich_messages_are_taken_the_classic_ones_stay_away(
    anna: User, post: Post, telegram: LocalTelegram
) -> None:
    await post.put(reading(ANNA, "а б", "один два три"), text(ANNA, "в"))
    await post.sender.finish()
    assert texts(anna) == ["а", "б", "в"]
    assert [message.rich is not None for message in anna.from_bot] == [True, True, False]
    assert tries(telegram) == 2
    assert await outbox(post.batches.database) == []


async def test_a_server_that_does_not_know_them_gets_classic_ones_and_is_not_asked_again(
    anna: User, post: Post, telegram: LocalTelegram, logs: Sequence[Mapping[str, object]]
) -> None:
    telegram.faults.forget_rich_messages()
    await post.put(reading(ANNA, "а б", "один два"), text(ANNA, "в"), reading(ANNA, "г", "три"))
    await post.sender.finish()
    assert texts(anna) == ["один", "два", "в", "три"]
    assert tries(telegram) == 1
    assert events(logs, "sender.no_rich_messages") == 1
    assert events(logs, "sender.possible_repetition") == 0
    assert await outbox(post.batches.database) == []


async def test_that_it_does_not_know_them_is_remembered_for_a_day(
    anna: User, post: Post, next_post: Post, telegram: LocalTelegram, clock: FakeClock
) -> None:
    telegram.faults.forget_rich_messages()
    await post.put(reading(ANNA, "а", "один"))
    await post.sender.finish()
    telegram.faults.clear()
    clock.advance(seconds=86_399)
    await next_post.put(reading(ANNA, "б", "два"))
    await next_post.sender.finish()
    clock.advance(seconds=1)
    await next_post.put(reading(ANNA, "в", "три"))
    await next_post.sender.finish()
    clock.advance(seconds=1)
    await next_post.put(reading(ANNA, "г", "четыре"))
    await next_post.sender.finish()
    assert texts(anna) == ["один", "два", "в", "г"]


async def test_what_is_learned_anew_holds_for_the_next_process(
    anna: User, post: Post, next_post: Post, telegram: LocalTelegram, clock: FakeClock
) -> None:
    telegram.faults.forget_rich_messages()
    await post.put(reading(ANNA, "а", "один"))
    await post.sender.finish()
    telegram.faults.clear()
    clock.advance(seconds=86_400)
    await post.put(reading(ANNA, "б", "два"))
    await post.sender.finish()
    await next_post.put(reading(ANNA, "в", "три"))
    await next_post.sender.finish()
    assert texts(anna) == ["один", "б", "в"]


@pytest.mark.parametrize("refused", ["message is too long", "can't parse entities: Unsupported start tag"])
async def test_content_that_is_refused_comes_in_classic_and_the_next_one_is_rich_again(
    anna: User, post: Post, telegram: LocalTelegram, logs: Sequence[Mapping[str, object]], refused: str
) -> None:
    telegram.faults.refuse(BadRequestError(refused), method=SEND)
    await post.put(reading(ANNA, "а", "один два"), reading(ANNA, "б", "три"))
    await post.sender.finish()
    assert texts(anna) == ["один", "два", "б"]
    assert events(logs, "sender.rejected") == 1
    assert events(logs, "sender.no_rich_messages") == 0


async def test_a_later_page_that_is_refused_loses_nothing(anna: User, post: Post, telegram: LocalTelegram) -> None:
    await post.put(reading(ANNA, "<b>а</b> б <br>", "один два"), text(ANNA, "в"))
    await post.sender.finish()
    assert texts(anna) == ["а", "б", "один", "два", "в"]
    assert tries(telegram) == 3


async def test_a_classic_screen_that_is_refused_does_not_take_the_others_with_it(
    anna: User, post: Post, telegram: LocalTelegram, logs: Sequence[Mapping[str, object]]
) -> None:
    telegram.faults.forget_rich_messages()
    await post.put(reading(ANNA, "а", "один <br> три <br>"), text(ANNA, "в"))
    await post.sender.finish()
    assert texts(anna) == ["один", "три", "в"]
    assert events(logs, "sender.rejected") == 2
    assert await outbox(post.batches.database) == []


async def test_switched_off_the_server_is_not_asked(
    anna: User, api: Telegram, batches: Batches, telegram: LocalTelegram
) -> None:
    post = Post(api, batches, "off")
    await post.put(reading(ANNA, "а б", "один два"))
    await post.sender.finish()
    assert texts(anna) == ["один", "два"]
    assert tries(telegram) == 0


async def test_switched_on_the_server_is_asked_each_time(
    anna: User, api: Telegram, batches: Batches, telegram: LocalTelegram
) -> None:
    post = Post(api, batches, "on")
    telegram.faults.forget_rich_messages()
    await post.put(reading(ANNA, "а", "один"), reading(ANNA, "б", "два"))
    await post.sender.finish()
    telegram.faults.clear()
    await post.put(reading(ANNA, "в", "три"))
    await post.sender.finish()
    assert texts(anna) == ["один", "два", "в"]
    assert tries(telegram) == 3


async def test_the_next_process_goes_on_where_a_reading_was_broken_off(
    anna: User, post: Post, next_post: Post, telegram: LocalTelegram, logs: Sequence[Mapping[str, object]]
) -> None:
    first, second = telegram.faults.hold(method=SEND), telegram.faults.hold(method=SEND)
    await post.put(reading(ANNA, "а б в", "один"))
    first.release()
    await second.reached()
    await post.sender.abandon()
    assert texts(anna) == ["а"]
    await next_post.sender.take_over()
    await next_post.sender.finish()
    assert texts(anna) == ["а", "б", "в"]
    assert events(logs, "sender.possible_repetition") == 1


@pytest.mark.parametrize("misfortune", ["drop_after", "garble"])
async def test_a_rich_message_whose_outcome_is_unknown_is_repeated_and_that_is_logged(
    anna: User, post: Post, telegram: LocalTelegram, logs: Sequence[Mapping[str, object]], misfortune: str
) -> None:
    getattr(telegram.faults, misfortune)(chat_id=ANNA)
    await post.put(reading(ANNA, "а б", "один"))
    await post.sender.finish()
    assert texts(anna) == ["а", "а", "б"]
    assert events(logs, "sender.possible_repetition") == 1


async def test_whoever_takes_no_messages_gets_none_of_a_reading(anna: User, post: Post) -> None:
    anna.block()
    await post.put(reading(ANNA, "а б", "один два"))
    await post.sender.finish()
    assert post.unsent.unreachable == [ANNA]
    assert await outbox(post.batches.database) == []


async def test_a_reading_of_an_earlier_process_goes_out_whole(anna: User, post: Post, telegram: LocalTelegram) -> None:
    telegram.faults.forget_rich_messages()
    await store(post.batches, reading(ANNA, "а б", "один два"), text(ANNA, "в"))
    await post.sender.take_over()
    await post.sender.finish()
    assert texts(anna) == ["один", "два", "в"]
