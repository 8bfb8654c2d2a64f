"""Files: sending them, and finding where to download them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from bot.simulator.errors import BadRequestError
from bot.simulator.files import KINDS, MAX_DOWNLOAD, StoredFile, check_upload
from bot.simulator.keyboards import Markup, markup
from bot.simulator.methods.addressing import beside, new_message, recipient
from bot.simulator.state import World
from bot.simulator.texts import caption
from bot.simulator.wire import Json, Params, as_text

if TYPE_CHECKING:
    from bot.simulator.texts import Formatted

_Handler: TypeAlias = Callable[[World, Params], Json]

_ALBUM = range(2, 11)
_ALBUM_KINDS = frozenset({"photo", "video", "document", "audio"})


def _send(kind: str, world: World, params: Params) -> Json:
    account = recipient(world, params)
    file = _file(world, params, kind, kind)
    body, keyboard = caption(params), markup(params)
    extra = beside(world, account, params)
    return new_message(world, account, body, keyboard, content=file.content_json(), extra=extra).json()


def send_media_group(world: World, params: Params) -> Json:
    """``sendMediaGroup``: an album of 2-10."""
    account = recipient(world, params)
    items = params.sequence("media") or ()
    if len(items) not in _ALBUM:
        msg = "wrong number of media: an album takes 2-10"
        raise BadRequestError(msg)
    parts = [_album_part(world, params, item) for item in items]
    extra = {**beside(world, account, params), "media_group_id": str(world.take_message_id())}
    return [
        new_message(world, account, body, Markup(), content=file.content_json(), extra=extra).json()
        for file, body in parts
    ]


def _album_part(world: World, params: Params, item: Json) -> tuple[StoredFile, Formatted]:
    given = item if isinstance(item, Mapping) else {}
    kind = as_text(given.get("type"))
    if kind not in _ALBUM_KINDS:
        msg = "can't parse InputMedia: media type is not supported in an album"
        raise BadRequestError(msg)
    part = Params({**params.values, **given, "parse_mode": given.get("parse_mode") or params.text("parse_mode")})
    return _file(world, part, "media", kind), caption(part)


def _file(world: World, params: Params, name: str, kind: str) -> StoredFile:
    """The file that a parameter brings, names in another part of the body, or refers to by id."""
    upload = params.upload(name)
    reference = params.text(name)
    if upload is None and reference.startswith("attach://"):
        upload = params.upload(reference.removeprefix("attach://"))
    if upload is not None:
        check_upload(kind, upload.content)
        return world.files.add(kind, upload.filename, upload.content, upload.content_type)
    if not reference:
        msg = f"there is no {kind} in the request"
        raise BadRequestError(msg)
    known = world.files.get(reference)
    if known is None:
        msg = "wrong file identifier/HTTP URL specified"
        raise BadRequestError(msg)
    if known.kind != kind:
        msg = f"can't use file of type {known.kind.title()} as {kind.title()}"
        raise BadRequestError(msg)
    return known


def get_file(world: World, params: Params) -> Json:
    """``getFile``: up to 20 MB."""
    file_id = params.text("file_id")
    if not file_id:
        msg = "file_id not specified"
        raise BadRequestError(msg)
    file = world.files.get(file_id)
    if file is None:
        msg = "wrong file_id or the file is temporarily unavailable"
        raise BadRequestError(msg)
    if len(file.content) > MAX_DOWNLOAD:
        msg = "file is too big"
        raise BadRequestError(msg)
    size = len(file.content)
    return {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": size, "file_path": file.path}


def _method_name(kind: str) -> str:
    return "send" + "".join(word.title() for word in kind.split("_"))


METHODS: Mapping[str, _Handler] = {
    **{_method_name(kind): partial(_send, kind) for kind in KINDS},
    "sendMediaGroup": send_media_group,
    "getFile": get_file,
}
