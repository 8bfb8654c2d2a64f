"""Finding what a call speaks of: the chat, the message, the message replied to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequestError
from bot.simulator.messages import Message

if TYPE_CHECKING:
    from bot.simulator.keyboards import Markup
    from bot.simulator.people import Account
    from bot.simulator.state import World
    from bot.simulator.texts import Formatted
    from bot.simulator.wire import Json, JsonObject, Params


def chat_id(params: Params, name: str = "chat_id") -> int:
    """The chat a call names.

    Raises:
        BadRequestError: no chat is named.
    """
    if not params.text(name):
        msg = f"{name} is empty"
        raise BadRequestError(msg)
    return params.integer(name)


def recipient(world: World, params: Params) -> Account:
    """The account to write to; raises what ``World.writable_for_bot`` raises."""
    return world.writable_for_bot(chat_id(params))


def own_message(world: World, params: Params) -> Message:
    """The bot's message that a call wants to edit.

    Raises:
        BadRequestError: not there, not the bot's, or it came with a keyboard below the typing field.
        ForbiddenError: the person does not let the bot in.
    """
    if "inline_message_id" in params and "chat_id" not in params:
        msg = "MESSAGE_ID_INVALID"
        raise BadRequestError(msg)
    account = recipient(world, params)
    if params.integer("message_id") <= 0:
        msg = "message identifier is not specified"
        raise BadRequestError(msg)
    message = world.message(account.profile.id, params.integer("message_id"))
    if message is None:
        msg = "message to edit not found"
        raise BadRequestError(msg)
    if not message.from_bot or message.reply_keyboard or "forward_origin" in message.extra:
        msg = "message can't be edited"
        raise BadRequestError(msg)
    return message


def new_message(
    world: World,
    account: Account,
    body: Formatted,
    keyboard: Markup,
    *,
    content: JsonObject | None = None,
    extra: JsonObject | None = None,
) -> Message:
    """A message of the bot, put into the chat."""
    return world.show(
        Message(
            world.take_message_id(),
            account.chat_json,
            world.bot_json,
            world.timestamp(),
            from_bot=True,
            text=body.text,
            entities=body.entities,
            rich=body.rich,
            content=content or {},
            extra=extra or {},
            inline_keyboard=keyboard.inline,
            reply_keyboard=keyboard.reply,
        )
    )


def beside(world: World, account: Account, params: Params) -> JsonObject:
    """Fields of a sent message that stand beside its content: what it replies to, how its links look.

    Raises:
        BadRequestError: the message to reply to is not there and the call does not allow for that.
    """
    extra: dict[str, Json] = {}
    if "link_preview_options" in params:
        extra["link_preview_options"] = params.mapping("link_preview_options")
    if params.flag("protect_content"):
        extra["has_protected_content"] = True
    reply = params.mapping("reply_parameters") or {}
    target = reply.get("message_id") or params.integer("reply_to_message_id")
    if isinstance(target, int) and target:
        replied = world.message(account.profile.id, target)
        if replied is not None:
            extra["reply_to_message"] = replied.json()
        elif not reply.get("allow_sending_without_reply"):
            msg = "message to be replied not found"
            raise BadRequestError(msg)
    return extra
