"""An instant Bot API server: answers at once, checks nothing, so that only the bot's own time is measured.

It speaks HTTP/1.1 over bare asyncio protocols; a bot must send ``Content-Length`` and keep its connections.
"""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from collections.abc import Callable

#: What the answers say of the bot.
BOT = {"id": 42, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
TOKEN = "42:bench"  # noqa: S105 - a made-up bot
_HEAD_END = b"\r\n\r\n"
Params = dict[str, object]


@dataclass(frozen=True, slots=True)
class Shown:
    """A message that the bot sent or edited. ``at``: ``time.perf_counter`` when the call had arrived."""

    chat_id: int
    message: Params
    edited: bool
    at: float


@dataclass
class InstantTelegram:
    """``shown`` is told of every message. Updates go out by getUpdates, or to ``webhook`` when the bot has set one."""

    shown: Callable[[Shown], None]
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    webhook: str | None = None
    secret: str = ""
    _updates: list[Params] = field(default_factory=list)
    _polls: list[asyncio.Future[None]] = field(default_factory=list)
    _message_ids: int = 0
    #: Higher than those of an earlier run on the same database, which the bot would take for repetitions.
    _update_ids: int = field(default_factory=lambda: time.time_ns() // 1_000_000)

    async def serve(self) -> tuple[asyncio.Server, int]:
        server = await asyncio.get_running_loop().create_server(lambda: _Connection(self), "127.0.0.1", 0)
        return server, server.sockets[0].getsockname()[1]

    def numbered(self, update: Params) -> Params:
        self._update_ids += 1
        return {"update_id": self._update_ids, **update}

    def next_message_id(self) -> int:
        self._message_ids += 1
        return self._message_ids

    def offer(self, update: Params) -> None:
        """Hand an update to whoever polls."""
        self._updates.append(update)
        for poll in self._polls:
            if not poll.done():
                poll.set_result(None)

    async def answer(self, method: str, params: Params) -> object:
        match method:
            case "getUpdates":
                return await self._get_updates(params)
            case "sendMessage" | "editMessageText":
                return self._message(params, edited=method == "editMessageText")
            case "getMe":
                return BOT
            case "setWebhook":
                self.webhook, self.secret = str(params["url"]), str(params.get("secret_token", ""))
                self.ready.set()
        return True

    def _message(self, params: Params, *, edited: bool) -> Params:
        at = time.perf_counter()
        chat_id = int(str(params["chat_id"]))
        number = int(str(params["message_id"])) if edited else self.next_message_id()
        message: Params = {
            "message_id": number,
            "date": 1_790_000_000,
            "chat": {"id": chat_id, "type": "private", "first_name": "Анна"},
            "from": BOT,
            "text": params["text"],
        }
        markup = params.get("reply_markup")
        if markup:
            message["reply_markup"] = json.loads(markup) if isinstance(markup, str) else markup
        self.shown(Shown(chat_id, message, edited, at))
        return message

    async def _get_updates(self, params: Params) -> list[Params]:
        self.ready.set()
        offset = int(str(params.get("offset") or 0))
        self._updates = [update for update in self._updates if int(str(update["update_id"])) >= offset]
        if not self._updates:
            poll: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._polls.append(poll)
            await asyncio.wait([poll], timeout=float(str(params.get("timeout") or 0)))
            self._polls.remove(poll)
        return self._updates[:100]


class _Connection(asyncio.Protocol):
    """One keep-alive connection; requests come one after another."""

    def __init__(self, telegram: InstantTelegram) -> None:
        self._telegram = telegram
        self._buffer = b""
        self._tasks: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - for the type checker
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        end = self._buffer.find(_HEAD_END)
        if end < 0:
            return
        head = self._buffer[:end].lower()
        length = _content_length(head)
        if len(self._buffer) < end + 4 + length:
            return
        body = self._buffer[end + 4 : end + 4 + length]
        method = self._buffer.split(b" ", 2)[1].rsplit(b"/", 1)[1].decode()
        self._buffer = b""
        task = asyncio.create_task(self._reply(method, _params(head, body)))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _reply(self, method: str, params: Params) -> None:
        result = await self._telegram.answer(method, params)
        body = json.dumps({"ok": True, "result": result}).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self._transport.write(head.encode() + body)


def _content_length(head: bytes) -> int:
    _, found, rest = head.partition(b"content-length:")
    return int(rest.split(b"\r\n", 1)[0]) if found else 0


def _params(head: bytes, body: bytes) -> Params:
    if b"application/json" in head:
        found: Params = json.loads(body)
        return found
    return {name: values[0] for name, values in parse_qs(body.decode()).items()}
