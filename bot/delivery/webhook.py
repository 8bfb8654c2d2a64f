"""The webhook: Telegram gets its 200 only when the update is in the database."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

import structlog
from aiohttp import web

from bot.delivery.group_commit import GroupCommit
from bot.delivery.receiver import readable
from bot.storage.encoding import decoded
from bot.storage.errors import StorageError
from bot.storage.inbox import add_to_inbox

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.app.ports import Clock
    from bot.delivery.failpoints import Failpoints
    from bot.storage.database import Database

PATH = "/telegram"
_MAX_BODY = 2**20
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
_log = structlog.get_logger()


class WebhookServer:
    """Concurrent requests share a commit. ``/healthz`` says that the process answers."""

    def __init__(
        self, database: Database, clock: Clock, secret: str, wake: Callable[[], None], failpoints: Failpoints
    ) -> None:
        self._database = database
        self._clock = clock
        self._secret = secret.encode()
        self._wake = wake
        self._failpoints = failpoints
        self._store: GroupCommit[Mapping[str, object]] = GroupCommit(database, self._write)

    def application(self) -> web.Application:
        app = web.Application(client_max_size=_MAX_BODY)
        app.router.add_post(PATH, self._receive)
        app.router.add_get("/healthz", self._health)
        return app

    async def _write(self, connection: AsyncConnection, updates: Sequence[Mapping[str, object]]) -> None:
        await add_to_inbox(connection, updates, self._clock.now(), self._database.dialect)
        self._failpoints.hit("receiver.before_store")

    async def _receive(self, request: web.Request) -> web.Response:
        # Bytes that are no text reach us as lone surrogates.
        given = request.headers.get(_SECRET_HEADER, "").encode(errors="surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=403)
        try:
            updates = readable([decoded(await request.read())])
        except ValueError:
            _log.error("webhook.unreadable")
            updates = []
        if updates:
            try:
                await self._store.add(updates[0])
            except StorageError as failure:
                # Telegram keeps what is not taken, and comes again.
                _log.error("webhook.not_stored", error=str(failure))
                return web.Response(status=503)
            self._failpoints.hit("receiver.after_store")
            self._wake()
        self._failpoints.hit("webhook.before_answer")
        return web.Response()

    async def _health(self, _: web.Request) -> web.Response:
        return web.Response(text="ok")
