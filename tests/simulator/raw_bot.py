"""A bot without a framework: calls methods over HTTP, and shows what comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from aiohttp import ClientSession, FormData

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"


@dataclass(frozen=True)
class Answer:
    status: int
    body: Mapping[str, Json]
    headers: Mapping[str, str]

    @property
    def description(self) -> str:
        return str(self.body.get("description", ""))


class Shown(dict[str, Json]):
    """A result that is an object, with typed ways in."""

    def number(self, name: str) -> int:
        value = self[name]
        assert isinstance(value, int)
        return value

    def text(self, name: str) -> str:
        value = self[name]
        assert isinstance(value, str)
        return value

    def inner(self, name: str) -> Shown:
        return shown(self[name])

    def items_of(self, name: str) -> list[Shown]:
        return shown_list(self[name])


def shown(value: Json) -> Shown:
    assert isinstance(value, Mapping), value
    return Shown(value)


def shown_list(value: Json) -> list[Shown]:
    assert isinstance(value, Sequence)
    assert not isinstance(value, str)
    return [shown(item) for item in value]


class RawBot:
    def __init__(self, session: ClientSession, url: str, token: str) -> None:
        self.session = session
        self.base = f"{url}/bot{token}"

    async def answer(self, method: str, **params: Json) -> Answer:
        """Whatever the server answers to a JSON call."""
        async with self.session.post(f"{self.base}/{method}", json=params) as response:
            return Answer(response.status, await response.json(), dict(response.headers))

    async def result(self, method: str, **params: Json) -> Json:
        """The result of a call that must succeed."""
        answer = await self.answer(method, **params)
        assert answer.body.get("ok") is True, answer
        return answer.body["result"]

    async def __call__(self, method: str, **params: Json) -> Shown:
        """The result of a call that must succeed with an object."""
        return shown(await self.result(method, **params))

    async def send(self, chat_id: int, text: str, **params: Json) -> Shown:
        return await self("sendMessage", chat_id=chat_id, text=text, **params)

    async def refusal(self, method: str, **params: Json) -> str:
        """The description of a call that must be refused."""
        answer = await self.answer(method, **params)
        assert answer.body.get("ok") is False, answer
        assert answer.body["error_code"] == answer.status
        return answer.description

    async def form(self, method: str, form: FormData) -> Shown:
        """The result of a form or multipart call."""
        async with self.session.post(f"{self.base}/{method}", data=form) as response:
            body = await response.json()
            assert body["ok"] is True, body
            return shown(body["result"])

    async def updates(self, **params: Json) -> list[Shown]:
        return shown_list(await self.result("getUpdates", **params))


def keyboard(*rows: Sequence[str]) -> dict[str, Json]:
    """An inline keyboard whose buttons send ``data:<label>``."""
    return {"inline_keyboard": [[{"text": label, "callback_data": f"data:{label}"} for label in row] for row in rows]}


@asynccontextmanager
async def serving(bot: RawBot, answer: Callable[[Shown], Awaitable[None]]) -> AsyncIterator[None]:
    """Answer updates in a task of its own, as a bot would."""

    async def poll() -> None:
        offset = 0
        while True:
            for update in await bot.updates(offset=offset, timeout=5):
                offset = update.number("update_id") + 1
                await answer(update)

    task = asyncio.create_task(poll())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
