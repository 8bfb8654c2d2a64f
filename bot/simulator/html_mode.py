"""The HTML parse mode: a small strict language, with the complaints of the real server.

Offsets in errors count UTF-8 bytes of the raw text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import NoReturn

from bot.simulator.entities import Entity, utf16_length
from bot.simulator.errors import BadRequestError
from bot.simulator.html_tags import TAGS, argument_of, meaning

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_BLANK = " \t\r\n\v\0"

_SPECIAL = re.compile(r"[<&]")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,8})|#([0-9]{1,10})|([a-z]+));?")
_NAME = re.compile(rf"[^{_BLANK}>]*")
_ATTRIBUTE = re.compile(rf"[^{_BLANK}=>]*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_BLANKS = re.compile(rf"[{_BLANK}]*")

_LAST_CODE_POINT = 0x10FFFF


@dataclass(slots=True)
class _Open:
    tag: str
    offset: int
    argument: str
    begins: int


def parse_html(raw: str) -> tuple[str, list[Entity]]:
    """Text without tags, and its entities in order of their closing.

    Raises:
        BadRequestError: ``can't parse entities: …``, as the server words it.
    """
    if "<" not in raw and "&" not in raw:
        return raw, []
    return _Parser(raw).run()


@dataclass(slots=True)
class _Parser:
    raw: str
    position: int = 0
    length: int = 0
    parts: list[str] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def run(self) -> tuple[str, list[Entity]]:
        while special := _SPECIAL.search(self.raw, self.position):
            self._emit(self.raw[self.position : special.start()])
            self.position = special.start()
            if special[0] == "&":
                self._emit(self._reference())
            elif self.raw.startswith("</", self.position):
                self._close_tag()
            else:
                self._open_tag()
        self._emit(self.raw[self.position :])
        if self.open:
            _refuse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return "".join(self.parts), [replace(e, detail=()) if e.type == "code" else e for e in self.entities]

    def _emit(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += utf16_length(text)

    def _reference(self) -> str:
        """The character that the reference at the position stands for, or a literal ampersand."""
        match = _REFERENCE.match(self.raw, self.position)
        character = _referred(match) if match else ""
        if not match or not character:
            self.position += 1
            return "&"
        self.position = match.end()
        return character

    def _open_tag(self) -> None:
        begin = self.position
        name = self._take(_NAME, begin + 1)
        tag = name.lower()
        if self._ended():
            _refuse(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        if tag not in TAGS:
            _refuse(f'Unsupported start tag "{tag}" at byte offset {self._bytes(begin)}')
        argument = self._attributes(tag, begin)
        if tag == "span" and argument != "spoiler":
            _refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}')
        self.position += 1
        self.open.append(_Open(tag, self.length, argument, len(self.parts)))

    def _attributes(self, tag: str, begin: int) -> str:
        """What the attributes say that the tag needs; leaves the position at ``>``."""
        argument = ""
        while True:
            self._skip_blanks()
            if self._ended():
                _refuse(f"Unclosed start tag at byte offset {self._bytes(begin)}")
            if self.raw[self.position] == ">":
                return argument
            name = self._take(_ATTRIBUTE, self.position).lower()
            if not name:
                _refuse(f'Empty attribute name in the tag "{tag}" at byte offset {self._bytes(begin)}')
            self._skip_blanks()
            value = self._value(begin) if self.raw.startswith("=", self.position) else ""
            argument = argument_of(tag, name, value) or argument

    def _value(self, begin: int) -> str:
        self.position += 1
        self._skip_blanks()
        quote = self.raw[self.position : self.position + 1]
        if quote not in {"'", '"'}:
            start = self.position
            token = self._take(_TOKEN, start).lower()
            if not self._ended() and self.raw[self.position] not in _BLANK + ">":
                _refuse(f"Unexpected end of name token at byte offset {self._bytes(start)}")
            return token
        self.position += 1
        return self._quoted(quote, begin)

    def _quoted(self, quote: str, begin: int) -> str:
        value: list[str] = []
        while not self._ended() and (character := self.raw[self.position]) != quote:
            if character == "&":
                value.append(self._reference())
            else:
                value.append(character)
                self.position += 1
        if self._ended():
            _refuse(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        self.position += 1
        return "".join(value)

    def _close_tag(self) -> None:
        begin = self.position
        if not self.open:
            _refuse(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        found = self._take(_NAME, begin + 2).lower()
        self._skip_blanks()
        if not self.raw.startswith(">", self.position):
            _refuse(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        opened = self.open.pop()
        if found not in {"", opened.tag}:
            place = f'at byte offset {self._bytes(begin)}, expected "</{opened.tag}>", found "</{found}>"'
            _refuse(f"Unmatched end tag {place}")
        self.position += 1
        self._finish(opened)

    def _finish(self, opened: _Open) -> None:
        length = self.length - opened.offset
        if not length:
            return
        if opened.tag == "pre" and self._takes_language(opened):
            return
        content = "".join(self.parts[opened.begins :])
        kind, detail = meaning(opened.tag, opened.argument, content)
        if kind:
            self.entities.append(Entity(kind, opened.offset, length, detail))

    def _takes_language(self, opened: _Open) -> bool:
        """``<pre><code class="language-x">`` is one block with a language."""
        inner = self.entities[-1] if self.entities else None
        if inner is None or (inner.type, inner.offset, inner.end) != ("code", opened.offset, self.length):
            return False
        self.entities[-1] = Entity("pre", inner.offset, inner.length, inner.detail)
        return True

    def _take(self, pattern: re.Pattern[str], start: int) -> str:
        match = pattern.match(self.raw, start)
        self.position = match.end() if match else start
        return self.raw[start : self.position]

    def _skip_blanks(self) -> None:
        self._take(_BLANKS, self.position)

    def _ended(self) -> bool:
        return self.position >= len(self.raw)

    def _bytes(self, position: int) -> int:
        return len(self.raw[:position].encode())


def _refuse(complaint: str) -> NoReturn:
    msg = f"can't parse entities: {complaint}"
    raise BadRequestError(msg)


def _referred(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED.get(name, "")
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    is_character = 0 < code <= _LAST_CODE_POINT and not 0xD800 <= code <= 0xDFFF  # noqa: PLR2004 - the surrogates
    return chr(code) if is_character else ""
