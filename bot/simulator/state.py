"""The world: one bot, the people, their chats with it, what waits and what was said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.simulator.calls import CallLog
from bot.simulator.changes import AccountChanged, Changes, MessageGone, MessageShown, UpdatesChanged
from bot.simulator.errors import BadRequestError, ForbiddenError
from bot.simulator.files import FileStore
from bot.simulator.people import Account, BotProfile, Profile
from bot.simulator.queries import Queries
from bot.simulator.updates import UpdateQueue

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.simulator.messages import Message
    from bot.simulator.wire import JsonObject

#: Any number will do: real ones start at random.
FIRST_UPDATE_ID = 100_000


@dataclass(slots=True)
class BotSettings:
    """What the bot told the server about itself."""

    #: Commands by (scope, language); the default scope is ``("default", "")``.
    commands: dict[tuple[str, str], list[JsonObject]] = field(default_factory=dict)
    #: Descriptions and names by (field, language).
    texts: dict[tuple[str, str], str] = field(default_factory=dict)

    def shown_commands(self) -> list[JsonObject]:
        return self.commands.get(("default", ""), []) or self.commands.get(("all_private_chats", ""), [])


class World:
    """The state of the local Telegram. Times come from ``now`` (aware UTC)."""

    def __init__(self, bot: BotProfile, now: Callable[[], datetime]) -> None:
        self.bot = bot
        self.now = now
        self.changes = Changes()
        self.accounts: dict[int, Account] = {}
        self.files = FileStore()
        self.queries = Queries(now)
        self.updates = UpdateQueue(now, FIRST_UPDATE_ID)
        self.settings = BotSettings()
        self.calls = CallLog()
        self.bot_json = bot.json()
        self._chats: dict[int, dict[int, Message]] = {}
        self._next_message_id = 1

    def timestamp(self) -> int:
        return int(self.now().timestamp())

    def add(self, profile: Profile, *, role: str = "", known: bool = False) -> Account:
        """Let a person exist. Adding the same id again gives the account that is there."""
        account = self.accounts.get(profile.id)
        if account is None:
            account = self.accounts[profile.id] = Account(profile, role, known=known)
            self._chats[profile.id] = {}
            self.changes.announce(AccountChanged(account))
        return account

    def chat(self, user_id: int) -> list[Message]:
        """What stands in the person's chat with the bot, oldest first."""
        return list(self._chats[user_id].values())

    def message(self, user_id: int, message_id: int) -> Message | None:
        return self._chats[user_id].get(message_id)

    def account(self, user_id: int) -> Account:
        """The account of a person who exists."""
        return self.accounts[user_id]

    def visible_to_bot(self, chat_id: int) -> Account:
        """The account behind a chat id that the bot names.

        Raises:
            BadRequestError: the bot never met this person.
        """
        account = self.accounts.get(chat_id)
        if account is None or not (account.started or account.known):
            msg = "chat not found"
            raise BadRequestError(msg)
        return account

    def writable_for_bot(self, chat_id: int) -> Account:
        """The same, when the bot may write there.

        Raises:
            BadRequestError: as above.
            ForbiddenError: blocked, deactivated or never started.
        """
        account = self.visible_to_bot(chat_id)
        if account.deactivated:
            msg = "user is deactivated"
            raise ForbiddenError(msg)
        if not account.started:
            msg = "bot can't initiate conversation with a user"
            raise ForbiddenError(msg)
        if account.blocked:
            msg = "bot was blocked by the user"
            raise ForbiddenError(msg)
        return account

    def take_message_id(self) -> int:
        self._next_message_id += 1
        return self._next_message_id - 1

    def show(self, message: Message) -> Message:
        """Put a message, or its new version, into its chat."""
        chat = self._chats[message.chat_id]
        edited = message.message_id in chat
        chat[message.message_id] = message
        self.changes.announce(MessageShown(message.chat_id, message, edited))
        return message

    def remove(self, user_id: int, message_id: int) -> bool:
        """Take a message out of the chat; False when there is none."""
        if self._chats[user_id].pop(message_id, None) is None:
            return False
        self.changes.announce(MessageGone(user_id, message_id))
        return True

    def queue(self, kind: str, payload: JsonObject, user_id: int) -> int:
        """Queue an update for the bot; 0 when the bot does not want its kind, else its id."""
        update = self.updates.add(kind, payload, user_id)
        self.changes.announce(UpdatesChanged())
        return update.update_id if update else 0
