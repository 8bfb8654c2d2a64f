"""The HTML of rich messages: which tags there are, what they may hold, which attributes they take.

The documentation names the tags ``p``, ``h1``-``h6``, ``pre`` with ``code``, ``footer``, ``hr/``, ``ul`` and ``ol``
with ``li``, ``blockquote`` with the attribute ``collapsed``, ``aside``, ``table`` and ``details``. The parts of tables
and details, and the attributes that say what their fields say, are those of HTML: ``tr``, ``th``, ``td``, ``summary``;
``open``, ``value``, ``align``, ``valign``, ``colspan``, ``rowspan``. Text is formatted by the tags of ordinary
messages.

Everything else is refused. Some of it the documentation names (media, maps, formulas, buttons, anchors, credits), but
there is none of it here. Some it describes as a field without telling its HTML: checkboxes, captions, borders and
stripes of tables, labels of other kinds than numbers, marked, raised and lowered text, line breaks by a tag.
"""

from __future__ import annotations

from bot.simulator.html_tags import TAGS

#: Formatting inside a text.
INLINE = TAGS - {"pre", "blockquote"}
HEADINGS = {f"h{size}": size for size in range(1, 7)}
DIVIDER = "hr/"
#: Tags whose whole content is one formatted text, by the type of their block.
TEXTS = {"p": "paragraph", "footer": "footer", "aside": "pullquote"}

BLOCKS = frozenset({*TEXTS, *HEADINGS, "pre", DIVIDER, "ul", "ol", "blockquote", "table", "details"})
CELLS = frozenset({"td", "th"})
#: Every supported tag.
RICH_TAGS = BLOCKS | INLINE | CELLS | {"li", "tr", "summary"}

#: What the message itself may hold is under "".
_HOLDS = {
    "": BLOCKS,
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "li": BLOCKS | INLINE,
    "blockquote": BLOCKS | INLINE,
    "details": BLOCKS | INLINE | {"summary"},
    "table": frozenset({"tr"}),
    "tr": CELLS,
    "pre": frozenset({"code"}),
    "code": frozenset[str](),
    "tg-emoji": frozenset[str](),
    DIVIDER: frozenset[str](),
}
#: Tags in which no text may stand outside of a tag they hold.
WORDLESS = frozenset({"", "ul", "ol", "table", "tr"})

_CELL_ATTRIBUTES = frozenset({"align", "valign", "colspan", "rowspan"})
_ATTRIBUTES = {
    "a": frozenset({"href"}),
    "span": frozenset({"class"}),
    "code": frozenset({"class"}),
    "tg-emoji": frozenset({"emoji-id"}),
    "blockquote": frozenset({"collapsed"}),
    "details": frozenset({"open"}),
    "li": frozenset({"value"}),
    "td": _CELL_ATTRIBUTES,
    "th": _CELL_ATTRIBUTES,
}


def may_hold(tag: str, inner: str, *, collapsed: bool = False) -> bool:
    """Whether ``inner`` may stand directly in ``tag``. A ``collapsed`` quotation holds a text only."""
    return inner in (INLINE if collapsed else _HOLDS.get(tag, INLINE))


def takes(tag: str, attribute: str) -> bool:
    return attribute in _ATTRIBUTES.get(tag, ())
