"""The Bot API over HTTP: ``/bot<token>/<method>`` and ``/file/bot<token>/<path>``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aiohttp import web

from bot.simulator.dispatch import DroppedError, GarbledError
from bot.simulator.errors import ApiError, BadRequestError, UnauthorizedError
from bot.simulator.files import MAX_UPLOAD
from bot.simulator.wire import Params, Upload, dumps

if TYPE_CHECKING:
    from bot.simulator.dispatch import Dispatcher
    from bot.simulator.state import World
    from bot.simulator.wire import Json

#: Room for the largest upload and its wrapping.
MAX_BODY = MAX_UPLOAD + 2 * 1024 * 1024


class BotApi:
    """Requests to calls, results to answers."""

    def __init__(self, world: World, dispatcher: Dispatcher) -> None:
        self._world = world
        self._dispatcher = dispatcher

    def add_routes(self, app: web.Application) -> None:
        app.router.add_route("*", "/bot{token}/{method}", self.handle)
        app.router.add_get("/file/bot{token}/{path:.+}", self.download)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check_token(request)
            params = await read_params(request)
            result = await self._dispatcher.call(request.match_info["method"], params)
        except ApiError as error:
            return _answer(error.body(), status=error.code, headers=error.headers())
        except DroppedError:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        except GarbledError:
            return web.Response(text="<html>502 Bad Gateway</html>", content_type="text/html", status=502)
        return _answer({"ok": True, "result": result})

    async def download(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file whose path ``getFile`` told."""
        try:
            self._check_token(request)
        except UnauthorizedError as error:
            return _answer(error.body(), status=error.code)
        file = self._world.files.at(request.match_info["path"])
        if file is None:
            return _answer({"ok": False, "error_code": 404, "description": "Not Found"}, status=404)
        return web.Response(body=file.content, content_type="application/octet-stream")

    def _check_token(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if ":" not in token:
            msg = "invalid token specified"
            raise UnauthorizedError(msg)
        if token != self._world.bot.token:
            raise UnauthorizedError


async def read_params(request: web.Request) -> Params:
    """The parameters from the query and from a JSON, form or multipart body.

    Raises:
        BadRequestError: the body says it is JSON and is not an object.
    """
    values: dict[str, Json | Upload] = dict(request.query) if request.query_string else {}
    if not request.body_exists:
        return Params(values)
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.read() or b"{}")
            values.update(body)
        except (ValueError, TypeError):
            msg = "can't parse JSON object"
            raise BadRequestError(msg) from None
        return Params(values)
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            values[name] = Upload(value.filename, value.content_type, value.file.read())
            value.file.close()
        else:
            values[name] = value if isinstance(value, str) else bytes(value).decode()
    return Params(values)


def _answer(body: Json, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    return web.Response(
        body=dumps(body).encode(), status=status, headers=headers, content_type="application/json", charset="utf-8"
    )
