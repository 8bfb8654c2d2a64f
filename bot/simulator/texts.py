"""What becomes of a text between the call and the message: parsed, cleaned, trimmed, measured."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.simulator.entities import Entity, detect, trimmed, utf16_length
from bot.simulator.errors import BadRequestError
from bot.simulator.html_mode import parse_html
from bot.simulator.wire import as_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.simulator.rich_blocks import RichMessage
    from bot.simulator.wire import Json, Params

MAX_RAW_BYTES = 32_768
MAX_TEXT = 4096
MAX_CAPTION = 1024

_CONTROLS = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
_REMOVED = re.compile("[\r\u2028-\u202e]")


@dataclass(frozen=True, slots=True)
class Formatted:
    """What a message says, as it holds it."""

    #: Of a rich message, its words without formatting.
    text: str
    entities: tuple[Entity, ...] = ()
    rich: RichMessage | None = None


def message_text(params: Params, *, too_long: str = "message is too long") -> Formatted:
    """The text of a message from ``text``, ``parse_mode`` and ``entities``.

    Raises:
        BadRequestError: absent, empty, blank after parsing, too long or not parseable.
    """
    raw = params.text("text")
    if not raw:
        msg = "message text is empty"
        raise BadRequestError(msg)
    formatted = _formatted(raw, params, "entities")
    if not formatted.text:
        msg = "text must be non-empty"
        raise BadRequestError(msg)
    if utf16_length(formatted.text) > MAX_TEXT:
        raise BadRequestError(too_long)
    return formatted


def caption(params: Params) -> Formatted:
    """The caption from ``caption``, ``parse_mode`` and ``caption_entities``; may be empty.

    Raises:
        BadRequestError: too long or not parseable.
    """
    formatted = _formatted(params.text("caption"), params, "caption_entities")
    if utf16_length(formatted.text) > MAX_CAPTION:
        msg = "message caption is too long"
        raise BadRequestError(msg)
    return formatted


def typed(text: str) -> Formatted:
    """A text as a person types it: nothing parsed, links and commands found."""
    clean, _ = trimmed(text.replace("\r", ""), ())
    return Formatted(clean, detect(clean, ()))


def _formatted(raw: str, params: Params, entities_name: str) -> Formatted:
    if len(raw) > MAX_RAW_BYTES // 4 and len(raw.encode()) > MAX_RAW_BYTES:
        msg = "text is too long"
        raise BadRequestError(msg)
    text, entities = raw, [*_given(params.sequence(entities_name) or ())]
    mode = params.text("parse_mode").lower()
    if mode == "html":
        text, entities = parse_html(raw)
    elif mode not in {"", "none"}:
        msg = "unsupported parse_mode"
        raise BadRequestError(msg)
    text, entities = _cleaned(text, entities)
    clean, kept = trimmed(text, entities)
    return Formatted(clean, detect(clean, kept))


def _given(items: Sequence[Json]) -> list[Entity]:
    return [_entity(item) for item in items if isinstance(item, Mapping)]


def _entity(item: Mapping[str, Json]) -> Entity:
    detail = tuple((k, as_text(item[k])) for k in ("url", "language", "custom_emoji_id") if k in item)
    return Entity(as_text(item.get("type")), _number(item.get("offset")), _number(item.get("length")), detail)


def _number(value: Json) -> int:
    return value if isinstance(value, int) else 0


def cleaned(text: str) -> str:
    """Control characters become blanks; carriage returns and direction marks go."""
    return _REMOVED.sub("", _CONTROLS.sub(" ", text))


def _cleaned(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """``cleaned`` with entities, which move accordingly."""
    text = _CONTROLS.sub(" ", text)
    if not _REMOVED.search(text):
        return text, entities
    gone = [utf16_length(text[: m.start()]) for m in _REMOVED.finditer(text)]

    def moved(position: int) -> int:
        return position - sum(1 for place in gone if place < position)

    kept = [Entity(e.type, moved(e.offset), moved(e.end) - moved(e.offset), e.detail) for e in entities]
    return _REMOVED.sub("", text), kept
