"""What is sent again when nobody knows whether it went out, and what people see of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.databases import BOTH
from tests.delivery.post import card, events, store, text, texts
from tests.delivery.stored import outbox

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.simulator import LocalTelegram, User
    from bot.storage.batches import Batches
    from tests.delivery.post import Post

pytestmark = pytest.mark.parametrize("databases", BOTH, indirect=True)

ANNA = 1
REPETITION = "sender.possible_repetition"


@pytest.mark.parametrize(
    ("misfortune", "seen"), [("server_error", 1), ("drop_before", 1), ("drop_after", 2), ("garble", 2)]
)
async def test_a_new_message_is_sent_until_it_is_confirmed_and_each_possible_repetition_is_logged(
    anna: User, post: Post, telegram: LocalTelegram, logs: Sequence[Mapping[str, object]], misfortune: str, seen: int
) -> None:
    getattr(telegram.faults, misfortune)(chat_id=ANNA)
    await post.put(text(ANNA, "а"), text(ANNA, "б"))
    await post.sender.finish()
    assert texts(anna) == ["а"] * seen + ["б"]
    assert events(logs, REPETITION) == 1
    assert await outbox(post.batches.database) == []


@pytest.mark.parametrize("misfortune", ["server_error", "drop_before", "drop_after", "garble"])
async def test_an_edit_is_repeated_until_it_is_there_and_that_is_no_repetition(
    anna: User, post: Post, telegram: LocalTelegram, logs: Sequence[Mapping[str, object]], misfortune: str
) -> None:
    await post.put(card(ANNA, "первая"))
    await anna.until(lambda: texts(anna) == ["первая"])
    getattr(telegram.faults, misfortune)(chat_id=ANNA)
    await post.put(card(ANNA, "вторая"), text(ANNA, "а"))
    await post.sender.finish()
    assert texts(anna) == ["вторая", "а"]
    assert events(logs, REPETITION) == 0
    assert events(logs, "sender.rejected") == 0


async def test_that_nothing_is_to_be_changed_is_success(
    anna: User, post: Post, telegram: LocalTelegram, logs: Sequence[Mapping[str, object]]
) -> None:
    await post.put(card(ANNA, "первая"))
    await anna.until(lambda: texts(anna) == ["первая"])
    telegram.faults.drop_after(method="editMessageText")
    await post.put(card(ANNA, "вторая"))
    await post.sender.finish()
    first, second = telegram.calls.of("editMessageText")
    assert first.ok
    assert "message is not modified" in second.error
    assert events(logs, "sender.rejected") == 0
    assert await outbox(post.batches.database) == []


async def test_a_deletion_that_was_done_already_is_success(
    anna: User, post: Post, telegram: LocalTelegram, logs: Sequence[Mapping[str, object]]
) -> None:
    await post.put(card(ANNA, "первая"))
    await anna.until(lambda: texts(anna) == ["первая"])
    telegram.faults.drop_after(method="deleteMessage")
    await post.put(card(ANNA, "вторая", below=True))
    await post.sender.finish()
    assert texts(anna) == ["вторая"]
    assert len(telegram.calls.of("deleteMessage")) == 2
    assert events(logs, "sender.rejected") == 0


async def test_a_new_card_that_may_be_there_comes_again_and_is_the_one_that_changes(
    anna: User, post: Post, telegram: LocalTelegram
) -> None:
    telegram.faults.drop_after(chat_id=ANNA)
    await post.put(card(ANNA, "первая"))
    await anna.until(lambda: texts(anna) == ["первая", "первая"])
    await post.put(card(ANNA, "вторая"))
    await post.sender.finish()
    assert texts(anna) == ["первая", "вторая"]


async def test_what_certainly_did_not_go_out_is_no_repetition(
    anna: User, post: Post, telegram: LocalTelegram, logs: Sequence[Mapping[str, object]]
) -> None:
    telegram.faults.retry_after(0, chat_id=ANNA)
    await post.put(text(ANNA, "а"))
    await post.sender.finish()
    assert texts(anna) == ["а"]
    assert events(logs, REPETITION) == 0


async def test_while_telegram_is_out_of_reach_everything_waits_and_then_goes_out_once(
    anna: User, post: Post, telegram: LocalTelegram, logs: Sequence[Mapping[str, object]]
) -> None:
    await telegram.stop()
    await post.put(text(ANNA, "а"), text(ANNA, "б"))
    assert await outbox(post.batches.database) == ["а", "б"]
    await telegram.start()
    await post.sender.finish()
    assert texts(anna) == ["а", "б"]
    assert events(logs, REPETITION) == 0


async def test_what_was_on_its_way_when_the_process_ended_is_sent_by_the_next_one_and_logged(
    anna: User, post: Post, next_post: Post, telegram: LocalTelegram, logs: Sequence[Mapping[str, object]]
) -> None:
    gate = telegram.faults.hold_answer(chat_id=ANNA)
    await post.put(text(ANNA, "а"), text(ANNA, "б"))
    await gate.reached()
    await post.sender.abandon()
    assert await outbox(post.batches.database) == ["а", "б"]
    await next_post.sender.take_over()
    await next_post.sender.finish()
    assert texts(anna) == ["а", "а", "б"]
    assert events(logs, REPETITION) == 1


async def test_what_was_not_tried_before_the_process_ended_is_no_repetition(
    anna: User, batches: Batches, next_post: Post, logs: Sequence[Mapping[str, object]]
) -> None:
    await store(batches, text(ANNA, "а"), card(ANNA, "карточка"))
    await next_post.sender.take_over()
    await next_post.sender.finish()
    assert texts(anna) == ["а", "карточка"]
    assert events(logs, REPETITION) == 0


async def test_a_card_that_was_cut_off_on_its_way_below_gets_there_and_the_one_before_goes(
    anna: User, post: Post, next_post: Post, telegram: LocalTelegram
) -> None:
    await post.put(card(ANNA, "первая"))
    await anna.until(lambda: texts(anna) == ["первая"])
    gate = telegram.faults.hold(method="sendMessage", chat_id=ANNA)
    await post.put(card(ANNA, "вторая", below=True))
    await gate.reached()
    await post.sender.abandon()
    await anna.until(lambda: telegram.calls.of("sendMessage")[-1].error == "the bot hung up")
    gate.release()
    await next_post.sender.take_over()
    await next_post.sender.finish()
    assert texts(anna) == ["вторая"]
