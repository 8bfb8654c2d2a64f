"""Telegram keeps a tap for 150 seconds: when the two did not hear each other for longer, live cards are shown again."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.storage.liveness import active_between, beat, last_beat

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.app.ports import UnitOfWork
    from bot.storage.batches import Batches
    from bot.storage.unit_of_work import Batch, Effects

_TAP_AGE = timedelta(seconds=150)
#: Somebody who did something this long before the silence may have gone on tapping.
_RECENTLY = timedelta(hours=1)
_log = structlog.get_logger()


class CameBack(Protocol):
    """Shows a chat its live card again; what it raises rolls this chat back."""

    async def __call__(self, uow: UnitOfWork, chat_id: int, /) -> None: ...


class Absences:
    """``hand_over`` gets the effects of each commit."""

    def __init__(self, batches: Batches, came_back: CameBack, hand_over: Callable[[Effects], None]) -> None:
        self._batches = batches
        self._came_back = came_back
        self._hand_over = hand_over
        self._heard_at: datetime | None = None

    async def began(self) -> None:
        """The bot serves from now on; it may have been away."""
        self._heard_at = await self._batches.database.transaction("reader", last_beat)
        await self.heard()

    async def heard(self) -> None:
        """As far as one can know, nothing of what people do now gets lost; how long was it otherwise?"""
        now = self._batches.clock.now()
        since, self._heard_at = self._heard_at, now
        if since is not None and now - since > _TAP_AGE:
            self._hand_over(await self._batches.once(partial(self._show_again, since, now), "absences"))

    def clock_moved(self) -> None:
        """Somebody has set the clock, and has heard of everything."""
        self._heard_at = self._batches.clock.now()

    async def _show_again(self, since: datetime, now: datetime, batch: Batch) -> None:
        """For each chat by itself: one that cannot be shown anything must not keep the bot from serving."""
        for chat_id in await active_between(batch.connection, since - _RECENTLY, now):
            try:
                with batch.savepoint():
                    await self._came_back(batch, chat_id)
            except Exception:  # noqa: BLE001 - whatever it is, the others are served
                _log.exception("delivery.not_shown_again", chat_id=chat_id)
        # Together with that: who dies now has not been away any more.
        await beat(batch.connection, now, self._batches.database.dialect)
