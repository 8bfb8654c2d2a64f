"""The Bot API as raw JSON over one session.

Errors say what is known of the outcome (texts and codes: the Bot API server's own):

    BriefBotError
    └── TelegramError
        ├── NotSentError              certainly no effect
        │   ├── RejectedError         400 and whatever else is refused for good
        │   ├── UnreachableError      403: the person blocked the bot or is gone
        │   ├── TooManyRequestsError  429: wait ``retry_after`` seconds
        │   ├── WrongTokenError       401
        │   ├── NotFoundError         404: no such bot, or no such method
        │   ├── ConflictError         409: another process polls, or a webhook is set
        │   └── ConnectionFailedError the connection was not made
        └── OutcomeUnknownError       timeout, cut connection, 5xx, an answer that is no JSON
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import aiohttp

from bot.domain.errors import BriefBotError
from bot.failpoints import Failpoints
from bot.storage.encoding import decoded, encoded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.delivery.calls import Upload

_TIMEOUT = 30.0


class TelegramError(BriefBotError):
    """Root of what can go wrong with a call; the message is Telegram's description."""


class NotSentError(TelegramError):
    """The call had certainly no effect."""


class RejectedError(NotSentError):
    """The request itself is refused; repeating it changes nothing."""


class UnreachableError(NotSentError):
    """The person does not take messages from the bot."""


class TooManyRequestsError(NotSentError):
    """``retry_after``: seconds to wait."""

    def __init__(self, description: str, retry_after: float) -> None:
        super().__init__(description)
        self.retry_after = retry_after


class WrongTokenError(NotSentError):
    """Telegram does not know this bot; nothing helps but another token."""

    def __init__(self, description: str) -> None:
        super().__init__(f"Telegram knows no bot with this token ({description}): check BOT_TOKEN")


class NotFoundError(NotSentError):
    """The server does not know the method; or it says so of every method, because the token is none."""

    def __init__(self, description: str) -> None:
        super().__init__(
            f"The Bot API server knows no such bot or no such method ({description}): "
            "check BOT_TOKEN and TELEGRAM_API_URL"
        )


class ConflictError(NotSentError):
    """Another process receives this bot's updates."""


class ConnectionFailedError(NotSentError):
    """Telegram could not be reached."""


class OutcomeUnknownError(TelegramError):
    """The call may or may not have had its effect."""


_BY_CODE: dict[int, type[NotSentError]] = {
    401: WrongTokenError,
    403: UnreachableError,
    404: NotFoundError,
    409: ConflictError,
}
_TOO_MANY = 429
_SERVER_ERROR = 500


class Telegram:
    """``base_url``: of the Bot API server, without the token. Close it after use."""

    def __init__(self, base_url: str, token: str, failpoints: Failpoints | None = None) -> None:
        self._failpoints = failpoints or Failpoints()
        self._root = f"{base_url.rstrip('/')}/bot{token}/"
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=100), cookie_jar=aiohttp.DummyCookieJar()
        )

    async def close(self) -> None:
        await self._session.close()

    async def call(
        self,
        method: str,
        params: Mapping[str, object],
        *,
        timeout: float = _TIMEOUT,  # noqa: ASYNC109 - long polling needs its own
        file: Upload | None = None,
    ) -> object:
        """The ``result`` of the method; ``file`` goes along in a form.

        Raises:
            TelegramError: see the tree above.
        """
        self._failpoints.hit(method, "before_call")
        try:
            async with self._session.post(
                self._root + method,
                data=_form(params, file) if file else _json(params),
                timeout=aiohttp.ClientTimeout(total=timeout),
            ) as response:
                body = await response.read()
        except aiohttp.ClientConnectorError as failure:
            raise ConnectionFailedError(type(failure).__name__) from failure
        except (aiohttp.ClientError, TimeoutError) as failure:
            raise OutcomeUnknownError(type(failure).__name__) from failure
        self._failpoints.hit(method, "after_call")
        return _result(body)


def _json(params: Mapping[str, object]) -> aiohttp.BytesPayload:
    return aiohttp.BytesPayload(encoded(params).encode(), content_type="application/json")


def _form(params: Mapping[str, object], file: Upload) -> aiohttp.FormData:
    # Percent signs for Russian letters would stay in the file's name.
    form = aiohttp.FormData({name: str(value) for name, value in params.items()}, quote_fields=False)
    form.add_field(file.field, BytesIO(file.document.content), filename=file.document.name)
    return form


def _result(body: bytes) -> object:
    try:
        answer = decoded(body)
    except ValueError:
        answer = None
    if isinstance(answer, dict) and answer.get("ok") is True:
        return answer.get("result")
    raise _error(answer if isinstance(answer, dict) else {})


def _error(answer: Mapping[str, object]) -> TelegramError:
    code, description = answer.get("error_code"), str(answer.get("description", ""))
    if not isinstance(code, int) or code >= _SERVER_ERROR:
        return OutcomeUnknownError(description)
    if code == _TOO_MANY:
        parameters = answer.get("parameters")
        wait = parameters.get("retry_after", 1) if isinstance(parameters, dict) else 1
        return TooManyRequestsError(description, float(wait))
    return _BY_CODE.get(code, RejectedError)(description)
