"""Rich HTML as a tree of elements whose nesting and attributes are sound."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.simulator.html_scan import EndTag, Scanner, StartTag, refuse
from bot.simulator.html_tags import argument_of
from bot.simulator.rich_tags import DIVIDER, RICH_TAGS, WORDLESS, may_hold, takes

if TYPE_CHECKING:
    from bot.simulator.html_scan import Words

#: How deep elements may stand in each other. The documentation does not say what counts as a level: every tag does.
MAX_LEVELS = 16


@dataclass(slots=True)
class Element:
    """``tag`` is empty for the message itself."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    begin: int = 0
    children: list[Element | str] = field(default_factory=list)

    @property
    def collapsed(self) -> bool:
        return self.tag == "blockquote" and "collapsed" in self.attributes


def tree(scanner: Scanner) -> Element:
    """The message that the scanner reads.

    Raises:
        BadRequestError: a tag or an attribute that is not supported or not where it may stand.
    """
    return _Grower(scanner).run()


def scan(raw: str) -> Scanner:
    return Scanner(raw, RICH_TAGS)


@dataclass(slots=True)
class _Grower:
    scanner: Scanner
    #: The message and the elements that are open, outermost first.
    open: list[Element] = field(default_factory=lambda: [Element("")])

    def run(self) -> Element:
        for piece in self.scanner.pieces():
            if isinstance(piece, StartTag):
                self._start(piece)
            elif isinstance(piece, EndTag):
                self._end(piece)
            else:
                self._write(piece)
        message, *unclosed = self.open
        if unclosed:
            refuse(f'Can\'t find end tag corresponding to start tag "{unclosed[-1].tag}"')
        return message

    def _start(self, start: StartTag) -> None:
        self._check_place(start)
        self._check_attributes(start)
        element = Element(start.tag, dict(start.attributes), start.begin)
        self.open[-1].children.append(element)
        if start.tag != DIVIDER:
            self.open.append(element)

    def _end(self, end: EndTag) -> None:
        if len(self.open) == 1:
            self.scanner.refuse_at("Unexpected end tag", end.begin)
        self.scanner.close(end, self.open.pop().tag)

    def _write(self, piece: Words) -> None:
        element = self.open[-1]
        if element.tag not in WORDLESS:
            element.children.append(piece.text)
        elif piece.text.strip():
            where = f'directly in the tag "{element.tag}"' if element.tag else "outside of blocks"
            self.scanner.refuse_at(f"Unexpected text {where}", piece.begin)

    def _check_place(self, start: StartTag) -> None:
        outer, tag = self.open[-1], start.tag
        fits = may_hold(outer.tag, tag, collapsed=outer.collapsed)
        if not fits or (tag == "a" and any(element.tag == "a" for element in self.open)):
            where = f'in the tag "{outer.tag}"' if outer.tag else "outside of blocks"
            self.scanner.refuse_at(f'Unexpected start tag "{tag}" {where}', start.begin)
        if len(self.open) > MAX_LEVELS:
            self.scanner.refuse_at(f"More than {MAX_LEVELS} levels of nested tags", start.begin)

    def _check_attributes(self, start: StartTag) -> None:
        for name, _ in start.attributes:
            if not takes(start.tag, name):
                self.scanner.refuse_at(f'Unsupported attribute "{name}" of the tag "{start.tag}"', start.begin)
        if start.tag == "span" and argument_of("span", start.attributes) != "spoiler":
            self.scanner.refuse_at('Tag "span" must have class "tg-spoiler"', start.begin)
