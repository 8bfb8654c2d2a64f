"""Who takes part: the bot's profile, people, and what the simulator knows of each account."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.simulator.wire import JsonObject


@dataclass(frozen=True, slots=True)
class Profile:
    """A person as Telegram shows them."""

    id: int
    first_name: str
    username: str = ""
    last_name: str = ""
    language_code: str = "ru"

    def json(self) -> JsonObject:
        """Bot API ``User``."""
        return {"id": self.id, "is_bot": False, **self._names(), "language_code": self.language_code}

    def chat(self) -> JsonObject:
        """Bot API ``Chat``: the private chat with this person."""
        return {"id": self.id, "type": "private", **self._names()}

    def _names(self) -> dict[str, str]:
        names = {"first_name": self.first_name, "last_name": self.last_name, "username": self.username}
        return {name: value for name, value in names.items() if value}


@dataclass(frozen=True, slots=True)
class BotProfile:
    """The one bot of this Telegram; the number before the colon of its token is its id."""

    token: str = "4200000001:local-telegram"  # noqa: S105 - opens nothing but this simulator
    first_name: str = "Бриф"
    username: str = "brief_local_bot"

    @property
    def id(self) -> int:
        return int(self.token.partition(":")[0])

    def json(self) -> JsonObject:
        """Bot API ``User``."""
        return {"id": self.id, "is_bot": True, "first_name": self.first_name, "username": self.username}


@dataclass(frozen=True, slots=True)
class Phone:
    """A person whose phone the page shows; ``role`` is the caption above it."""

    user: Profile
    role: str = ""


@dataclass(slots=True)
class Account:
    """A person's standing with the bot."""

    profile: Profile
    role: str = ""
    #: Wrote to the bot at least once: only then may it write first.
    started: bool = False
    #: The bot has met the person elsewhere (a group, a shared contact) without a chat of their own.
    known: bool = False
    blocked: bool = False
    deactivated: bool = False
    user_json: JsonObject = field(init=False)
    chat_json: JsonObject = field(init=False)

    def __post_init__(self) -> None:
        self.user_json = self.profile.json()
        self.chat_json = self.profile.chat()
