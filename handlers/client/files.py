"""A file that a client sent, in our terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.answering import File

if TYPE_CHECKING:
    from aiogram.types import Message


def file_in(message: Message) -> File | None:
    """The file with its caption; of a photo the largest size. None for anything that is no file."""
    caption = message.caption or ""
    if message.photo:
        return File("photo", message.photo[-1].file_id, "", caption)
    if message.document:
        return File("document", message.document.file_id, message.document.file_name or "", caption)
    if message.voice:
        return File("voice", message.voice.file_id, "", caption)
    if message.audio:
        return File("audio", message.audio.file_id, message.audio.file_name or "", caption)
    if message.video:
        return File("video", message.video.file_id, message.video.file_name or "", caption)
    if message.video_note:
        return File("video_note", message.video_note.file_id, "", caption)
    return None
