"""The HTML parse mode: a small strict language, with the complaints of the real server."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.simulator.entities import Entity, utf16_length
from bot.simulator.html_scan import EndTag, Scanner, StartTag, refuse
from bot.simulator.html_tags import TAGS, argument_of, meaning


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
    return _Parser(Scanner(raw, TAGS)).run()


@dataclass(slots=True)
class _Parser:
    scanner: Scanner
    length: int = 0
    parts: list[str] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def run(self) -> tuple[str, list[Entity]]:
        for piece in self.scanner.pieces():
            if isinstance(piece, StartTag):
                self._open_tag(piece)
            elif isinstance(piece, EndTag):
                self._close_tag(piece)
            else:
                self.parts.append(piece.text)
                self.length += utf16_length(piece.text)
        if self.open:
            refuse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return "".join(self.parts), [replace(e, detail=()) if e.type == "code" else e for e in self.entities]

    def _open_tag(self, start: StartTag) -> None:
        argument = argument_of(start.tag, start.attributes)
        if start.tag == "span" and argument != "spoiler":
            self.scanner.refuse_at('Tag "span" must have class "tg-spoiler"', start.begin)
        self.open.append(_Open(start.tag, self.length, argument, len(self.parts)))

    def _close_tag(self, end: EndTag) -> None:
        if not self.open:
            self.scanner.refuse_at("Unexpected end tag", end.begin)
        opened = self.open.pop()
        self.scanner.close(end, opened.tag)
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
