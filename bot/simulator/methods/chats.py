"""Chats: what they are, and that the bot is typing in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.changes import Typing
from bot.simulator.errors import BadRequestError
from bot.simulator.methods.addressing import chat_id, recipient

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.simulator.state import World
    from bot.simulator.wire import Json, Params

_MEDIA = ("photo", "video", "voice", "document", "video_note")
_ACTIONS = frozenset(
    {
        "typing",
        "choose_sticker",
        "find_location",
        *(f"{verb}_{what}" for verb in ("record", "upload") for what in _MEDIA),
    }
)


def get_chat(world: World, params: Params) -> Json:
    """``getChat``."""
    account = world.visible_to_bot(chat_id(params))
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), True
    )
    return {**account.chat_json, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


def send_chat_action(world: World, params: Params) -> Json:
    """``sendChatAction``."""
    account = recipient(world, params)
    if params.text("action").lower() not in _ACTIONS:
        msg = "wrong parameter action in request"
        raise BadRequestError(msg)
    world.changes.announce(Typing(account.profile.id))
    return True


METHODS: Mapping[str, Callable[[World, Params], Json]] = {"getChat": get_chat, "sendChatAction": send_chat_action}
