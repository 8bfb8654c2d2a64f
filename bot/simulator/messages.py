"""Messages of a chat, as stored, as the Bot API shows them and as a person sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.simulator.texts import Formatted
from bot.simulator.wire import as_sequence, as_text

if TYPE_CHECKING:
    from bot.simulator.entities import Entity
    from bot.simulator.rich_blocks import RichMessage
    from bot.simulator.wire import Json, JsonObject


@dataclass(frozen=True, slots=True)
class Button:
    """A button of an inline keyboard; the empty string means absent."""

    label: str
    data: str = ""
    url: str = ""
    copy_text: str = ""
    style: str = ""
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One version of a message; an edit makes a new one with the same ``message_id``."""

    message_id: int
    chat: JsonObject
    sender: JsonObject
    #: Unix time of sending.
    date: int
    from_bot: bool
    #: The text, the caption of a message with media, or what a person reads in a rich message who opens everything.
    text: str = ""
    entities: tuple[Entity, ...] = ()
    rich: RichMessage | None = None
    #: Media, location, contact and the like: Bot API fields as they are.
    content: JsonObject = field(default_factory=dict)
    #: Fields beside the content: ``forward_origin``, ``reply_to_message``, ``link_preview_options`` …
    extra: JsonObject = field(default_factory=dict)
    inline_keyboard: JsonObject | None = None
    #: A keyboard below the typing field: such a message cannot be edited.
    reply_keyboard: JsonObject | None = None
    edit_date: int | None = None

    @property
    def chat_id(self) -> int:
        value = self.chat["id"]
        return value if isinstance(value, int) else 0

    @property
    def body(self) -> Formatted:
        """What the message says."""
        return Formatted(self.text, self.entities, self.rich)

    @property
    def keyboard(self) -> tuple[tuple[Button, ...], ...]:
        """Inline buttons by rows."""
        rows = as_sequence(self.inline_keyboard.get("inline_keyboard")) if self.inline_keyboard else None
        return tuple(tuple(map(_button, as_sequence(row) or ())) for row in rows or ())

    @property
    def buttons(self) -> tuple[tuple[str, ...], ...]:
        """Labels of the inline buttons by rows."""
        return tuple(tuple(button.label for button in row) for row in self.keyboard)

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels of all inline buttons."""
        return tuple(label for row in self.buttons for label in row)

    def file_id(self, kind: str) -> str:
        """Id of the file that the message carries as ``kind`` (of a photo, the largest); ``""`` when none."""
        media = self.content.get(kind)
        sizes = as_sequence(media)
        chosen = sizes[-1] if sizes else media
        return as_text(chosen.get("file_id")) if isinstance(chosen, Mapping) else ""

    def json(self) -> JsonObject:
        """Bot API ``Message``."""
        shown: dict[str, Json] = {
            "message_id": self.message_id,
            "from": self.sender,
            "chat": self.chat,
            "date": self.date,
        }
        if self.edit_date is not None:
            shown["edit_date"] = self.edit_date
        shown.update(self.extra)
        shown.update(self.content)
        if self.rich is not None:
            shown["rich_message"] = self.rich.json()
        elif self.text:
            shown["caption" if self.content else "text"] = self.text
        if self.entities:
            shown["caption_entities" if self.content else "entities"] = [entity.json() for entity in self.entities]
        if self.inline_keyboard is not None:
            shown["reply_markup"] = self.inline_keyboard
        return shown


def _button(value: Json) -> Button:
    if not isinstance(value, Mapping):
        return Button("")
    copied = value.get("copy_text")
    return Button(
        label=as_text(value.get("text")),
        data=as_text(value.get("callback_data")),
        url=as_text(value.get("url")),
        copy_text=as_text(copied.get("text")) if isinstance(copied, Mapping) else "",
        style=as_text(value.get("style")),
        disabled="disabled" in value,
    )
