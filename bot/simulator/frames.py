"""What the page's WebSocket carries, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.changes import AccountChanged, MessageGone, MessageShown, Online, Toast, Typing

if TYPE_CHECKING:
    from bot.simulator.changes import Change
    from bot.simulator.messages import Message
    from bot.simulator.people import Account
    from bot.simulator.state import World
    from bot.simulator.wire import JsonObject


def snapshot(world: World, title: str, *, online: bool) -> JsonObject:
    """Everything the page shows at first."""
    return {
        "type": "snapshot",
        "bot": {
            "id": world.bot.id,
            "username": world.bot.username,
            "first_name": world.bot.first_name,
            "commands": world.settings.shown_commands(),
        },
        "title": title,
        "phones": [phone(world, account) for account in world.accounts.values()],
        "online": online,
    }


def phone(world: World, account: Account) -> JsonObject:
    """One person with their chat."""
    return {
        "user": account.user_json,
        "role": account.role,
        "blocked": account.blocked,
        "messages": [seen(message) for message in world.chat(account.profile.id)],
    }


def seen(message: Message) -> JsonObject:
    """A message as the person sees it: with the keyboard below the typing field, which bots are not shown."""
    return {**message.json(), "reply_markup": message.reply_keyboard} if message.reply_keyboard else message.json()


def frame(world: World, change: Change) -> JsonObject | None:
    """The frame that tells of a change; None when the page need not know."""
    if isinstance(change, AccountChanged):
        return {"type": "phone", **phone(world, change.account)}
    return _frame(change)


def _frame(change: Change) -> JsonObject | None:
    shown: JsonObject | None = None
    match change:
        case MessageShown(user_id, message, edited):
            shown = {"type": "edited" if edited else "message", "user_id": user_id, "message": seen(message)}
        case MessageGone(user_id, message_id):
            shown = {"type": "deleted", "user_id": user_id, "message_id": message_id}
        case Toast(user_id, query_id, text, alert):
            told: JsonObject = {"callback_query_id": query_id, "text": text, "alert": alert}
            shown = {"type": "toast", "user_id": user_id, **told}
        case Typing(user_id):
            shown = {"type": "typing", "user_id": user_id}
        case Online(online):
            shown = {"type": "online", "online": online}
        case _:
            pass
    return shown
