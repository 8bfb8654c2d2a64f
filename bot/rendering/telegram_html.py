"""Measuring and splitting Telegram HTML, as Telegram counts it: UTF-16 units after parsing, and entities.

Only for markup that templates made: tags balanced, client's text escaped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Telegram's limits for one message: visible UTF-16 units, entities.
MESSAGE_LIMIT = 4096
ENTITY_LIMIT = 100
#: Of the words below a file, in visible UTF-16 units.
CAPTION_LIMIT = 1024

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^>]*>")
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#[xX][0-9a-fA-F]+);")
#: A tag, a reference, a run of spaces, a word: what is never cut unless it alone is too long.
_PIECE = re.compile(rf"{_TAG.pattern}|{_REFERENCE.pattern}|[ \n]|[^ \n<&]+|[<&]")


def utf16_length(text: str) -> int:
    """Length of plain text in UTF-16 units: most emoji are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def visible_length(html: str) -> int:
    """Length of what a person sees, in UTF-16 units."""
    return utf16_length(_REFERENCE.sub(lambda match: unescape(match[0]), _TAG.sub("", html)))


def entity_count(html: str) -> int:
    return sum(1 for match in _TAG.finditer(html) if not match[1])


def fits(html: str, limit: int = MESSAGE_LIMIT, entities: int = ENTITY_LIMIT) -> bool:
    return visible_length(html) <= limit and entity_count(html) <= entities


def split(html: str, limit: int = MESSAGE_LIMIT, entities: int = ENTITY_LIMIT) -> tuple[str, ...]:
    """The text as messages within the limits; none for blank text.

    Cut between paragraphs (blank lines) where possible, else between lines, else between words. A tag is never cut:
    one that is open at a cut is closed and opened again in the next message.
    """
    packer = _Packer(limit, entities)
    for paragraph in _paragraphs(html):
        if fits(paragraph, limit, entities):
            packer.add_whole(f"\n\n{paragraph}")
        else:
            packer.finish()
            packer.add_lines(paragraph)
    packer.finish()
    return tuple(packer.messages)


def _paragraphs(html: str) -> Iterator[str]:
    """Blank lines part the text, unless they stand inside a tag."""
    waiting: list[str] = []
    depth = 0
    for part in re.split(r"\n(?:[ ]*\n)+", html.strip("\n")):
        waiting.append(part)
        depth += sum(-1 if match[1] else 1 for match in _TAG.finditer(part))
        if depth == 0:
            yield "\n\n".join(waiting)
            waiting = []
    if waiting:
        yield "\n\n".join(waiting)


@dataclass
class _Packer:
    """Fills one message after another; remembers which tags are open."""

    limit: int
    entities: int
    messages: list[str] = field(default_factory=list)
    _text: str = ""
    _open: list[tuple[str, str]] = field(default_factory=list)
    _length: int = 0
    _count: int = 0

    def add_whole(self, paragraph: str) -> None:
        if not self._has_room(paragraph):
            self.finish()
        self._append(paragraph if self._text else paragraph.lstrip("\n"))

    def add_lines(self, paragraph: str) -> None:
        for index, line in enumerate(paragraph.split("\n")):
            text = f"\n{line}" if index and self._visible() else line
            if not self._has_room(text) and self._visible():
                self._turn()
                text = line
            if self._has_room(text):
                self._append(text)
            else:
                self._add_pieces(_PIECE.finditer(text))

    def finish(self) -> None:
        """Ends the message with every tag closed; nothing stays open for the next one."""
        self._close()
        self._open = []

    def _add_pieces(self, pieces: Iterable[re.Match[str]]) -> None:
        for match in pieces:
            for piece in self._bites(match[0]):
                if not self._has_room(piece):
                    self._turn()
                self._append(piece)

    def _bites(self, piece: str) -> Iterator[str]:
        """A word longer than a message is bitten; anything else stays whole."""
        size = self.limit // 2
        if visible_length(piece) <= self.limit:
            yield piece
        else:
            yield from (piece[start : start + size] for start in range(0, len(piece), size))

    def _has_room(self, html: str) -> bool:
        return self._length + visible_length(html) <= self.limit and self._count + entity_count(html) <= self.entities

    def _visible(self) -> bool:
        return bool(_TAG.sub("", self._text).strip())

    def _turn(self) -> None:
        """The next message, with the tags that are open now."""
        self._close()
        self._text = "".join(tag for _, tag in self._open)
        self._count = len(self._open)

    def _close(self) -> None:
        if self._visible():
            self.messages.append(
                self._text.lstrip("\n").rstrip() + "".join(f"</{name}>" for name, _ in reversed(self._open))
            )
        self._text, self._length, self._count = "", 0, 0

    def _append(self, html: str) -> None:
        self._text += html
        self._length += visible_length(html)
        self._count += entity_count(html)
        for match in _TAG.finditer(html):
            if not match[1]:
                self._open.append((match[2], match[0]))
            elif self._open:
                self._open.pop()
