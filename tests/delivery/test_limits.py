"""How often bulk messages may go out. The clock is asked, nobody sleeps."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.delivery.limits import BulkLimiter
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import Iterable

CHAT, OTHER, GROUP = 1, 2, -100
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def limiter() -> BulkLimiter:
    return BulkLimiter()


def send(limiter: BulkLimiter, clock: FakeClock, chats: Iterable[int]) -> list[timedelta]:
    """When each message went, counted from now: as early as it might, one behind the other."""
    begin = clock.now()
    went: list[timedelta] = []
    for chat in chats:
        clock.moment = limiter.free_at(chat, clock.now())
        limiter.take(chat, clock.now())
        went.append(clock.now() - begin)
    return went


def test_a_chat_gets_one_message_a_second(limiter: BulkLimiter, clock: FakeClock) -> None:
    assert send(limiter, clock, [CHAT] * 4) == [0 * SECOND, 1 * SECOND, 2 * SECOND, 3 * SECOND]


def test_one_chat_does_not_wait_for_another(limiter: BulkLimiter, clock: FakeClock) -> None:
    assert send(limiter, clock, [CHAT, OTHER, GROUP]) == [timedelta()] * 3


def test_thirty_messages_go_out_in_a_second_and_the_next_one_waits(limiter: BulkLimiter, clock: FakeClock) -> None:
    went = send(limiter, clock, range(1, 62))

    assert went[:30] == [timedelta()] * 30
    assert went[30:60] == [SECOND] * 30
    assert went[60:] == [2 * SECOND]


def test_any_stretch_of_a_second_holds_no_more_than_thirty(limiter: BulkLimiter, clock: FakeClock) -> None:
    early = send(limiter, clock, range(1, 16))
    clock.advance(seconds=0.9)
    late = send(limiter, clock, range(16, 48))

    assert early == [timedelta()] * 15
    # Half of the late ones fit beside the early ones; the others follow as soon as those are a second old.
    assert late[:15] == [timedelta()] * 15
    assert late[15:30] == [timedelta(seconds=0.1)] * 15
    assert late[30:] == [SECOND] * 2


def test_a_group_gets_twenty_messages_a_minute(limiter: BulkLimiter, clock: FakeClock) -> None:
    went = send(limiter, clock, [GROUP] * 41)

    assert went[:20] == [number * SECOND for number in range(20)]
    assert went[20:40] == [MINUTE + number * SECOND for number in range(20)]
    assert went[40] == 2 * MINUTE


def test_a_person_is_no_group(limiter: BulkLimiter, clock: FakeClock) -> None:
    assert send(limiter, clock, [CHAT] * 30)[-1] == 29 * SECOND


def test_who_got_nothing_for_a_while_has_saved_nothing_up(limiter: BulkLimiter, clock: FakeClock) -> None:
    send(limiter, clock, [CHAT])
    clock.advance(minutes=5)
    assert send(limiter, clock, [CHAT, CHAT]) == [timedelta(), SECOND]


def test_asking_alone_uses_nothing_up(limiter: BulkLimiter, clock: FakeClock) -> None:
    assert {limiter.free_at(CHAT, clock.now()) for _ in range(50)} == {clock.now()}
    limiter.take(CHAT, clock.now())
    assert {limiter.free_at(CHAT, clock.now()) for _ in range(50)} == {clock.now() + SECOND}


@pytest.mark.parametrize("chat", [CHAT, OTHER, GROUP])
def test_a_clock_that_is_set_back_holds_nothing_up(limiter: BulkLimiter, clock: FakeClock, chat: int) -> None:
    send(limiter, clock, [GROUP] * 20)
    send(limiter, clock, [CHAT])
    clock.advance(hours=-3)

    assert limiter.free_at(chat, clock.now()) == clock.now()
    assert send(limiter, clock, [chat, chat]) == [timedelta(), SECOND]
