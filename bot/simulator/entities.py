"""Message entities: what is bold, what is a link. Offsets and lengths count UTF-16 units, as Telegram does."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.simulator.wire import JsonObject

#: Entities beyond the hundredth are dropped without a word.
MAX_ENTITIES = 100

_FLAT = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
_CODE = frozenset({"pre", "code"})
_BLOCK = frozenset({"blockquote", "expandable_blockquote"})
_LINK = frozenset({"text_link", "text_mention"})
_ORDER = ("pre", "code", "blockquote", "expandable_blockquote", "text_link", "text_mention")

_FOUND = re.compile(
    r"(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<url>(?:https?|tg)://[^\s<>«»\"]+|(?<![\w.@/])t\.me/[^\s<>«»\"]+)"
    r"|(?<![\w@/<])(?P<mention>@[A-Za-z]\w{3,31})\b"
    r"|(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@\w+)?)(?![\w/])",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Entity:
    """``detail`` holds what some types need besides their place: ``url``, ``language``, ``custom_emoji_id``."""

    type: str
    offset: int
    length: int
    detail: tuple[tuple[str, str], ...] = ()

    @property
    def end(self) -> int:
        return self.offset + self.length

    def json(self) -> JsonObject:
        return {"type": self.type, "offset": self.offset, "length": self.length, **dict(self.detail)}


def utf16_length(text: str) -> int:
    """Length as Telegram counts it: characters beyond the basic plane count two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def canonical(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """The entities as the server stores them: flat styles merged, forbidden nestings dropped, sorted, at most 100."""
    kept: list[Entity] = []
    for entity in sorted(entities, key=_place):
        if entity.length > 0 and not any(_forbids(outer, entity) for outer in kept):
            _add(kept, entity)
    return tuple(sorted(kept, key=_place)[:MAX_ENTITIES])


def detect(text: str, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """``entities`` and the links, mentions and commands that the server finds by itself outside of code and links."""
    if not ("/" in text or "@" in text):
        return entities
    taken = [e for e in entities if e.type in _CODE | _LINK]
    found = [e for e in _automatic(text) if not any(t.offset < e.end and e.offset < t.end for t in taken)]
    return tuple(sorted((*entities, *found), key=_place)[:MAX_ENTITIES]) if found else entities


def found(text: str) -> Iterator[tuple[str, int, int]]:
    """Type, begin and end (in characters) of what the server finds by itself in a plain text."""
    for match in _FOUND.finditer(text):
        kind = match.lastgroup or ""
        value = match[0].rstrip(".,;:!?)»") if kind == "url" else match[0]
        yield kind, match.start(), match.start() + len(value)


def trimmed(text: str, entities: Iterable[Entity]) -> tuple[str, tuple[Entity, ...]]:
    """Text without blanks around it, entities moved and cut accordingly; those on blanks alone go."""
    shift = utf16_length(text[: len(text) - len(text.lstrip())])
    clean = text.strip()
    if clean == text and not entities:
        return text, ()
    units = clean.encode("utf-16-le")
    moved: list[Entity] = []
    for entity in entities:
        start, end = max(entity.offset - shift, 0), min(entity.end - shift, len(units) // 2)
        if units[2 * start : 2 * end].decode("utf-16-le", "replace").strip():
            moved.append(replace(entity, offset=start, length=end - start))
    return clean, canonical(moved)


def _automatic(text: str) -> Iterator[Entity]:
    for kind, begin, end in found(text):
        yield Entity(kind, utf16_length(text[:begin]), utf16_length(text[begin:end]))


def _place(entity: Entity) -> tuple[int, int, int, str]:
    rank = _ORDER.index(entity.type) if entity.type in _ORDER else len(_ORDER)
    return entity.offset, -entity.length, rank, entity.type


def _forbids(outer: Entity, inner: Entity) -> bool:
    if not (outer.offset < inner.end and inner.offset < outer.end):
        return False
    return (
        outer.type in _CODE
        or (outer.type in _BLOCK and inner.type in _BLOCK)
        or (outer.type in _LINK and inner.type in _LINK)
    )


def _add(kept: list[Entity], entity: Entity) -> None:
    """Append, or lengthen the one of the same flat style that this one touches."""
    if entity.type in _FLAT:
        for place, other in enumerate(kept):
            if other.type == entity.type and entity.offset <= other.end:
                kept[place] = replace(other, length=max(other.end, entity.end) - other.offset)
                return
    kept.append(entity)
