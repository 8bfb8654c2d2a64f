"""What the page talks to: a stream of what happens, and what a person does there. Loopback only."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote, urlsplit

from aiohttp import WSCloseCode, web

from bot.simulator import actions
from bot.simulator.actions import ImpossibleError
from bot.simulator.changes import BotDescribed
from bot.simulator.files import KINDS
from bot.simulator.frames import frame, phone, snapshot
from bot.simulator.page_files import add_page_files
from bot.simulator.wire import as_text, dumps

if TYPE_CHECKING:
    from bot.simulator.changes import Change
    from bot.simulator.controls import Controls
    from bot.simulator.presence import Presence
    from bot.simulator.state import World
    from bot.simulator.wire import Json, JsonObject

_Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class PageApi:
    """Routes of the page: ``/``, ``/page/*`` and ``/api/*``."""

    def __init__(self, world: World, presence: Presence, title: str) -> None:
        self._world = world
        self._presence = presence
        self._title = title
        self._controls: Controls | None = None
        self._stop_listening: Callable[[], None] | None = None
        self._outboxes: dict[web.WebSocketResponse, asyncio.Queue[str]] = {}

    def open(self, app: web.Application) -> None:
        """Add the routes and follow what happens."""
        self._stop_listening = self._world.changes.listen(self._broadcast)
        add = app.router
        add_page_files(app)
        add.add_get("/api/ws", _local_only(self.stream))
        add.add_get("/api/files/{file_id}", _local_only(self.file))
        for name, handler in {
            "send": self.send,
            "tap": self.tap,
            "upload": self.upload,
            "link": self.link,
            "block": self.block,
        }.items():
            add.add_post(rf"/api/users/{{id:\d+}}/{name}", _local_only(handler))
        add.add_post(r"/api/controls/{index:\d+}", _local_only(self.control))

    def offer(self, controls: Controls) -> None:
        """Show these buttons above the phones."""
        self._controls = controls
        self._tell(controls.frame())

    async def close(self) -> None:
        """Say goodbye to the pages that are open."""
        if self._stop_listening is not None:
            self._stop_listening()
        for socket in list(self._outboxes):
            await socket.close(code=WSCloseCode.GOING_AWAY)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """The WebSocket: a snapshot, then every change."""
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        outbox: asyncio.Queue[str] = asyncio.Queue()
        outbox.put_nowait(dumps(self._snapshot()))
        if self._controls is not None:
            outbox.put_nowait(dumps(self._controls.frame()))
        self._outboxes[socket] = outbox
        writer = asyncio.create_task(_pour(outbox, socket))
        try:
            async for _ in socket:
                pass
        finally:
            del self._outboxes[socket]
            writer.cancel()
        return socket

    async def send(self, request: web.Request) -> web.StreamResponse:
        """``{"text"}``."""
        values = await _values(request)
        message = actions.write(self._world, self._user_id(request), as_text(values.get("text")))
        return web.json_response({"message_id": message.message_id})

    async def tap(self, request: web.Request) -> web.StreamResponse:
        """``{"message_id", "row", "column"}``."""
        values = await _values(request)
        user_id = self._user_id(request)
        message_id, row, column = (_number(values, name) for name in ("message_id", "row", "column"))
        message = self._world.message(user_id, message_id)
        try:
            button = message.keyboard[row][column] if message else None
        except IndexError:
            button = None
        if button is None or not button.data:
            msg = "There is no button to tap there: reload the page."
            raise ImpossibleError(msg)
        query = actions.tap(self._world, user_id, message_id, button.data)
        return web.json_response({"callback_query_id": query.id})

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Multipart ``kind``, ``file``, ``caption``."""
        form = await request.post()
        kind, file, caption = form.get("kind"), form.get("file"), form.get("caption", "")
        if not isinstance(file, web.FileField) or not isinstance(kind, str) or kind not in KINDS:
            msg = f"An upload needs a file and a kind out of {', '.join(KINDS)}."
            raise ImpossibleError(msg)
        stored = self._world.files.add(kind, file.filename, file.file.read(), file.content_type)
        text = caption if isinstance(caption, str) else ""
        message = actions.share(self._world, self._user_id(request), stored.content_json(), caption=text)
        return web.json_response({"message_id": message.message_id})

    async def link(self, request: web.Request) -> web.StreamResponse:
        """``{"url"}``: a start link of the bot."""
        values = await _values(request)
        message = actions.open_link(self._world, self._user_id(request), as_text(values.get("url")))
        return web.json_response({"message_id": message.message_id})

    async def block(self, request: web.Request) -> web.StreamResponse:
        """``{"blocked"}``."""
        values = await _values(request)
        user_id = self._user_id(request)
        actions.set_blocked(self._world, user_id, blocked=values.get("blocked") is True)
        return web.json_response(phone(self._world, self._world.account(user_id)))

    async def control(self, request: web.Request) -> web.StreamResponse:
        """A button above the phones; what it changed is told to every page."""
        index = int(request.match_info["index"])
        if self._controls is None or index >= len(self._controls.buttons):
            raise web.HTTPNotFound
        await self._controls.buttons[index].act()
        self._tell(self._controls.frame())
        return web.json_response({})

    async def file(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file, under its name."""
        file = self._world.files.get(request.match_info["file_id"])
        if file is None:
            raise web.HTTPNotFound
        headers = {
            "Content-Disposition": f"inline; filename*=UTF-8''{quote(file.filename)}",
            "Content-Security-Policy": "sandbox",  # a file from a chat must not act on the page's behalf
            "Content-Type": file.content_type,
            "X-Content-Type-Options": "nosniff",
        }
        return web.Response(body=file.content, headers=headers)

    def _snapshot(self) -> JsonObject:
        return snapshot(self._world, self._title, online=self._presence.online)

    def _user_id(self, request: web.Request) -> int:
        user_id = int(request.match_info["id"])
        if user_id not in self._world.accounts:
            raise web.HTTPNotFound
        return user_id

    def _broadcast(self, change: Change) -> None:
        if not self._outboxes:
            return
        shown = self._snapshot() if isinstance(change, BotDescribed) else frame(self._world, change)
        if shown is not None:
            self._tell(shown)

    def _tell(self, shown: JsonObject) -> None:
        text = dumps(shown)
        for outbox in self._outboxes.values():
            outbox.put_nowait(text)


async def _pour(outbox: asyncio.Queue[str], socket: web.WebSocketResponse) -> None:
    while True:
        await socket.send_str(await outbox.get())


async def _values(request: web.Request) -> JsonObject:
    try:
        values: Json = json.loads(await request.read())
    except ValueError:
        values = None
    if not isinstance(values, Mapping):
        msg = "The body must be a JSON object."
        raise ImpossibleError(msg)
    return values


def _number(values: JsonObject, name: str) -> int:
    value = values.get(name)
    return value if isinstance(value, int) and value >= 0 else 1_000_000_000


def _local_only(handler: _Handler) -> _Handler:
    """Refuse other sites' pages: they could reach a loopback server through the browser."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        names = [urlsplit(f"//{request.host}").hostname, *([urlsplit(origin).hostname] if origin else [])]
        if not _LOOPBACK.issuperset(names):
            raise web.HTTPForbidden(text="Open the page under http://127.0.0.1: other origins are refused.")
        try:
            return await handler(request)
        except ImpossibleError as problem:
            return web.json_response({"error": str(problem)}, status=400)

    return guarded
