"""Formatted text inside the blocks of a rich message: the Bot API's ``RichText``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bot.simulator.entities import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.simulator.wire import Json


@dataclass(frozen=True, slots=True)
class Styled:
    """A text with a meaning: bold, a link … ``detail`` holds the fields that its type has besides ``text``."""

    type: str
    text: RichText
    detail: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CustomEmoji:
    custom_emoji_id: str
    alternative_text: str


RichText: TypeAlias = "str | Styled | CustomEmoji | tuple[RichText, ...]"


def rich_text_json(text: RichText) -> Json:
    """As the Bot API shows it."""
    match text:
        case Styled(kind, inner, detail):
            return {"type": kind, "text": rich_text_json(inner), **dict(detail)}
        case CustomEmoji(emoji_id, alternative):
            return {"type": "custom_emoji", "custom_emoji_id": emoji_id, "alternative_text": alternative}
        case tuple():
            return [rich_text_json(part) for part in text]
        case _:
            return text


def words(text: RichText) -> str:
    """The text as a person reads it, without its formatting."""
    match text:
        case Styled():
            return words(text.text)
        case CustomEmoji():
            return text.alternative_text
        case tuple():
            return "".join(map(words, text))
        case _:
            return text


def joined(parts: list[RichText]) -> RichText:
    """One text of several: neighbouring strings are one, and a single part stands alone."""
    merged: list[RichText] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        elif part != "":
            merged.append(part)
    return merged[0] if len(merged) == 1 else tuple(merged) or ""


#: The field in which a text of a found type repeats what it stands for.
_FIELDS = {
    "url": ("url", "url"),
    "email": ("email_address", "email_address"),
    "mention": ("mention", "username"),
    "bot_command": ("bot_command", "bot_command"),
}


def detected(text: RichText) -> RichText:
    """``text`` with the links, mentions and commands that the server finds by itself outside of code and links.

    The documentation does not say whether an address found is completed or a username keeps its sign: the address
    stays as written, and the username goes without, as everywhere in the Bot API.
    """
    match text:
        case Styled("code" | "url"):
            return text
        case Styled(kind, inner, detail):
            return Styled(kind, detected(inner), detail)
        case tuple():
            return joined([piece for part in text for piece in _flat(detected(part))])
        case str():
            return joined(list(_with_found(text)))
        case _:
            return text


def _flat(text: RichText) -> tuple[RichText, ...]:
    return text if isinstance(text, tuple) else (text,)


def _with_found(text: str) -> Iterator[RichText]:
    done = 0
    for kind, begin, end in found(text):
        yield text[done:begin]
        name, field = _FIELDS[kind]
        yield Styled(name, text[begin:end], ((field, text[begin:end].removeprefix("@")),))
        done = end
    yield text[done:]


def trimmed(text: RichText) -> RichText:
    """``text`` without blanks around it; a style that covers nothing else goes."""
    return _trimmed(_trimmed(text, 0), -1)


def _trimmed(text: RichText, side: int) -> RichText:
    match text:
        case Styled(kind, inner, detail):
            rest = _trimmed(inner, side)
            return "" if rest == "" else Styled(kind, rest, detail)
        case tuple():
            parts = list(text)
            while parts and (outermost := _trimmed(parts.pop(side), side)) == "":
                pass
            return joined([outermost, *parts] if side == 0 else [*parts, outermost])
        case str():
            return text.rstrip() if side else text.lstrip()
        case _:
            return text
