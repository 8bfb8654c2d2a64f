"""Files that people and the bot sent, and how messages describe them."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequestError

if TYPE_CHECKING:
    from bot.simulator.wire import Json, JsonObject

MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_UPLOAD = 50 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024

#: Kinds of media that a message can carry here, with the file name given to nameless ones.
KINDS = {
    "document": "file.bin",
    "photo": "photo.jpg",
    "voice": "voice.ogg",
    "video": "video.mp4",
    "audio": "audio.mp3",
    "animation": "animation.mp4",
    "video_note": "note.mp4",
    "sticker": "sticker.webp",
}

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")
_DURATION = 1
_SIDE = 512


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file; ``kind`` is the media it was sent as. Ids of one kind cannot be sent as another."""

    file_id: str
    kind: str
    filename: str
    content_type: str
    content: bytes = field(repr=False)

    @property
    def unique_id(self) -> str:
        return "u" + self.file_id

    @property
    def path(self) -> str:
        """Where ``getFile`` says it can be downloaded."""
        return f"{self.kind}s/{self.file_id}{PurePath(self.filename).suffix}"

    def content_json(self) -> JsonObject:
        """The part of a Bot API ``Message`` that shows this file."""
        described: dict[str, Json] = {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.content),
            **self._particulars(),
        }
        return {self.kind: [described] if self.kind == "photo" else described}

    def _particulars(self) -> JsonObject:
        """What the Bot API says of this kind beside the file itself; sizes and durations are made up."""
        square: JsonObject = {"width": _SIDE, "height": _SIDE}
        named: JsonObject = {"file_name": self.filename, "mime_type": self.content_type}
        lasting: JsonObject = {"duration": _DURATION}
        sticker: JsonObject = {"type": "regular", "is_animated": False, "is_video": False, "emoji": "👍"}
        by_kind: dict[str, JsonObject] = {
            "photo": square,
            "voice": {**lasting, "mime_type": self.content_type},
            "audio": {**lasting, **named},
            "video": {**square, **lasting, **named},
            "animation": {**square, **lasting, **named},
            "video_note": {**lasting, "length": _SIDE},
            "sticker": {**square, **sticker},
        }
        return by_kind.get(self.kind, named)


@dataclass(slots=True)
class FileStore:
    _files: dict[str, StoredFile] = field(default_factory=dict)
    _by_path: dict[str, StoredFile] = field(default_factory=dict)

    def add(self, kind: str, filename: str, content: bytes, content_type: str = "") -> StoredFile:
        """Keep a file sent as ``kind``, one of ``KINDS``; its type is guessed from the name when not given."""
        name = PurePath(filename).name or KINDS[kind]
        guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
        generic = content_type in {"", "application/octet-stream"}
        file_id = f"{kind}-{len(self._files) + 1}"
        file = StoredFile(file_id, kind, name, guessed if generic else content_type, content)
        self._files[file_id] = self._by_path[file.path] = file
        return file

    def get(self, file_id: str) -> StoredFile | None:
        return self._files.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file whose ``path`` this is."""
        return self._by_path.get(path)


def check_upload(kind: str, content: bytes) -> None:
    """Refuse what the server would not take as this kind.

    Raises:
        BadRequestError: empty, too big, or a photo that is no picture.
    """
    if not content:
        msg = "file must be non-empty"
        raise BadRequestError(msg)
    if len(content) > (MAX_PHOTO if kind == "photo" else MAX_UPLOAD):
        msg = "file is too big"
        raise BadRequestError(msg)
    if kind == "photo" and not content.startswith(_IMAGES):
        msg = "IMAGE_PROCESS_FAILED"
        raise BadRequestError(msg)
