"""Outgoing messages as Bot API calls: plain dictionaries, no models to build or validate on the way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from bot.app.messages import (
    DeleteMessage,
    EditMessage,
    Placement,
    RemoveButtons,
    SendAttachment,
    SendDocument,
    SendMessage,
    SendPicture,
    SendReading,
    SendReminder,
    ShowCard,
)

if TYPE_CHECKING:
    from bot.app.messages import Button, Keyboard, Outgoing, Screen
    from bot.app.ports import Document


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that goes along with a call, as the parameter ``field``."""

    field: str
    document: Document


@dataclass(frozen=True, slots=True)
class Call:
    """``creates``: it makes a new message, so repeating it is seen by the person."""

    method: str
    params: dict[str, object]
    creates: bool
    file: Upload | None = None


_PNG = b"\x89PNG\r\n\x1a\n"
#: The longer side of the largest photo that Telegram keeps.
_PHOTO_SIDE = 2560
_FILE_METHODS = {
    "photo": "sendPhoto",
    "document": "sendDocument",
    "voice": "sendVoice",
    "audio": "sendAudio",
    "video": "sendVideo",
    "video_note": "sendVideoNote",
}


def call_for(message: Outgoing, card_at: int | None, file: Document | None = None) -> Call:
    """``card_at``: the message that holds the chat's card now, if any; ``file``: for messages that are files."""
    match message:
        case ShowCard() if card_at is not None and message.placement is Placement.IN_PLACE:
            return _edit(message.chat_id, card_at, message.screen)
        case ShowCard() | SendMessage() | SendReminder():
            return Call("sendMessage", {"chat_id": message.chat_id, **_shown(message.screen)}, creates=True)
        case SendReading() if message.rich:
            return Call("sendRichMessage", {"chat_id": message.chat_id, **_shown_richly(message.next)}, creates=True)
        case SendReading():
            return Call("sendMessage", {"chat_id": message.chat_id, **_shown(message.next)}, creates=True)
        case EditMessage():
            return _edit(message.chat_id, message.message_id, message.screen)
        case DeleteMessage() | RemoveButtons():
            place: dict[str, object] = {"chat_id": message.chat_id, "message_id": message.message_id}
            method = "deleteMessage" if isinstance(message, DeleteMessage) else "editMessageReplyMarkup"
            return Call(method, place, creates=False)
        case SendDocument() | SendPicture():
            return _upload(message.chat_id, file)
        case SendAttachment():
            return Call(_FILE_METHODS[message.kind], _file(message), creates=True)
        case unknown:
            assert_never(unknown)


def _upload(chat_id: int, file: Document | None) -> Call:
    if file is None:
        msg = "a message that is a file needs the file"
        raise ValueError(msg)
    field = "photo" if _is_shown_whole(file.content) else "document"
    return Call(_FILE_METHODS[field], {"chat_id": chat_id}, creates=True, file=Upload(field, file))


def _is_shown_whole(content: bytes) -> bool:
    """Whether it is a PNG that Telegram shows as a photo without shrinking it; the height stands in the header."""
    return content.startswith(_PNG) and int.from_bytes(content[20:24], "big") <= _PHOTO_SIDE


def _file(message: SendAttachment) -> dict[str, object]:
    params: dict[str, object] = {"chat_id": message.chat_id, message.kind: message.file_id}
    if message.caption and message.kind != "video_note":
        params |= {"caption": message.caption, "parse_mode": "HTML"}
    return params


def _edit(chat_id: int, message_id: int, screen: Screen) -> Call:
    params = {"chat_id": chat_id, "message_id": message_id, **_shown(screen)}
    return Call("editMessageText", params, creates=False)


def _shown(screen: Screen) -> dict[str, object]:
    shown: dict[str, object] = {
        "text": screen.text,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    return shown | _markup(screen)


def _shown_richly(screen: Screen) -> dict[str, object]:
    return {"rich_message": {"html": screen.text}, **_markup(screen)}


def _markup(screen: Screen) -> dict[str, object]:
    return {"reply_markup": {"inline_keyboard": _rows(screen.keyboard)}} if screen.keyboard else {}


def _rows(keyboard: Keyboard) -> list[list[dict[str, object]]]:
    return [[_button(button) for button in row] for row in keyboard]


def _button(button: Button) -> dict[str, object]:
    made: dict[str, object] = {"text": button.text}
    if button.data is not None:
        made["callback_data"] = button.data
    if button.url is not None:
        made["url"] = button.url
    if button.copy is not None:
        made["copy_text"] = {"text": button.copy}
    if button.style is not None:
        made["style"] = button.style
    return made
