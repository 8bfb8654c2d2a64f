"""The ``rich_message`` of a call, an ``InputRichMessage``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from bot.simulator.errors import BadRequestError
from bot.simulator.rich_blocks import RichMessage
from bot.simulator.rich_html import parse_rich_html
from bot.simulator.texts import Formatted
from bot.simulator.wire import valid_unicode

if TYPE_CHECKING:
    from bot.simulator.wire import JsonObject, Params

_CONTENTS = ("html", "markdown", "blocks")


def rich_content(params: Params) -> Formatted:
    """What the ``html`` of ``rich_message`` makes; markdown, blocks and media are not supported here.

    The documentation tells none of these refusals: their words are this server's own.

    Raises:
        BadRequestError: not an object with exactly one content, not supported, not parseable or beyond a limit.
    """
    given = params.mapping("rich_message")
    if given is None:
        _refuse("object expected as rich message")
    if sum(given.get(name) is not None for name in _CONTENTS) != 1:
        _refuse("exactly one of html, markdown and blocks must be specified in the rich message")
    html = given.get("html")
    if html is None or given.get("media"):
        _refuse("the local Telegram takes rich messages as html without media only")
    if not isinstance(html, str):
        _refuse('field "html" of the rich message must be a String')
    return _parsed(valid_unicode(html), given)


def _parsed(html: str, given: JsonObject) -> Formatted:
    blocks = parse_rich_html(html, detect=given.get("skip_entity_detection") is not True)
    rich = RichMessage(blocks, is_rtl=given.get("is_rtl") is True)
    return Formatted(rich.words, rich=rich)


def _refuse(complaint: str) -> NoReturn:
    raise BadRequestError(complaint)
