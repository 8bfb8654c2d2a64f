"""Webhook: delivering updates over HTTP, queue by queue, with the server's retries."""

from __future__ import annotations

import asyncio
import json
import re
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

from bot.simulator.changes import UpdatesChanged
from bot.simulator.dispatch import DroppedError, GarbledError
from bot.simulator.errors import ApiError, BadRequestError
from bot.simulator.wire import Params, as_text, dumps

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.simulator.presence import Presence
    from bot.simulator.state import World
    from bot.simulator.updates import Update
    from bot.simulator.wire import Json

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LONGEST_PAUSE = 60.0
DEFAULT_CONNECTIONS = 40

_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
_TIMEOUT = ClientTimeout(total=60)
_SUCCESS = range(200, 300)


def retry_pause(failures: int, retry_after: float | None = None) -> float:
    """Seconds to wait after this many failures in a row: none after the first, then 2, 4, 8 …, or as told."""
    if retry_after is not None:
        return retry_after
    return 0 if failures <= 1 else min(2.0 ** (failures - 1), LONGEST_PAUSE)


@dataclass(slots=True)
class Target:
    """Where updates go."""

    url: str = ""
    secret: str = field(default="", repr=False)
    max_connections: int = DEFAULT_CONNECTIONS
    ip_address: str = ""


class _DeliveryError(Exception):
    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after


class Webhook:
    """Holds the webhook and delivers to it. ``scale`` multiplies every pause, so that tests need not wait."""

    def __init__(self, world: World, presence: Presence, *, scale: float = 1.0) -> None:
        self.target = Target()
        self.last_error: tuple[int, str] | None = None
        #: Carries out a method that the bot returned in its answer to an update.
        self.execute: Callable[[str, Params], Awaitable[Json]] | None = None
        self._world = world
        self._presence = presence
        self._scale = scale
        self._queues: dict[tuple[int, str], deque[Update]] = {}
        self._tasks: dict[tuple[int, str], asyncio.Task[None]] = {}
        self._session: ClientSession | None = None
        self._slots = asyncio.Semaphore(DEFAULT_CONNECTIONS)

    def is_set(self) -> bool:
        return bool(self.target.url)

    def set_webhook(self, _world: World, params: Params) -> Json:
        """``setWebhook``; plain HTTP is taken, as a server started with ``--local`` does. Empty url: delete."""
        url = params.text("url")
        if not url:
            return self.delete_webhook(_world, params)
        if not url.startswith(("http://", "https://")):
            msg = "bad webhook: An HTTPS URL must be provided for webhook"
            raise BadRequestError(msg)
        secret = params.text("secret_token")
        if not _SECRET.fullmatch(secret):
            msg = "secret token contains unallowed characters"
            raise BadRequestError(msg)
        allowed = params.sequence("allowed_updates")
        if allowed is not None:
            self._world.updates.allowed = frozenset(map(as_text, allowed))
        connections = min(max(params.integer("max_connections", DEFAULT_CONNECTIONS), 1), 100)
        self._stop_tasks()
        self._forget_if_asked(params)
        self.target = Target(url, secret, connections)
        self.last_error = None
        self._slots = asyncio.Semaphore(connections)
        self._presence.webhook(active=True)
        self.resume()
        return True

    def delete_webhook(self, _world: World, params: Params) -> Json:
        """``deleteWebhook``: what waits stays for getUpdates."""
        self._stop_tasks()
        self._forget_if_asked(params)
        self.target = Target()
        self._presence.webhook(active=False)
        return True

    def get_webhook_info(self, world: World, _params: Params) -> Json:
        """``getWebhookInfo``."""
        info: dict[str, Json] = {
            "url": self.target.url,
            "has_custom_certificate": False,
            "pending_update_count": len(world.updates),
        }
        if self.is_set():
            info["max_connections"] = self.target.max_connections
        if self.last_error:
            info["last_error_date"], info["last_error_message"] = self.last_error
        if world.updates.allowed:
            info["allowed_updates"] = sorted(world.updates.allowed)
        return info

    def enqueue(self, update: Update) -> None:
        """Deliver an update after those of its queue; nothing happens without a webhook."""
        if not self.is_set():
            return
        key = update.queue
        self._queues.setdefault(key, deque()).append(update)
        if key not in self._tasks:
            self._tasks[key] = asyncio.create_task(self._work(key))

    def resume(self) -> None:
        """Deliver what waits."""
        for update in self._world.updates.pending():
            self.enqueue(update)

    async def close(self) -> None:
        tasks = list(self._tasks.values())
        self._stop_tasks()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _work(self, key: tuple[int, str]) -> None:
        """Deliver a queue until it is empty."""
        queue = self._queues[key]
        failures = 0
        while queue:
            update = queue[0]
            if self._world.updates.waits(update):
                try:
                    async with self._slots:
                        await self._deliver(update)
                except _DeliveryError as failure:
                    failures += 1
                    self.last_error = (self._world.timestamp(), failure.reason)
                    await asyncio.sleep(retry_pause(failures, failure.retry_after) * self._scale)
                    continue
            failures = 0
            queue.popleft()
            self._world.updates.remove(update)
            self._world.changes.announce(UpdatesChanged())
        del self._tasks[key], self._queues[key]

    async def _deliver(self, update: Update) -> None:
        session = self._session = self._session or ClientSession(connector=TCPConnector(limit=0), timeout=_TIMEOUT)
        headers = {"Content-Type": "application/json"}
        if self.target.secret:
            headers[SECRET_HEADER] = self.target.secret
        body = dumps(update.json()).encode()
        try:
            async with session.post(self.target.url, data=body, headers=headers, allow_redirects=False) as answer:
                content = await answer.read()
        except (ClientError, TimeoutError) as error:
            reason = f"Connection failed: {type(error).__name__}"
            raise _DeliveryError(reason) from error
        if answer.status not in _SUCCESS:
            reason = f"Wrong response from the webhook: {answer.status} {answer.reason}"
            raise _DeliveryError(reason, _seconds(answer.headers.get("Retry-After", "")))
        await self._carry_out(content)

    async def _carry_out(self, content: bytes) -> None:
        """Do what the answer asks for; its result is told to nobody."""
        if not content.startswith(b"{") or self.execute is None:
            return
        try:
            values = json.loads(content)
        except ValueError:
            return
        if method := as_text(values.get("method")):
            try:
                await self.execute(method, Params(values))
            except (ApiError, DroppedError, GarbledError) as error:
                self.last_error = (self._world.timestamp(), str(error))

    def _forget_if_asked(self, params: Params) -> None:
        if params.flag("drop_pending_updates"):
            self._world.updates.clear()

    def _stop_tasks(self) -> None:
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()
        self._queues.clear()


def _seconds(value: str) -> float | None:
    return float(value) if value.isdecimal() else None
