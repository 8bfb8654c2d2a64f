"""The methods of the Bot API, one module per family.

A family is a mapping from method name to handler. A handler gets the world and the parameters, and gives the
``result`` of the answer or raises an ``ApiError`` before anything took effect.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from bot.simulator.methods import about, chats, media, messages, queries

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.simulator.state import World
    from bot.simulator.wire import Json, Params

Handler: TypeAlias = "Callable[[World, Params], Json | Awaitable[Json]]"

#: Families that need nothing but the world.
FAMILIES: tuple[Mapping[str, Handler], ...] = (
    messages.METHODS,
    media.METHODS,
    queries.METHODS,
    chats.METHODS,
    about.METHODS,
)


class Registry:
    """All methods of a server, found by name in any case."""

    def __init__(self, *families: Mapping[str, Handler]) -> None:
        self._handlers = {name.lower(): handler for family in families for name, handler in family.items()}

    def find(self, method: str) -> Handler | None:
        return self._handlers.get(method.lower())
