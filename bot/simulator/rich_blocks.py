"""The blocks of a rich message, as the Bot API shows them and as a person reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bot.simulator.rich_text import rich_text_json, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.simulator.rich_text import RichText
    from bot.simulator.wire import Json, JsonObject


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block that holds nothing but a text; ``type`` is paragraph, footer, pullquote or expandable_blockquote."""

    type: str
    text: RichText

    def json(self) -> JsonObject:
        return {"type": self.type, "text": rich_text_json(self.text)}

    def lines(self) -> Iterator[str]:
        yield from words(self.text).split("\n")


@dataclass(frozen=True, slots=True)
class Heading:
    text: RichText
    #: 1-6, 1 is the largest.
    size: int

    def json(self) -> JsonObject:
        return {"type": "heading", "text": rich_text_json(self.text), "size": self.size}

    def lines(self) -> Iterator[str]:
        yield words(self.text)


@dataclass(frozen=True, slots=True)
class Preformatted:
    text: str
    language: str = ""

    def json(self) -> JsonObject:
        shown: JsonObject = {"type": "pre", "text": self.text}
        return {**shown, "language": self.language} if self.language else shown

    def lines(self) -> Iterator[str]:
        yield from self.text.split("\n")


@dataclass(frozen=True, slots=True)
class Divider:
    def json(self) -> JsonObject:
        return {"type": "divider"}

    def lines(self) -> Iterator[str]:
        yield from ()


@dataclass(frozen=True, slots=True)
class Quotation:
    blocks: tuple[Block, ...]

    def json(self) -> JsonObject:
        return {"type": "blockquote", "blocks": [block.json() for block in self.blocks]}

    def lines(self) -> Iterator[str]:
        yield from _lines(self.blocks)


@dataclass(frozen=True, slots=True)
class ListItem:
    label: str
    blocks: tuple[Block, ...]
    #: The number of an item of an ordered list; None in a bulleted one.
    value: int | None = None

    def json(self) -> JsonObject:
        shown: JsonObject = {"label": self.label, "blocks": [block.json() for block in self.blocks]}
        return shown if self.value is None else {**shown, "value": self.value, "type": "1"}

    def lines(self) -> Iterator[str]:
        """The label before the first line, the others below it."""
        for number, line in enumerate(_lines(self.blocks)):
            yield f"  {line}" if number else f"{self.label} {line}"


@dataclass(frozen=True, slots=True)
class List:
    items: tuple[ListItem, ...]

    def json(self) -> JsonObject:
        return {"type": "list", "items": [item.json() for item in self.items]}

    def lines(self) -> Iterator[str]:
        for item in self.items:
            yield from item.lines()


@dataclass(frozen=True, slots=True)
class Cell:
    #: None in a cell without words, which is invisible.
    text: RichText | None
    align: str = "left"
    valign: str = "top"
    is_header: bool = False
    colspan: int = 1
    rowspan: int = 1

    def json(self) -> JsonObject:
        shown: dict[str, Json] = {"align": self.align, "valign": self.valign}
        if self.text is not None:
            shown["text"] = rich_text_json(self.text)
        if self.is_header:
            shown["is_header"] = True
        shown.update({name: span for name, span in (("colspan", self.colspan), ("rowspan", self.rowspan)) if span > 1})
        return shown


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[Cell, ...], ...]

    def json(self) -> JsonObject:
        return {"type": "table", "cells": [[cell.json() for cell in row] for row in self.rows]}

    def lines(self) -> Iterator[str]:
        """A line per row, its cells apart from each other by bars."""
        for row in self.rows:
            yield " | ".join("" if cell.text is None else words(cell.text) for cell in row)


@dataclass(frozen=True, slots=True)
class Details:
    summary: RichText
    blocks: tuple[Block, ...]
    is_open: bool = False

    def json(self) -> JsonObject:
        blocks = [block.json() for block in self.blocks]
        shown: JsonObject = {"type": "details", "summary": rich_text_json(self.summary), "blocks": blocks}
        return {**shown, "is_open": True} if self.is_open else shown

    def lines(self) -> Iterator[str]:
        """What is folded in is read, too: a tap opens it."""
        yield words(self.summary)
        yield from _lines(self.blocks)


Block: TypeAlias = TextBlock | Heading | Preformatted | Divider | Quotation | List | Table | Details


@dataclass(frozen=True, slots=True)
class RichMessage:
    blocks: tuple[Block, ...]
    is_rtl: bool = False

    def json(self) -> JsonObject:
        """Bot API ``RichMessage``."""
        shown: JsonObject = {"blocks": [block.json() for block in self.blocks]}
        return {**shown, "is_rtl": True} if self.is_rtl else shown

    @property
    def words(self) -> str:
        """What a person reads who opens everything, line by line."""
        return "\n".join(_lines(self.blocks))


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from block.lines()
