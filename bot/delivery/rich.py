"""Whether rich messages are sent at all: a setting, and what the server said when it was last asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal

import structlog

from bot.storage.old_servers import forget_old_server, refused_at, remember_old_server

if TYPE_CHECKING:
    from datetime import datetime

    from bot.app.ports import Clock
    from bot.storage.database import Database

#: ``auto``: unless the server does not know them. ``on``: it is asked each time. ``off``: never.
RichChoice = Literal["auto", "on", "off"]

#: A server may have been brought up to date meanwhile.
_ASK_AGAIN_AFTER = timedelta(days=1)
_log = structlog.get_logger()


class RichMessages:
    """``server``: its address; another one is asked anew."""

    def __init__(self, choice: RichChoice, server: str, database: Database, clock: Clock) -> None:
        self._choice = choice
        self._server = server
        self._database = database
        self._clock = clock
        self._known = False
        self._refused_at: datetime | None = None

    async def wanted(self) -> bool:
        """Whether the next one is worth a try."""
        if self._choice != "auto":
            return self._choice == "on"
        if not self._known:
            self._refused_at = await self._database.transaction(
                "reader", lambda connection: refused_at(connection, self._server)
            )
            self._known = True
        return self._refused_at is None or self._clock.now() - self._refused_at >= _ASK_AGAIN_AFTER

    async def unknown_to_server(self) -> None:
        """The server does not know the method. Returns when that is remembered, where it counts."""
        _log.warning("sender.no_rich_messages", server=self._server)
        if self._choice != "auto":
            return
        self._refused_at = now = self._clock.now()
        server, dialect = self._server, self._database.dialect
        await self._database.transaction("rich", lambda to: remember_old_server(to, server, now, dialect))

    async def taken(self) -> None:
        """The server has taken one: what was remembered of it holds no more."""
        if self._refused_at is not None:
            self._refused_at = None
            await self._database.transaction("rich", lambda connection: forget_old_server(connection, self._server))
