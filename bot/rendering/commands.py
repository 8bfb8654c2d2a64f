"""The menus beside the input field, from ``templates/messages/commands.yaml``."""

from __future__ import annotations

from bot.domain.conditions import Definition


class Commands(Definition):
    """Command → what it does, in the words of those who see it."""

    client: dict[str, str]
    manager: dict[str, str]
