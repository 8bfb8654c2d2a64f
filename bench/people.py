"""People who tap as soon as they see a card, and how long each waits for the next."""

from __future__ import annotations

import asyncio
import json
import random
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bench.telegram import InstantTelegram, Params, Shown

#: Submitting a brief makes a plan: no tap like the others, so people stop before it.
_SUBMITS = ":send:"


@dataclass
class Person:
    """One chat. ``waits``: seconds from each update to the edited card."""

    id: int
    chance: random.Random
    waits: list[float] = field(default_factory=list)
    sent_at: float = 0.0
    left: int = 0
    shown: Shown | None = None

    def choose(self) -> str:
        """The button to tap: two times out of three the main one, else any."""
        markup = self.shown.message.get("reply_markup") if self.shown else None
        rows = markup["inline_keyboard"] if isinstance(markup, dict) else []
        buttons = [button for row in rows for button in row if _is_answer(button)]
        main = [button for button in buttons if button.get("style") == "primary"]
        chosen = self.chance.choice(main or buttons) if self.chance.random() < 2 / 3 else self.chance.choice(buttons)
        return str(chosen["callback_data"])


def _is_answer(button: Params) -> bool:
    return "callback_data" in button and _SUBMITS not in str(button["callback_data"])


class Crowd:
    """Drives the people's chats. Updates go out as the bot has asked for: by webhook or by getUpdates."""

    def __init__(self, seed: int) -> None:
        self.telegram = InstantTelegram(self._shown)
        self.people: dict[int, Person] = {}
        self._seed = seed
        self._posts: dict[int, _Post] = {}
        self._expected: dict[int, tuple[str, asyncio.Future[Shown]]] = {}
        self._idle = asyncio.Event()

    def person(self, number: int) -> Person:
        return self.people.setdefault(number, Person(number, random.Random(self._seed * 1_000_003 + number)))  # noqa: S311 - a load, no secret

    async def say(self, number: int, text: str, until: str = "") -> Shown:
        """Type something, and wait for the next message in the same chat that says ``until``."""
        person = self.person(number)
        entities = (
            [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}] if text[0] == "/" else []
        )
        message = {"message_id": self.telegram.next_message_id(), **_place(number), "text": text, "entities": entities}
        seen: asyncio.Future[Shown] = asyncio.get_running_loop().create_future()
        self._expected[person.id] = (until, seen)
        self._send(person.id, {"message": message})
        return await asyncio.wait_for(seen, 30)

    async def everybody_taps(self, numbers: list[int], times: int) -> float:
        """Everybody taps ``times`` times, each as soon as the card is there; the seconds that it took."""
        self._idle.clear()
        started = time.perf_counter()
        for number in numbers:
            person = self.people[number]
            person.left = times
            self._next_tap(person)
        await self._idle.wait()
        return time.perf_counter() - started

    def _next_tap(self, person: Person) -> None:
        person.left -= 1
        person.sent_at = time.perf_counter()
        self._send(person.id, _tap(person, person.choose()))

    def _shown(self, shown: Shown) -> None:
        person = self.person(shown.chat_id)
        until, seen = self._expected.get(shown.chat_id, ("", None))
        if "reply_markup" in shown.message:
            person.shown = shown
        if seen is not None and until in str(shown.message["text"]):
            del self._expected[shown.chat_id]
            seen.set_result(shown)
        elif person.sent_at and person.shown is shown:
            self._waited(person, shown.at)

    def _waited(self, person: Person, until: float) -> None:
        person.waits.append(until - person.sent_at)
        person.sent_at = 0.0
        if person.left:
            self._next_tap(person)
        elif not any(other.left or other.sent_at for other in self.people.values()):
            self._idle.set()

    def _send(self, number: int, update: Params) -> None:
        numbered = self.telegram.numbered(update)
        if self.telegram.webhook is None:
            self.telegram.offer(numbered)
            return
        if number not in self._posts:
            self._posts[number] = _Post(self.telegram.webhook, self.telegram.secret)
        self._posts[number].send(numbered)

    def close(self) -> None:
        for post in self._posts.values():
            post.close()


def _place(number: int) -> Params:
    person = {"id": number, "first_name": "Анна"}
    return {"date": 1_790_000_000, "chat": {**person, "type": "private"}, "from": {**person, "is_bot": False}}


def _tap(person: Person, data: str) -> Params:
    assert person.shown is not None  # noqa: S101 - nobody taps what is not there
    query = {"id": str(time.perf_counter_ns()), "chat_instance": "1", "data": data, "message": person.shown.message}
    return {"callback_query": {**query, "from": _place(person.id)["from"]}}


class _Post:
    """One connection to the webhook, as Telegram keeps them; posts go one after another."""

    def __init__(self, url: str, secret: str) -> None:
        parts = urlsplit(url)
        self._address = (parts.hostname, parts.port)
        self._head = (
            f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/json\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\nContent-Length: "
        )
        self._queue: asyncio.Queue[bytes] = asyncio.Queue()
        self._task = asyncio.create_task(self._run())

    def send(self, update: Params) -> None:
        body = json.dumps(update).encode()
        self._queue.put_nowait(f"{self._head}{len(body)}\r\n\r\n".encode() + body)

    async def _run(self) -> None:
        reader, writer = await asyncio.open_connection(*self._address)
        try:
            while True:
                writer.write(await self._queue.get())
                head = await reader.readuntil(b"\r\n\r\n")
                _, found, rest = head.lower().partition(b"content-length:")
                await reader.readexactly(int(rest.split(b"\r\n", 1)[0]) if found else 0)
        finally:
            writer.close()

    def close(self) -> None:
        self._task.cancel()
