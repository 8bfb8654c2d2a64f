"""Reading tags: raw HTML to a stream of tags and texts, with the complaints of the real server.

Offsets in errors count UTF-8 bytes of the raw text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from bot.simulator.errors import BadRequestError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_BLANK = " \t\r\n\v\0"

_SPECIAL = re.compile(r"[<&]")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,8})|#([0-9]{1,10})|([a-z]+));?")
_NAME = re.compile(rf"[^{_BLANK}>]*")
_ATTRIBUTE = re.compile(rf"[^{_BLANK}=>]*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_BLANKS = re.compile(rf"[{_BLANK}]*")

_LAST_CODE_POINT = 0x10FFFF


@dataclass(frozen=True, slots=True)
class StartTag:
    tag: str
    #: Names in lower case and values, in the order written.
    attributes: tuple[tuple[str, str], ...]
    begin: int


@dataclass(frozen=True, slots=True)
class EndTag:
    """``tag`` is empty for ``</>``, which closes whatever is open."""

    tag: str
    begin: int


@dataclass(frozen=True, slots=True)
class Words:
    """Some text with its references decoded; never empty."""

    text: str
    begin: int


Piece: TypeAlias = StartTag | EndTag | Words


@dataclass(slots=True)
class Scanner:
    """Goes through ``raw``, which may use the tags ``tags`` only.

    The pieces come one by one, so that a reader's complaint about one precedes the scanner's about a later one.
    """

    raw: str
    tags: AbstractSet[str]
    _position: int = field(default=0, init=False)

    def pieces(self) -> Iterator[Piece]:
        """The pieces in order.

        Raises:
            BadRequestError: ``can't parse entities: …``, as the server words it.
        """
        while special := _SPECIAL.search(self.raw, self._position):
            yield from self._words(special.start())
            if special[0] == "&":
                yield self._decoded()
            elif self.raw.startswith("</", self._position):
                yield self._end_tag()
            else:
                yield self._start_tag()
        yield from self._words(len(self.raw))

    def refuse_at(self, complaint: str, begin: int, rest: str = "") -> NoReturn:
        """Complain about what begins at a character of the raw text."""
        refuse(f"{complaint} at byte offset {len(self.raw[:begin].encode())}{rest}")

    def close(self, end: EndTag, expected: str) -> None:
        """Finish reading an end tag that is to close the tag ``expected``."""
        self._skip_blanks()
        if not self.raw.startswith(">", self._position):
            self.refuse_at("Unclosed end tag", end.begin)
        if end.tag not in {"", expected}:
            self.refuse_at("Unmatched end tag", end.begin, f', expected "</{expected}>", found "</{end.tag}>"')
        self._position += 1

    def _words(self, end: int) -> Iterator[Words]:
        begin, self._position = self._position, end
        if begin < end:
            yield Words(self.raw[begin:end], begin)

    def _decoded(self) -> Words:
        begin = self._position
        return Words(self._reference(), begin)

    def _reference(self) -> str:
        """The character that the reference at the position stands for, or a literal ampersand."""
        match = _REFERENCE.match(self.raw, self._position)
        character = _referred(match) if match else ""
        if not match or not character:
            self._position += 1
            return "&"
        self._position = match.end()
        return character

    def _start_tag(self) -> StartTag:
        begin = self._position
        tag = self._take(_NAME, begin + 1).lower()
        if self._ended():
            self.refuse_at("Unclosed start tag", begin)
        if tag not in self.tags:
            self.refuse_at(f'Unsupported start tag "{tag}"', begin)
        attributes = tuple(self._attributes(tag, begin))
        self._position += 1
        return StartTag(tag, attributes, begin)

    def _attributes(self, tag: str, begin: int) -> Iterator[tuple[str, str]]:
        """Leaves the position at ``>``."""
        while True:
            self._skip_blanks()
            if self._ended():
                self.refuse_at("Unclosed start tag", begin)
            if self.raw[self._position] == ">":
                return
            name = self._take(_ATTRIBUTE, self._position).lower()
            if not name:
                self.refuse_at(f'Empty attribute name in the tag "{tag}"', begin)
            self._skip_blanks()
            yield name, self._value(begin) if self.raw.startswith("=", self._position) else ""

    def _value(self, begin: int) -> str:
        self._position += 1
        self._skip_blanks()
        quote = self.raw[self._position : self._position + 1]
        if quote not in {"'", '"'}:
            start = self._position
            token = self._take(_TOKEN, start).lower()
            if not self._ended() and self.raw[self._position] not in _BLANK + ">":
                self.refuse_at("Unexpected end of name token", start)
            return token
        self._position += 1
        return self._quoted(quote, begin)

    def _quoted(self, quote: str, begin: int) -> str:
        value: list[str] = []
        while not self._ended() and (character := self.raw[self._position]) != quote:
            if character == "&":
                value.append(self._reference())
            else:
                value.append(character)
                self._position += 1
        if self._ended():
            self.refuse_at("Unclosed start tag", begin)
        self._position += 1
        return "".join(value)

    def _end_tag(self) -> EndTag:
        begin = self._position
        return EndTag(self._take(_NAME, begin + 2).lower(), begin)

    def _take(self, pattern: re.Pattern[str], start: int) -> str:
        match = pattern.match(self.raw, start)
        self._position = match.end() if match else start
        return self.raw[start : self._position]

    def _skip_blanks(self) -> None:
        self._take(_BLANKS, self._position)

    def _ended(self) -> bool:
        return self._position >= len(self.raw)


def refuse(complaint: str) -> NoReturn:
    """Refuse a formatted text as the server does."""
    msg = f"can't parse entities: {complaint}"
    raise BadRequestError(msg)


def _referred(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED.get(name, "")
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    is_character = 0 < code <= _LAST_CODE_POINT and not 0xD800 <= code <= 0xDFFF  # noqa: PLR2004 - the surrogates
    return chr(code) if is_character else ""
