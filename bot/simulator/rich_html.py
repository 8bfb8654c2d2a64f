"""Rich HTML: the content of a rich message, parsed into its blocks.

``rich_tags`` tells the tags. Where the documentation is silent this server is strict:

* Text stands in a block. Directly in ``li``, ``blockquote`` and ``details`` a run of text is a paragraph; outside of
  all blocks it is refused.
* Blanks around a text go; line breaks inside stay, as in ordinary messages.
* A tag without content is refused, except a cell, which may be empty.
* The words of the complaints about limits and misplaced tags are this server's own: no bot should match on them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NoReturn

from bot.simulator.entities import utf16_length
from bot.simulator.errors import BadRequestError
from bot.simulator.html_tags import argument_of
from bot.simulator.rich_blocks import Details, Divider, Heading, List, ListItem, Preformatted, Quotation, TextBlock
from bot.simulator.rich_inline import raw_text, text_of
from bot.simulator.rich_tables import table
from bot.simulator.rich_tags import HEADINGS, INLINE, TEXTS
from bot.simulator.rich_text import detected, words
from bot.simulator.rich_tree import Element, scan, tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.simulator.html_scan import Scanner
    from bot.simulator.rich_blocks import Block
    from bot.simulator.rich_text import RichText

#: Counted as Telegram counts: in UTF-16 units.
MAX_TEXT = 32_768
#: Rows of tables and items of lists count as blocks.
MAX_BLOCKS = 500

_BULLET = "•"
_NUMBER = re.compile(r"-?[0-9]{1,9}")


def parse_rich_html(raw: str, *, detect: bool = True) -> tuple[Block, ...]:
    """The blocks of a rich message; links, mentions and commands are found in its texts if ``detect``.

    Raises:
        BadRequestError: not parseable, empty, or beyond a limit.
    """
    scanner = scan(raw)
    builder = _Builder(scanner, detect=detect)
    blocks = tuple(builder.blocks(tree(scanner)))
    complaint = ""
    if not blocks:
        complaint = "message text is empty"
    elif builder.length > MAX_TEXT:
        complaint = "message is too long"
    elif builder.count > MAX_BLOCKS:
        complaint = f"message has more than {MAX_BLOCKS} blocks"
    if complaint:
        raise BadRequestError(complaint)
    return blocks


@dataclass(slots=True)
class _Builder:
    scanner: Scanner
    detect: bool
    #: Blocks, rows and items made.
    count: int = 0
    #: Length of all texts made.
    length: int = 0

    def blocks(self, container: Element) -> Iterator[Block]:
        """The blocks in an element, runs of text between them as paragraphs."""
        for is_text, children in groupby(container.children, _is_inline):
            if is_text:
                yield from self._run(children)
            else:
                yield from (self._block(child) for child in children if isinstance(child, Element))

    def _run(self, children: Iterable[Element | str]) -> Iterator[Block]:
        text = self._text(children)
        if text:
            self.count += 1
            yield TextBlock("paragraph", text)

    def _text(self, children: Iterable[Element | str]) -> RichText:
        """``""`` when there is none."""
        text = text_of(children)
        self.length += utf16_length(words(text))
        return detected(text) if self.detect else text

    def _required_text(self, element: Element) -> RichText:
        return self._text(element.children) or self._refuse_empty(element)

    def _block(self, element: Element) -> Block:
        self.count += 1
        tag = element.tag
        if tag in TEXTS:
            return TextBlock(TEXTS[tag], self._required_text(element))
        if tag in HEADINGS:
            return Heading(self._required_text(element), HEADINGS[tag])
        if element.collapsed:
            return TextBlock("expandable_blockquote", self._required_text(element))
        return self._divider_or_compound(element)

    def _divider_or_compound(self, element: Element) -> Block:
        match element.tag:
            case "blockquote":
                return Quotation(self._content(element))
            case "ul" | "ol":
                return self._list(element)
            case "table":
                made = table(element, lambda cell: self._text(cell.children), self.scanner)
                self.count += len(made.rows)
                return made
            case "pre":
                return self._preformatted(element)
            case "details":
                return self._details(element)
            case _:
                return Divider()

    def _content(self, element: Element) -> tuple[Block, ...]:
        return tuple(self.blocks(element)) or self._refuse_empty(element)

    def _list(self, element: Element) -> List:
        items: list[ListItem] = []
        number = 0
        for child in (child for child in element.children if isinstance(child, Element)):
            self.count += 1
            if element.tag == "ul" and "value" not in child.attributes:
                items.append(ListItem(_BULLET, self._content(child)))
                continue
            number = self._value(child, number + 1, ordered=element.tag == "ol")
            items.append(ListItem(f"{number}.", self._content(child), number))
        return List(tuple(items) or self._refuse_empty(element))

    def _value(self, item: Element, follows: int, *, ordered: bool) -> int:
        """The number of an item: its own, else the one that follows."""
        value = item.attributes.get("value", str(follows))
        if not ordered or not _NUMBER.fullmatch(value):
            self.scanner.refuse_at('Wrong attribute "value" of the tag "li"', item.begin)
        return int(value)

    def _preformatted(self, element: Element) -> Preformatted:
        """``<pre><code class="language-x">`` tells the language, as in ordinary messages."""
        text = raw_text(element.children).strip("\n")
        if not text.strip():
            self._refuse_empty(element)
        self.length += utf16_length(text)
        only = element.children[0] if len(element.children) == 1 else ""
        language = argument_of("code", only.attributes.items()) if isinstance(only, Element) else ""
        return Preformatted(text, language)

    def _details(self, element: Element) -> Details:
        first, *rest = [child for child in element.children if isinstance(child, Element) or child.strip()] or [""]
        if not isinstance(first, Element) or first.tag != "summary":
            self.scanner.refuse_at('Tag "details" must begin with the tag "summary"', element.begin)
        for child in rest:
            if isinstance(child, Element) and child.tag == "summary":
                self.scanner.refuse_at('Tag "details" must have one tag "summary"', child.begin)
        summary = self._required_text(first)
        content = Element("details", begin=element.begin, children=rest)
        return Details(summary, self._content(content), is_open="open" in element.attributes)

    def _refuse_empty(self, element: Element) -> NoReturn:
        self.scanner.refuse_at(f'Empty tag "{element.tag}"', element.begin)


def _is_inline(child: Element | str) -> bool:
    return isinstance(child, str) or child.tag in INLINE
