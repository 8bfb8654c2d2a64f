"""The files that the page consists of: ``/`` and ``/page/*``."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

PAGE = Path(__file__).parent / "page"


def add_page_files(app: web.Application) -> None:
    """Serve the page, in a way that a newer version of it is seen at once."""
    app.router.add_get("/", _index)
    app.router.add_static("/page", PAGE)
    app.on_response_prepare.append(_ask_each_time)


async def _index(_request: web.Request) -> web.StreamResponse:
    return web.FileResponse(PAGE / "index.html")


async def _ask_each_time(request: web.Request, response: web.StreamResponse) -> None:
    """Browsers otherwise keep scripts as long as they see fit: after an update old and new ones would meet."""
    if request.path == "/" or request.path.startswith("/page/"):
        response.headers["Cache-Control"] = "no-cache"
