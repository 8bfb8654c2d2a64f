"""Measuring and splitting rich HTML, as strictly as the words of its documentation can be taken.

Only for markup that templates made: tags balanced, client's text escaped, every text in a block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from bot.rendering.telegram_html import split, utf16_length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)[^>]*>")
_OPENING = re.compile(r"<([a-z][a-z0-9-]*)")
_BETWEEN_TAGS = re.compile(r">\s*\n\s*<")
_BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "footer", "ul", "ol", "li", "blockquote", "details", "table", "tr"}
)
#: Anything else in a block is a text, which is a block of its own where the block holds blocks.
_COUNTED = _BLOCKS | {"summary"}
#: In these, a text outside of a tag is a paragraph.
_PARAGRAPHS = frozenset({"li", "blockquote", "details"})
#: What may be cut between the elements that it holds.
_CONTAINERS = frozenset({"details", "table", "ul", "ol", "blockquote"})
#: What may be cut between its words.
_TEXTS = frozenset({"p", "li"})
#: An escaped character is this long at most.
_LONGEST_CHARACTER = 6


@dataclass(frozen=True, slots=True)
class Size:
    """``length`` with all markup, so that it does not matter whether the server counts before or after parsing."""

    length: int
    blocks: int

    def __add__(self, other: Size) -> Size:
        return Size(self.length + other.length, self.blocks + other.blocks)

    def __sub__(self, other: Size) -> Size:
        return Size(self.length - other.length, self.blocks - other.blocks)

    def fits(self, room: Size) -> bool:
        return self.length <= room.length and self.blocks <= room.blocks


#: Telegram's limits for one rich message: UTF-16 units; blocks, where rows and list items count.
PAGE = Size(32_768, 500)
_NOTHING = Size(0, 0)


@dataclass(frozen=True, slots=True)
class Element:
    tag: str
    #: The opening tag as it is written.
    opening: str
    children: tuple[Element | str, ...]
    size: Size

    @classmethod
    def made(cls, tag: str, opening: str, children: Iterable[Element | str]) -> Element:
        held = tuple(children)
        length, blocks = len(opening) + len(tag) + len("</>"), int(tag in _BLOCKS)
        for child in held:
            length += utf16_length(child) if isinstance(child, str) else child.size.length
            blocks += 0 if isinstance(child, str) else child.size.blocks
            blocks += tag in _PARAGRAPHS and (isinstance(child, str) or child.tag not in _COUNTED)
        return cls(tag, opening, held, Size(length, blocks))

    @property
    def html(self) -> str:
        return f"{self.opening}{html_of(self.children)}</{self.tag}>"

    def holding(self, children: Iterable[Element | str]) -> Element:
        return Element.made(self.tag, self.opening, children)


def html_of(children: Iterable[Element | str]) -> str:
    return "".join(child if isinstance(child, str) else child.html for child in children)


def size_of(elements: Iterable[Element]) -> Size:
    return sum((element.size for element in elements), _NOTHING)


def tight(html: str) -> str:
    """Without the lines that templates begin between tags."""
    return _BETWEEN_TAGS.sub("><", html.strip())


def estimate(html: str) -> Size:
    """The size of such a text, or a little more, without taking it apart."""
    tags = _OPENING.findall(html)
    blocks = sum(tag in _BLOCKS for tag in tags) + sum(tag in _PARAGRAPHS for tag in tags)
    return Size(utf16_length(html), blocks)


def elements_of(html: str) -> tuple[Element, ...]:
    """The blocks of a text; blanks between them go."""
    stack: list[tuple[str, str, list[Element | str]]] = [("", "", [])]
    end = 0
    for match in _TAG.finditer(html):
        _write(stack, html[end : match.start()])
        end = match.end()
        if match[1]:
            tag, opening, children = stack.pop()
            stack[-1][2].append(Element.made(tag, opening, children))
        else:
            stack.append((match[2], match[0], []))
    return tuple(map(_block, stack[0][2]))


def _write(stack: Sequence[tuple[str, str, list[Element | str]]], text: str) -> None:
    tag, _, children = stack[-1]
    if text and (text.strip() or (tag and tag not in _CONTAINERS | {"tr"})):
        children.append(text)


def pages(elements: Iterable[Element], room: Size = PAGE) -> tuple[str, ...]:
    """Rich messages within the limits, as few as hold all elements in order.

    Cut between elements where possible, else inside of them: between the rows of a table, the items of a list, what a
    collapsible section holds (its summary and the head of a table stand in every part), last between words.
    """
    pieces = chain.from_iterable(_pieces(element, room) for element in elements)
    return tuple(html_of(page) for page in _packed(pieces, room))


def _packed(pieces: Iterable[Element], room: Size) -> Iterator[list[Element]]:
    page: list[Element] = []
    size = _NOTHING
    for piece in pieces:
        if page and not (size + piece.size).fits(room):
            yield page
            page, size = [], _NOTHING
        page.append(piece)
        size += piece.size
    if page:
        yield page


def _pieces(element: Element, room: Size) -> Iterator[Element]:
    if element.size.fits(room):
        yield element
    elif element.tag in _CONTAINERS:
        head = _head(element)
        rest = [_block(child) for child in element.children[len(head) :]]
        left = room - element.holding(head).size
        # A heading is to stand on the same page as the beginning of what follows it.
        inner = left - Size(left.length // 20, 1)
        pieces = chain.from_iterable([child] if child.size.fits(left) else _pieces(child, inner) for child in rest)
        for held in _packed(pieces, left):
            yield element.holding((*head, *held))
    elif element.tag in _TEXTS:
        longest = max(1, (room - element.holding(()).size).length // _LONGEST_CHARACTER)
        for text in split(html_of(element.children), longest, room.length):
            yield element.holding((text,))
    else:
        yield element


def _head(element: Element) -> tuple[Element | str, ...]:
    """What every part of it begins with: the summary of a section, the titles of a table's columns."""
    first = element.children[0]
    if not isinstance(first, Element):
        return ()
    cells = [cell.tag for cell in first.children if isinstance(cell, Element)]
    titles = first.tag == "tr" and len(cells) > 1 and set(cells) == {"th"}
    return (first,) if first.tag == "summary" or titles else ()


def _block(child: Element | str) -> Element:
    return child if isinstance(child, Element) else Element.made("p", "<p>", (child,))
