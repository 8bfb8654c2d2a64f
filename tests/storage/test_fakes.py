"""The fakes keep the promises of the ports (checked by the type checker) and are as strict as the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.app.messages import Screen, ShowCard
from bot.app.ports import Conversation, LiveCard
from bot.domain.brief import Brief
from tests.fakes import CountingIds, FakeClock, MemoryUnitOfWork

if TYPE_CHECKING:
    from bot.app.ports import Clock, Ids, UnitOfWork

BRIEF = Brief("b", "t", "q", "Ромашка", "Анна", 7, datetime(2026, 3, 2, tzinfo=UTC))


def test_the_fakes_are_ports() -> None:
    uow: UnitOfWork = MemoryUnitOfWork()
    clock: Clock = FakeClock()
    ids: Ids = CountingIds()
    assert all((uow, clock, ids))


async def test_a_card_put_into_the_outbox_keeps_its_message_and_takes_the_revision() -> None:
    uow = MemoryUnitOfWork()
    uow.cards.save(1, LiveCard(3, 40))
    uow.outbox.put(ShowCard(1, 4, Screen("Вопрос")))
    assert await uow.cards.get(1) == LiveCard(4, 40)
    assert [card.revision for card in uow.of_kind(ShowCard)] == [4]


def test_saving_an_older_snapshot_is_refused() -> None:
    uow = MemoryUnitOfWork()
    uow.briefs.save(BRIEF)
    with pytest.raises(AssertionError, match="older snapshot"):
        uow.briefs.save(replace(BRIEF, company="Василёк"))


def test_a_conversation_holds_json_only() -> None:
    with pytest.raises(TypeError):
        MemoryUnitOfWork().conversations.save(1, Conversation(data={"at": datetime.now(UTC)}))
