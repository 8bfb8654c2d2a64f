"""The tags of the HTML parse mode and the entities they make."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FLAT_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
#: Every supported tag.
TAGS = frozenset({*_FLAT_TAGS, "a", "code", "pre", "blockquote", "tg-emoji"})

_LINK = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?(?://)?[^\s]+\.[^\s]+|tg:[^\s]+|mailto:[^\s]+|tel:[^\s]+", re.IGNORECASE)


def argument_of(tag: str, attributes: Iterable[tuple[str, str]]) -> str:
    """What the attributes say that the tag needs, the last one counting; ``""`` when nothing."""
    said = [argument for name, value in attributes if (argument := _argument(tag, name, value))]
    return said[-1] if said else ""


def _argument(tag: str, name: str, value: str) -> str:
    match tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id"):
            return value
        case ("code", "class"):
            return value.removeprefix("language-") if value.startswith("language-") else ""
        case ("span", "class"):
            return value.removeprefix("tg-") if value.startswith("tg-") else ""
        case ("blockquote", "expandable"):
            return "1"
        case _:
            return ""


def meaning(tag: str, argument: str, content: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Type and details of the entity that a closed tag makes; no type when it makes none."""
    if tag in _FLAT_TAGS:
        return _FLAT_TAGS[tag], ()
    match tag:
        case "a":
            url = argument or content
            return ("text_link", (("url", url),)) if _LINK.fullmatch(url) else ("", ())
        case "tg-emoji":
            return "custom_emoji", (("custom_emoji_id", argument),)
        case "code" if argument:
            return "code", (("language", argument),)
        case "blockquote":
            return ("expandable_blockquote" if argument else "blockquote"), ()
        case _:
            return tag, ()
