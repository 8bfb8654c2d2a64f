"""Whom the bot tells that a client cannot be written to any more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.brief import Submission
from handlers.incidents import Incidents
from tests.desks import desk_of
from tests.fakes import FakeClock, MemoryUnitOfWork
from tests.storage.making import NOON, brief

if TYPE_CHECKING:
    from bot.domain.brief import Brief

MANAGER, CLIENT = 7, 5
SENT_OFF = (Submission(0, NOON),)


@pytest.mark.parametrize(
    ("made", "alarmed"),
    [
        pytest.param(brief(client_id=CLIENT), [MANAGER], id="under way"),
        pytest.param(replace(brief(client_id=CLIENT), submissions=SENT_OFF), [], id="everything is sent"),
        pytest.param(brief(client_id=MANAGER), [], id="a manager's trial"),
    ],
)
async def test_a_manager_is_alarmed_only_while_answers_are_waited_for(made: Brief, alarmed: list[int]) -> None:
    uow = MemoryUnitOfWork()
    uow.briefs.save(made)
    assert made.client_id is not None
    await Incidents(desk_of(MANAGER, FakeClock())).became_unreachable(uow, made.client_id)
    assert [message.chat_id for message in uow.sent] == alarmed
