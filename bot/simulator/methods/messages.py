"""Texts and rich messages: sending, editing, deleting, copying, forwarding."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequestError
from bot.simulator.keyboards import Markup, markup
from bot.simulator.methods.addressing import beside, chat_id, new_message, own_message, recipient
from bot.simulator.rich_content import rich_content
from bot.simulator.texts import caption, message_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.simulator.messages import Message
    from bot.simulator.state import World
    from bot.simulator.texts import Formatted
    from bot.simulator.wire import Json, JsonObject, Params

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current"
    " content and reply markup of the message"
)


def send_message(world: World, params: Params) -> Json:
    """``sendMessage``."""
    account = recipient(world, params)
    body, keyboard = message_text(params), markup(params)
    return new_message(world, account, body, keyboard, extra=beside(world, account, params)).json()


def send_rich_message(world: World, params: Params) -> Json:
    """``sendRichMessage``."""
    account = recipient(world, params)
    body, keyboard = rich_content(params), markup(params)
    return new_message(world, account, body, keyboard, extra=beside(world, account, params)).json()


def edit_message_text(world: World, params: Params) -> Json:
    """``editMessageText``: a text or a rich message becomes either; without ``reply_markup`` the keyboard goes."""
    message = own_message(world, params)
    if message.content:
        msg = "there is no text in the message to edit"
        raise BadRequestError(msg)
    body = _new_body(params)
    extra = {name: value for name, value in message.extra.items() if name != "link_preview_options"}
    if "link_preview_options" in params:
        extra["link_preview_options"] = params.mapping("link_preview_options")
    return _edited(world, message, body, _inline(params), extra)


def edit_message_caption(world: World, params: Params) -> Json:
    """``editMessageCaption``."""
    message = own_message(world, params)
    if not message.content:
        msg = "there is no caption in the message to edit"
        raise BadRequestError(msg)
    return _edited(world, message, caption(params), _inline(params), message.extra)


def edit_message_reply_markup(world: World, params: Params) -> Json:
    """``editMessageReplyMarkup``."""
    message = own_message(world, params)
    return _edited(world, message, message.body, _inline(params), message.extra)


def delete_message(world: World, params: Params) -> Json:
    """``deleteMessage``: both sides' messages in a private chat, for two days."""
    account = recipient(world, params)
    message = world.message(account.profile.id, params.integer("message_id"))
    if message is None:
        msg = "message to delete not found"
        raise BadRequestError(msg)
    if world.timestamp() - message.date > 48 * 3600:
        msg = "message can't be deleted for everyone"
        raise BadRequestError(msg)
    world.remove(account.profile.id, message.message_id)
    return True


def delete_messages(world: World, params: Params) -> Json:
    """``deleteMessages``: those not found are skipped."""
    account = recipient(world, params)
    for message_id in params.sequence("message_ids") or ():
        if isinstance(message_id, int):
            world.remove(account.profile.id, message_id)
    return True


def copy_message(world: World, params: Params) -> Json:
    """``copyMessage``."""
    account = recipient(world, params)
    source = _source(world, params, "message to copy not found")
    body = caption(params) if "caption" in params and source.content else source.body
    copied = new_message(
        world,
        account,
        body,
        markup(params),
        content=source.content,
        extra=beside(world, account, params),
    )
    return {"message_id": copied.message_id}


def forward_message(world: World, params: Params) -> Json:
    """``forwardMessage``."""
    account = recipient(world, params)
    source = _source(world, params, "message to forward not found")
    origin: JsonObject = {"type": "user", "date": source.date, "sender_user": source.sender}
    extra: JsonObject = {"forward_origin": source.extra.get("forward_origin", origin)}
    return new_message(world, account, source.body, Markup(), content=source.content, extra=extra).json()


def _source(world: World, params: Params, absent: str) -> Message:
    account = world.visible_to_bot(chat_id(params, "from_chat_id"))
    message = world.message(account.profile.id, params.integer("message_id"))
    if message is None:
        raise BadRequestError(absent)
    return message


def _new_body(params: Params) -> Formatted:
    """What an edit says instead. The documentation asks for ``text`` or ``rich_message``, so both are refused."""
    if "rich_message" not in params:
        return message_text(params, too_long="MESSAGE_TOO_LONG")
    if params.text("text"):
        msg = "exactly one of text and rich_message must be specified"
        raise BadRequestError(msg)
    return rich_content(params)


def _inline(params: Params) -> JsonObject | None:
    keyboard = markup(params)
    if keyboard.reply is not None:
        msg = "inline keyboard expected"
        raise BadRequestError(msg)
    return keyboard.inline


def _edited(world: World, message: Message, body: Formatted, keyboard: JsonObject | None, extra: JsonObject) -> Json:
    said = replace(message, text=body.text, entities=body.entities, rich=body.rich)
    edited = replace(said, inline_keyboard=keyboard, extra=extra)
    if edited == message:
        raise BadRequestError(_NOT_MODIFIED)
    return world.show(replace(edited, edit_date=world.timestamp())).json()


METHODS: Mapping[str, Callable[[World, Params], Json]] = {
    "sendMessage": send_message,
    "sendRichMessage": send_rich_message,
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "copyMessage": copy_message,
    "forwardMessage": forward_message,
}
