"""What the bot is and says of itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from bot.simulator.changes import BotDescribed
from bot.simulator.errors import BadRequestError
from bot.simulator.state import World
from bot.simulator.wire import Json, JsonObject, Params, as_text

_Handler: TypeAlias = Callable[[World, Params], Json]

MAX_COMMANDS = 100
MAX_COMMAND_DESCRIPTION = 256

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
#: Texts the bot may set: what the answer calls them, and how long they may be.
_TEXTS = {"Name": ("name", 64), "Description": ("description", 512), "ShortDescription": ("short_description", 120)}


def get_me(world: World, _params: Params) -> Json:
    """``getMe``."""
    can = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return {**world.bot_json, **can}


def set_my_commands(world: World, params: Params) -> Json:
    """``setMyCommands``."""
    commands = [_command(item) for item in params.sequence("commands") or ()]
    if len(commands) > MAX_COMMANDS:
        msg = "BOT_COMMANDS_TOO_MUCH"
        raise BadRequestError(msg)
    world.settings.commands[_scope(params)] = commands
    world.changes.announce(BotDescribed())
    return True


def get_my_commands(world: World, params: Params) -> Json:
    """``getMyCommands``."""
    return world.settings.commands.get(_scope(params), [])


def delete_my_commands(world: World, params: Params) -> Json:
    """``deleteMyCommands``."""
    world.settings.commands.pop(_scope(params), None)
    return True


def _scope(params: Params) -> tuple[str, str]:
    scope = params.mapping("scope") or {}
    chat = scope.get("chat_id")
    kind = as_text(scope.get("type")) or "default"
    return (f"{kind}:{chat}" if chat else kind, params.text("language_code"))


def _command(item: Json) -> JsonObject:
    given = item if isinstance(item, Mapping) else {}
    name = as_text(given.get("command")).removeprefix("/")
    description = as_text(given.get("description"))
    if not _COMMAND.fullmatch(name):
        msg = "BOT_COMMAND_INVALID"
        raise BadRequestError(msg)
    if not 1 <= len(description) <= MAX_COMMAND_DESCRIPTION:
        msg = "BOT_COMMAND_DESCRIPTION_INVALID"
        raise BadRequestError(msg)
    return {"command": name, "description": description}


def _set_text(field: str, limit: int, world: World, params: Params) -> Json:
    value = params.text(field)
    if len(value) > limit:
        msg = f"bot {field.replace('_', ' ')} is too long"
        raise BadRequestError(msg)
    world.settings.texts[field, params.text("language_code")] = value
    return True


def _get_text(field: str, world: World, params: Params) -> Json:
    return {field: world.settings.texts.get((field, params.text("language_code")), "")}


def _accepted(_world: World, _params: Params) -> Json:
    return True


METHODS: Mapping[str, _Handler] = {
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setChatMenuButton": _accepted,
    **{f"setMy{name}": partial(_set_text, field, limit) for name, (field, limit) in _TEXTS.items()},
    **{f"getMy{name}": partial(_get_text, field) for name, (field, _) in _TEXTS.items()},
}
