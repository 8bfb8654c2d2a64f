"""What people do in their chats with the bot, and the updates that follow from it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from bot.simulator.changes import AccountChanged
from bot.simulator.messages import Message
from bot.simulator.texts import typed

if TYPE_CHECKING:
    from bot.simulator.people import Account
    from bot.simulator.queries import Query
    from bot.simulator.state import World
    from bot.simulator.texts import Formatted
    from bot.simulator.wire import Json, JsonObject

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


class ImpossibleError(Exception):
    """A person cannot do this on a phone; the message says why and what to do instead."""


def write(world: World, user_id: int, text: str, *, extra: JsonObject | None = None) -> Message:
    """The person sends a text.

    Raises:
        ImpossibleError: the text is blank or no text at all, or the person has blocked the bot.
    """
    formatted = _typed(text)
    if not formatted.text:
        msg = "A blank message cannot be sent: give it a text."
        raise ImpossibleError(msg)
    blank = _blank(world, user_id)
    return _receive(world, replace(blank, text=formatted.text, entities=formatted.entities, extra=extra or {}))


def share(
    world: World, user_id: int, content: JsonObject, *, caption: str = "", extra: JsonObject | None = None
) -> Message:
    """The person sends media, a location, a contact or the like: ``content`` as the Bot API shows it.

    Raises:
        ImpossibleError: the person has blocked the bot.
    """
    formatted = _typed(caption)
    blank = _blank(world, user_id)
    return _receive(
        world,
        replace(blank, text=formatted.text, entities=formatted.entities, content=content, extra=extra or {}),
    )


def rewrite(world: World, user_id: int, message_id: int, text: str) -> Message:
    """The person edits the text or caption of a message of theirs.

    Raises:
        ImpossibleError: it is not theirs, is gone, or the new text is the old one.
    """
    message = world.message(user_id, message_id)
    formatted = _typed(text)
    if message is None or message.from_bot:
        msg = f"Message {message_id} is not one that {user_id} sent: edit one of their own."
        raise ImpossibleError(msg)
    if formatted.text == message.text or not (formatted.text or message.content):
        msg = "An edit must change the text to another one."
        raise ImpossibleError(msg)
    edited = replace(message, text=formatted.text, entities=formatted.entities, edit_date=world.timestamp())
    world.show(edited)
    world.queue("edited_message", edited.json(), user_id)
    return edited


def _typed(text: str) -> Formatted:
    try:
        text.encode()
    except UnicodeEncodeError:
        msg = "Half a surrogate pair cannot be typed: give whole characters."
        raise ImpossibleError(msg) from None
    return typed(text)


def erase(world: World, user_id: int, message_id: int) -> None:
    """The person deletes a message for both sides; the bot is not told. Nothing happens when it is gone already."""
    world.remove(user_id, message_id)


def tap(world: World, user_id: int, message_id: int, data: str) -> Query:
    """A tap reaches the bot, as one callback query, whether or not the message (still) has such a button."""
    account = world.account(user_id)
    query = world.queries.ask(user_id, message_id, data)
    message = world.message(user_id, message_id)
    gone: JsonObject = {"chat": account.chat_json, "message_id": message_id, "date": 0}
    payload: dict[str, Json] = {
        "id": query.id,
        "from": account.user_json,
        "message": message.json() if message else gone,
        "chat_instance": str(-user_id),
        "data": data,
    }
    world.queue("callback_query", payload, user_id)
    return query


def set_blocked(world: World, user_id: int, *, blocked: bool) -> None:
    """The person blocks the bot or lets it in again; the bot is told when that changes anything."""
    account = world.account(user_id)
    if account.blocked == blocked:
        return
    account.blocked = blocked
    world.changes.announce(AccountChanged(account))
    if account.started:
        world.queue("my_chat_member", _membership(world, account), user_id)


def deactivate(world: World, user_id: int) -> None:
    """The person deletes their Telegram account."""
    world.account(user_id).deactivated = True
    world.changes.announce(AccountChanged(world.account(user_id)))


def open_link(world: World, user_id: int, url: str) -> Message:
    """The person opens a start link of the bot and presses «Start».

    Raises:
        ImpossibleError: the link leads elsewhere or its payload is not 1-64 of ``A-Za-z0-9_-``.
    """
    parts = urlsplit(url if "://" in url else f"https://{url}")
    query = parse_qs(parts.query)
    if parts.scheme == "tg":
        name = query.get("domain", [""])[0]
    else:
        name = parts.path.strip("/") if parts.hostname in {"t.me", "telegram.me"} else ""
    if name.lower() != world.bot.username.lower():
        msg = f"{url} does not open this bot: use https://t.me/{world.bot.username}?start=…"
        raise ImpossibleError(msg)
    payload = query.get("start", [""])[0]
    if payload and not _PAYLOAD.fullmatch(payload):
        msg = f"The start payload of {url} must be 1-64 characters of A-Z a-z 0-9 _ -."
        raise ImpossibleError(msg)
    return write(world, user_id, f"/start {payload}".rstrip())


def _blank(world: World, user_id: int) -> Message:
    account = world.account(user_id)
    if account.blocked or account.deactivated:
        msg = f"{account.profile.first_name} has blocked the bot or left Telegram: unblock it before writing."
        raise ImpossibleError(msg)
    return Message(world.take_message_id(), account.chat_json, account.user_json, world.timestamp(), from_bot=False)


def _receive(world: World, message: Message) -> Message:
    world.account(message.chat_id).started = True
    world.show(message)
    world.queue("message", message.json(), message.chat_id)
    return message


def _membership(world: World, account: Account) -> JsonObject:
    inside: JsonObject = {"user": world.bot_json, "status": "member"}
    outside: JsonObject = {"user": world.bot_json, "status": "kicked", "until_date": 0}
    return {
        "chat": account.chat_json,
        "from": account.user_json,
        "date": world.timestamp(),
        "old_chat_member": inside if account.blocked else outside,
        "new_chat_member": outside if account.blocked else inside,
    }
