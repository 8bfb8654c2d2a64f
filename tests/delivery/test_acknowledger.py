"""A tapped button stops spinning right after the commit, if Telegram still takes the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.app.messages import Acknowledgement, Button, Screen, ShowCard
from bot.delivery.acknowledger import Acknowledger
from tests.delivery.post import events

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.delivery.telegram import Telegram
    from bot.simulator import LocalTelegram, User
    from tests.delivery.post import Post


@pytest.fixture
def acknowledger(api: Telegram) -> Acknowledger:
    return Acknowledger(api)


@pytest.fixture
async def tap(anna: User, post: Post, api: Telegram) -> str:
    """The id of a tap that waits for its answer."""
    await post.put(ShowCard(anna.id, 1, Screen("карточка", ((Button("Да", data="yes"),),))))
    await post.sender.finish()
    await anna.tap("Да", wait=False)
    updates = await api.call("getUpdates", {})
    assert isinstance(updates, list)
    return str(updates[-1]["callback_query"]["id"])


async def test_a_tap_is_answered_without_a_word(
    acknowledger: Acknowledger, tap: str, anna: User, telegram: LocalTelegram
) -> None:
    acknowledger.send([Acknowledgement(tap)])
    await acknowledger.finish()
    (call,) = telegram.calls.of("answerCallbackQuery")
    assert (call.ok, call.params) == (True, {"callback_query_id": tap})
    assert anna.toasts == []


async def test_a_tap_is_answered_with_a_toast(acknowledger: Acknowledger, tap: str, anna: User) -> None:
    acknowledger.send([Acknowledgement(tap, "Карточка обновилась")])
    await acknowledger.finish()
    assert anna.toasts == ["Карточка обновилась"]


async def test_an_answer_that_comes_too_late_is_given_up_and_holds_up_no_other(
    acknowledger: Acknowledger, tap: str, anna: User, telegram: LocalTelegram, logs: Sequence[Mapping[str, object]]
) -> None:
    acknowledger.send([Acknowledgement("long-gone", "Поздно"), Acknowledgement(tap, "Вовремя")])
    await acknowledger.finish()
    assert anna.toasts == ["Вовремя"]
    assert len(telegram.calls.of("answerCallbackQuery")) == 2
    assert events(logs, "acknowledger.failed") == 1


async def test_an_answer_that_is_lost_is_not_repeated(
    acknowledger: Acknowledger, tap: str, telegram: LocalTelegram
) -> None:
    telegram.faults.drop_before(method="answerCallbackQuery")
    acknowledger.send([Acknowledgement(tap)])
    await acknowledger.finish()
    assert len(telegram.calls.of("answerCallbackQuery")) == 1
