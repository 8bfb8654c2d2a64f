"""Which calls of the bot a person notices as an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from bot.simulator.calls import Call

_SENDS = ("send", "copy", "forward")
_SILENT = frozenset({"sendchataction"})


def wrote(call: Call) -> bool:
    """Whether the call said something: a new message or a new text. Changed buttons alone do not."""
    return _sent(call) or (_edited(call) and "markup" not in call.method.lower())


def showed(call: Call, message_ids: AbstractSet[int]) -> bool:
    """Whether the call sent a message, or edited one of these (or would have, had anything been different)."""
    return _sent(call) or (_edited(call) and _target(call) in message_ids)


def _sent(call: Call) -> bool:
    name = call.method.lower()
    return call.took_effect and name.startswith(_SENDS) and name not in _SILENT


def _edited(call: Call) -> bool:
    return call.method.lower().startswith("edit") and (call.took_effect or "not modified" in call.error)


def _target(call: Call) -> int:
    target = call.params.get("message_id")
    return int(target) if isinstance(target, str | int) else 0
