"""Whose brief a person is in the middle of."""

from __future__ import annotations

import pytest
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import TelegramObject, User

from bot.app.place import Place, View
from handlers.client.filters import InBrief
from handlers.client.placekeeping import keep_place
from handlers.client.turn import Turn
from tests.desks import desk_of
from tests.fakes import FakeClock, MemoryUnitOfWork
from tests.storage.making import brief

ANNA, BORIS = 5, 6


@pytest.fixture
def uow() -> MemoryUnitOfWork:
    uow = MemoryUnitOfWork()
    uow.briefs.save(brief("anna", client_id=ANNA))
    uow.briefs.save(brief("boris", client_id=BORIS))
    uow.briefs.save(brief("newer", client_id=BORIS, minutes=1))
    return uow


async def brief_of(person: int, on_the_card: str, uow: MemoryUnitOfWork) -> str:
    state = FSMContext(MemoryStorage(), StorageKey(1, person, person))
    await keep_place(state, Place(on_the_card, View.SECTIONS))
    user = User(id=person, is_bot=False, first_name="Борис")
    passed = await InBrief()(TelegramObject(), user, state, uow, desk_of(7, FakeClock()))
    turn = passed["turn"] if isinstance(passed, dict) else None
    assert isinstance(turn, Turn)
    return turn.interview.brief.id


async def test_a_person_is_in_the_brief_on_the_card(uow: MemoryUnitOfWork) -> None:
    assert await brief_of(BORIS, "boris", uow) == "boris"


async def test_a_place_in_another_persons_brief_does_not_open_it(uow: MemoryUnitOfWork) -> None:
    assert await brief_of(BORIS, "anna", uow) == "newer"
