"""The files that the page consists of: ``/`` and ``/page/*``."""

from __future__ import annotations

from mimetypes import guess_type
from pathlib import Path

from aiohttp import web

PAGE = Path(__file__).parent / "page"
#: Browsers otherwise keep scripts as long as they see fit: after an update old and new ones would meet.
_ASK_EACH_TIME = {"Cache-Control": "no-cache"}


def add_page_files(app: web.Application) -> None:
    """Serve the page, in a way that a newer version of it is seen at once."""
    app.router.add_get("/", _index)
    app.router.add_get("/page/{name:.+}", _file)


async def _index(_: web.Request) -> web.StreamResponse:
    return _whole(PAGE / "index.html")


async def _file(request: web.Request) -> web.StreamResponse:
    file = (PAGE / request.match_info["name"]).resolve()
    if not file.is_relative_to(PAGE) or not file.is_file():
        raise web.HTTPNotFound
    return _whole(file)


def _whole(file: Path) -> web.Response:
    """At once: a browser that goes away while a file is being streamed would leave it open."""
    kind = guess_type(file.name)[0] or "application/octet-stream"
    return web.Response(body=file.read_bytes(), content_type=kind, headers=_ASK_EACH_TIME)
