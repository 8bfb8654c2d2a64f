"""What a call to Telegram comes to, and what is known of its outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bot.delivery.telegram import (
    ConflictError,
    ConnectionFailedError,
    NotFoundError,
    OutcomeUnknownError,
    RejectedError,
    Telegram,
    TelegramError,
    TooManyRequestsError,
    UnreachableError,
    WrongTokenError,
)
from bot.simulator import errors

if TYPE_CHECKING:
    from bot.simulator import LocalTelegram, User

ANNA = 1
REFUSALS: list[tuple[errors.ApiError, type[TelegramError]]] = [
    (errors.BadRequestError("message text is empty"), RejectedError),
    (errors.UnauthorizedError(), WrongTokenError),
    (errors.ForbiddenError("bot was blocked by the user"), UnreachableError),
    (errors.NotFoundError(), NotFoundError),
    (errors.ConflictError("terminated by other getUpdates request"), ConflictError),
    (errors.TooManyRequestsError(7), TooManyRequestsError),
    (errors.InternalError("restart"), OutcomeUnknownError),
]


@pytest.mark.parametrize(("refusal", "kind"), REFUSALS, ids=lambda one: getattr(one, "__name__", ""))
async def test_a_refusal_is_an_error_of_its_kind_with_telegrams_words(
    api: Telegram, telegram: LocalTelegram, refusal: errors.ApiError, kind: type[TelegramError]
) -> None:
    telegram.faults.refuse(refusal)
    with pytest.raises(kind, match=refusal.description) as raised:
        await api.call("sendMessage", {"chat_id": ANNA, "text": "а"})
    assert type(raised.value) is kind


async def test_a_call_that_came_too_soon_says_how_long_to_wait(api: Telegram, telegram: LocalTelegram) -> None:
    telegram.faults.retry_after(7)
    with pytest.raises(TooManyRequestsError) as raised:
        await api.call("sendMessage", {"chat_id": ANNA, "text": "а"})
    assert raised.value.retry_after == 7


@pytest.mark.parametrize("misfortune", ["drop_before", "drop_after", "garble"])
async def test_of_a_call_without_a_readable_answer_the_outcome_is_unknown(
    anna: User, api: Telegram, telegram: LocalTelegram, misfortune: str
) -> None:
    getattr(telegram.faults, misfortune)()
    with pytest.raises(OutcomeUnknownError):
        await api.call("sendMessage", {"chat_id": anna.id, "text": "а"})


async def test_of_a_call_that_takes_too_long_the_outcome_is_unknown(
    anna: User, api: Telegram, telegram: LocalTelegram
) -> None:
    gate = telegram.faults.hold()
    with pytest.raises(OutcomeUnknownError, match="Timeout"):
        await api.call("sendMessage", {"chat_id": anna.id, "text": "а"}, timeout=0.05)
    gate.release()


async def test_a_call_that_reached_nobody_had_no_effect() -> None:
    api = Telegram(f"http://127.0.0.1:{unused_port()}", "1:token")
    with pytest.raises(ConnectionFailedError):
        await api.call("sendMessage", {"chat_id": ANNA, "text": "а"})
    await api.close()


@pytest.mark.parametrize("body", [b"", b"<html>502</html>", b"[]", b'"ok"', b"{}", b'{"ok": 1}', b"[" * 100_000])
async def test_of_an_answer_that_is_not_telegrams_the_outcome_is_unknown(body: bytes) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=body, content_type="application/json")

    app = web.Application()
    app.router.add_post("/bot1:token/sendMessage", answer)
    async with TestServer(app) as server:
        api = Telegram(str(server.make_url("/")), "1:token")
        with pytest.raises(OutcomeUnknownError):
            await api.call("sendMessage", {"chat_id": ANNA, "text": "а"})
        await api.close()


async def test_no_error_tells_the_token(api: Telegram, telegram: LocalTelegram) -> None:
    await telegram.stop()
    with pytest.raises(TelegramError) as raised:
        await api.call("getMe", {})
    assert telegram.token not in str(raised.value)
