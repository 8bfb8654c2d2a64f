"""A database with many briefs: copies of one that was walked for real, each with its client's conversation and card."""

from __future__ import annotations

import secrets
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bench.contestants import MANAGER, THIS_BOT
from bench.rounds import Load, play
from bot.app.ports import LiveCard
from bot.storage.batches import Batches
from bot.storage.cache import BriefCache
from bot.storage.database import open_database
from bot.storage.outbox import OutboxNumbers
from bot.system import SystemClock

if TYPE_CHECKING:
    from pathlib import Path

    from bot.app.ports import Conversation, UnitOfWork
    from bot.domain.brief import Brief

_FIRST_COPY = 1_000_000
_AT_ONCE = 250


async def fill(database: Path, briefs: int) -> None:
    """Make ``database``: one brief walked by taps, and copies of it until there are ``briefs``."""
    await play(THIS_BOT, Load(chats=1, taps=50), webhook=False, seed=0, keep=database)
    async with open_database(f"sqlite+aiosqlite:///{database}") as opened:
        batches = Batches(opened, BriefCache(size=1), OutboxNumbers(0), SystemClock())
        for start in range(0, briefs - 1, _AT_ONCE):
            numbers = range(_FIRST_COPY + start, _FIRST_COPY + min(start + _AT_ONCE, briefs - 1))
            await batches.once(partial(_copy, numbers))


async def _copy(numbers: range, uow: UnitOfWork) -> None:
    (walked,) = await uow.briefs.of_manager(MANAGER, limit=1)
    conversation = await uow.conversations.get(walked.client_id or 0)
    for number in numbers:
        uow.briefs.save(_another(walked, number))
        uow.conversations.save(number, _at(conversation, number))
        uow.cards.save(number, LiveCard(1, number))


def _another(walked: Brief, client: int) -> Brief:
    """The manager's newest brief stays the walked one."""
    name = f"c{client}"
    answers = replace(walked.answers, history=tuple(replace(row, author=client) for row in walked.answers.history))
    created_at = walked.created_at.replace(year=walked.created_at.year - 1)
    token = secrets.token_urlsafe(16)
    return replace(walked, id=name, token=token, client_id=client, created_at=created_at, answers=answers, revision=0)


def _at(conversation: Conversation, client: int) -> Conversation:
    place = (conversation.data or {}).get("place")
    moved = {**place, "brief_id": f"c{client}"} if isinstance(place, dict) else None
    return replace(conversation, data={"place": moved})
