"""Checks and canonical form of the keyboards that a bot sends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequestError
from bot.simulator.wire import Json, JsonObject, as_sequence, as_text, dumps

if TYPE_CHECKING:
    from bot.simulator.wire import Params

#: Longer rows are cut without a word.
MAX_IN_ROW = 12
MAX_BUTTONS = 100
MAX_BYTES = 10_240
MAX_DATA_BYTES = 64
MAX_COPY_TEXT = 256
STYLES = frozenset({"primary", "success", "danger"})

_ACTIONS = ("url", "callback_data", "copy_text", "disabled", "web_app", "login_url", "pay", "callback_game")
_SWITCHES = ("switch_inline_query", "switch_inline_query_current_chat", "switch_inline_query_chosen_chat")
_ANSWER_BELOW = ("keyboard", "remove_keyboard", "force_reply")
_UNUSABLE = "can't parse inline keyboard button: "


@dataclass(frozen=True, slots=True)
class Markup:
    """A checked ``reply_markup``: an inline keyboard, or one of those that belong to the typing field."""

    inline: JsonObject | None = None
    reply: JsonObject | None = None


def markup(params: Params) -> Markup:
    """The checked ``reply_markup`` of a call.

    Raises:
        BadRequestError: as the server words it.
    """
    if "reply_markup" not in params:
        return Markup()
    value = params.mapping("reply_markup")
    if value is None:
        msg = "object expected as reply markup"
        raise BadRequestError(msg)
    if any(name in value for name in _ANSWER_BELOW):
        return Markup(reply=value)
    return Markup(inline=_inline(value))


def _inline(value: JsonObject) -> JsonObject | None:
    rows = as_sequence(value.get("inline_keyboard"))
    if rows is None:
        msg = "object expected as reply markup"
        raise BadRequestError(msg)
    checked = [[_button(button) for button in (as_sequence(row) or ())[:MAX_IN_ROW]] for row in rows]
    checked = [row for row in checked if row]
    if not checked:
        return None
    keyboard: JsonObject = {"inline_keyboard": checked}
    if sum(map(len, checked)) > MAX_BUTTONS or len(dumps(keyboard).encode()) > MAX_BYTES:
        msg = "reply markup is too long"
        raise BadRequestError(msg)
    return keyboard


def _button(value: Json) -> JsonObject:
    if not isinstance(value, Mapping):
        raise BadRequestError(_UNUSABLE + "InlineKeyboardButton must be an Object")
    text = as_text(value.get("text")).strip()
    if not text:
        raise BadRequestError(
            _UNUSABLE + 'Field "text" must be non-empty' if "text" in value else _UNUSABLE + _no_text()
        )
    style = value.get("style")
    if style is not None and style not in STYLES:
        raise BadRequestError(_UNUSABLE + 'invalid button style specified in the field "style"')
    action = _action(value)
    kept = {name: value[name] for name in ("icon_custom_emoji_id", "style") if value.get(name) is not None}
    return {"text": text, **action, **kept}


def _no_text() -> str:
    return 'Can\'t find field "text"'


def _action(button: JsonObject) -> JsonObject:
    """What the button does, checked: exactly one thing."""
    for name in (*_ACTIONS, *_SWITCHES):
        value = button.get(name)
        if value is None or value == "":
            continue
        _check(name, value)
        return {name: value}
    raise BadRequestError(_UNUSABLE + "Text buttons are unallowed in the inline keyboard")


def _check(name: str, value: Json) -> None:
    if name == "callback_data" and not 1 <= len(as_text(value).encode()) <= MAX_DATA_BYTES:
        msg = "BUTTON_DATA_INVALID"
        raise BadRequestError(msg)
    if name == "url" and not _is_link(as_text(value)):
        msg = f"inline keyboard button URL '{as_text(value)}' is invalid: Wrong HTTP URL"
        raise BadRequestError(msg)
    if name == "copy_text":
        text = as_text(value.get("text")) if isinstance(value, Mapping) else ""
        if not 1 <= len(text) <= MAX_COPY_TEXT:
            msg = "BUTTON_COPY_TEXT_INVALID"
            raise BadRequestError(msg)


def _is_link(url: str) -> bool:
    scheme, separator, rest = url.partition("://")
    if separator:
        return scheme.lower() in {"http", "https", "tg", "ton"} and bool(rest.strip()) and " " not in rest
    return "." in url.strip(".") and " " not in url
