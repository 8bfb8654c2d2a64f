"""Webhook delivery: secrets, retries, queues."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from bot.simulator.webhook import SECRET_HEADER, retry_pause

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.simulator import LocalTelegram, User
    from tests.simulator.conftest import Clock
    from tests.simulator.raw_bot import RawBot


@dataclass
class Receiver:
    """The bot's end of a webhook; ``answer`` decides what is said to each delivery."""

    url: str = ""
    received: list[dict[str, object]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    answer: Callable[[], Awaitable[web.Response]] | None = None

    async def handle(self, request: web.Request) -> web.Response:
        self.received.append(await request.json())
        self.secrets.append(request.headers.get(SECRET_HEADER))
        return await self.answer() if self.answer else web.Response()

    def texts(self) -> list[str]:
        messages = [update["message"] for update in self.received if "message" in update]
        return [message["text"] for message in messages if isinstance(message, dict)]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/", receiver.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    yield receiver
    await runner.cleanup()


@pytest.fixture
def anna(telegram: LocalTelegram) -> User:
    return telegram.user(1, "Анна")


def failing(times: int, response: Callable[[], web.Response]) -> Callable[[], Awaitable[web.Response]]:
    left = times

    async def answer() -> web.Response:
        nonlocal left
        left -= 1
        return response() if left >= 0 else web.Response()

    return answer


async def test_updates_are_posted_with_the_secret(
    bot: RawBot, anna: User, receiver: Receiver, telegram: LocalTelegram
) -> None:
    await bot.result("setWebhook", url=receiver.url, secret_token="s3cret")
    assert telegram.online
    await anna.send("а", wait=False)
    await telegram.idle()
    assert (receiver.texts(), receiver.secrets) == (["а"], ["s3cret"])
    await bot.result("deleteWebhook")
    assert not telegram.online


async def test_what_waited_before_is_delivered_unless_dropped(
    bot: RawBot, anna: User, receiver: Receiver, telegram: LocalTelegram
) -> None:
    await anna.send("а", wait=False)
    await bot.result("setWebhook", url=receiver.url)
    await telegram.idle()
    await bot.result("deleteWebhook")
    await anna.send("б", wait=False)
    await bot.result("setWebhook", url=receiver.url, drop_pending_updates=True)
    await anna.send("в", wait=False)
    await telegram.idle()
    assert receiver.texts() == ["а", "в"]


async def test_a_failed_delivery_is_repeated_and_reported(
    bot: RawBot, anna: User, receiver: Receiver, telegram: LocalTelegram
) -> None:
    receiver.answer = failing(3, lambda: web.Response(status=503))
    await bot.result("setWebhook", url=receiver.url)
    await anna.send("а", wait=False)
    await anna.send("б", wait=False)
    await telegram.idle()
    assert receiver.texts() == ["а", "а", "а", "а", "б"]
    info = await bot("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"
    assert info["pending_update_count"] == 0


async def test_a_webhook_that_is_down_is_tried_again(
    bot: RawBot, anna: User, telegram: LocalTelegram, clock: Clock
) -> None:
    await bot.result("setWebhook", url="http://127.0.0.1:1/")
    await anna.send("а", wait=False)
    with pytest.raises(TimeoutError, match="1 updates still wait"):
        await telegram.idle(within=0.1)
    assert str((await bot("getWebhookInfo"))["last_error_message"]).startswith("Connection failed")
    clock.advance(hours=25)
    assert (await bot("getWebhookInfo"))["pending_update_count"] == 0


async def test_messages_and_taps_are_separate_queues(
    bot: RawBot, anna: User, receiver: Receiver, telegram: LocalTelegram
) -> None:
    gate = asyncio.Event()

    async def slow() -> web.Response:
        if "message" in receiver.received[-1]:
            await gate.wait()
        return web.Response()

    receiver.answer = slow
    await bot.result("setWebhook", url=receiver.url)
    await anna.send("а", wait=False)
    await anna.send("б", wait=False)
    await anna.tap_data(1, "x", wait=False)
    await anna.until(lambda: len(telegram.world.updates) == 2)
    assert [set(update) - {"update_id"} for update in receiver.received] == [{"message"}, {"callback_query"}]
    gate.set()
    await telegram.idle()
    assert receiver.texts() == ["а", "б"]


async def test_a_method_in_the_answer_is_carried_out(
    bot: RawBot, anna: User, receiver: Receiver, telegram: LocalTelegram
) -> None:
    async def reply() -> web.Response:
        return web.json_response({"method": "sendMessage", "chat_id": 1, "text": "Здравствуйте"})

    receiver.answer = reply
    await bot.result("setWebhook", url=receiver.url)
    await anna.send("а")
    assert anna.last.text == "Здравствуйте"
    assert [call.method for call in telegram.calls] == ["setWebhook", "sendMessage"]


async def test_bad_settings_are_refused(bot: RawBot) -> None:
    refusal = await bot.refusal("setWebhook", url="http://127.0.0.1:1/", secret_token="s ")
    assert refusal == "Bad Request: secret token contains unallowed characters"
    refusal = await bot.refusal("setWebhook", url="ftp://127.0.0.1/")
    assert refusal == "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    assert (await bot("getWebhookInfo"))["url"] == ""


def test_pauses_double_from_the_second_failure_up_to_a_minute_unless_told() -> None:
    assert [retry_pause(failures) for failures in range(1, 9)] == [0, 2, 4, 8, 16, 32, 60, 60]
    assert retry_pause(1, retry_after=7) == 7


async def test_a_told_pause_is_kept(bot: RawBot, anna: User, receiver: Receiver, telegram: LocalTelegram) -> None:
    receiver.answer = failing(1, lambda: web.Response(status=429, headers={"Retry-After": "1000"}))
    await bot.result("setWebhook", url=receiver.url)
    await anna.send("а", wait=False)
    with pytest.raises(TimeoutError):
        await telegram.idle(within=0.2)
    assert receiver.texts() == ["а"]


async def test_a_refused_method_in_the_answer_is_reported_and_not_repeated(
    bot: RawBot, anna: User, receiver: Receiver, telegram: LocalTelegram
) -> None:
    async def reply() -> web.Response:
        return web.json_response({"method": "sendMessage", "chat_id": 1})

    receiver.answer = reply
    await bot.result("setWebhook", url=receiver.url, allowed_updates=["message"])
    await anna.send("а", wait=False)
    await telegram.idle()
    info = await bot("getWebhookInfo")
    assert info["last_error_message"] == "Bad Request: message text is empty"
    assert info["allowed_updates"] == ["message"]
    assert receiver.texts() == ["а"]


async def test_any_other_answer_is_taken_as_it_is(
    bot: RawBot, anna: User, receiver: Receiver, telegram: LocalTelegram
) -> None:
    bodies = iter(["{", "ok", "{}"])

    async def reply() -> web.Response:
        return web.Response(text=next(bodies))

    receiver.answer = reply
    await bot.result("setWebhook", url=receiver.url)
    for text in ("а", "б", "в"):
        await anna.send(text, wait=False)
    await telegram.idle()
    assert receiver.texts() == ["а", "б", "в"]
    assert "last_error_message" not in await bot("getWebhookInfo")
