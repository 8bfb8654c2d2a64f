"""Elements of rich HTML inside a text, as ``RichText``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.html_tags import argument_of, meaning
from bot.simulator.rich_text import CustomEmoji, Styled, joined, trimmed, words
from bot.simulator.texts import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.simulator.rich_text import RichText
    from bot.simulator.rich_tree import Element


def text_of(children: Iterable[Element | str]) -> RichText:
    """The children as one text without blanks around it."""
    return trimmed(joined(list(_parts(children))))


def raw_text(children: Iterable[Element | str]) -> str:
    """The words of the children without any formatting."""
    return "".join(cleaned(child) if isinstance(child, str) else raw_text(child.children) for child in children)


def _parts(children: Iterable[Element | str]) -> Iterator[RichText]:
    for child in children:
        if isinstance(child, str):
            yield cleaned(child)
            continue
        inner = joined(list(_parts(child.children)))
        if inner:
            styled = _styled(child, inner)
            yield from styled if isinstance(styled, tuple) else (styled,)


def _styled(element: Element, inner: RichText) -> RichText:
    """What a formatting tag makes of its text; a link that leads nowhere is no link, as in ordinary messages."""
    kind, detail = meaning(element.tag, argument_of(element.tag, element.attributes.items()), words(inner))
    match kind:
        case "":
            return inner
        case "custom_emoji":
            return CustomEmoji(dict(detail)["custom_emoji_id"], words(inner))
        case "text_link":
            return Styled("url", inner, detail)
        case _:
            return Styled(kind, inner)
