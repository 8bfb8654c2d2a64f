"""What belongs to the manager's side, and what its handlers get with it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from aiogram.types import CallbackQuery, Chat, Message, User

from handlers.fsm import state_in
from handlers.manager.filters import FromManager
from handlers.manager.turn import ManagerTurn
from tests.desks import desk_of
from tests.fakes import FakeClock, MemoryUnitOfWork

MANAGER, STRANGER, GROUP = 7, 5, -100
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEXT = Message(message_id=3, date=NOON, chat=Chat(id=MANAGER, type="private"), text="/briefs")
IN_A_GROUP = Message(message_id=3, date=NOON, chat=Chat(id=GROUP, type="group"), text="/briefs")


def person(number: int) -> User:
    return User(id=number, is_bot=False, first_name="Мария")


def tap(on: Message | None) -> CallbackQuery:
    return CallbackQuery(id="q", from_user=person(MANAGER), chat_instance="c", message=on, data="m:list::0")


async def turn_of(event: Message | CallbackQuery, number: int = MANAGER) -> ManagerTurn | None:
    uow = MemoryUnitOfWork()
    state = state_in(uow, 1, number, number)
    passed = await FromManager()(event, person(number), state, uow, desk_of(MANAGER, FakeClock()))
    turn = passed["turn"] if isinstance(passed, dict) else None
    assert turn is None or isinstance(turn, ManagerTurn)
    return turn


@pytest.mark.parametrize(("event", "on"), [(TEXT, None), (tap(TEXT), 3), (tap(None), None)])
async def test_a_manager_is_served_in_private_and_where_a_button_was_tapped(
    event: Message | CallbackQuery, on: int | None
) -> None:
    turn = await turn_of(event)
    assert turn is not None
    assert (turn.manager, turn.on) == (MANAGER, on)


async def test_nobody_else_is_and_no_group() -> None:
    assert await turn_of(TEXT, STRANGER) is None
    assert await turn_of(IN_A_GROUP) is None
