"""A sender with a real outbox, the messages it is given, and what it tells of those it cannot send."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.app.messages import Placement, Screen, SendMessage, SendReading, ShowCard
from bot.app.plan_files import NoSuchFileError, PlanFiles
from bot.delivery.rich import RichMessages
from bot.delivery.sender import Sender

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from bot.app.messages import Outgoing, SendDocument, SendPicture, SendReminder
    from bot.app.ports import Document, UnitOfWork
    from bot.delivery.rich import RichChoice
    from bot.delivery.telegram import Telegram
    from bot.simulator import User
    from bot.storage.batches import Batches
    from bot.storage.unit_of_work import Effects


class NoFiles(PlanFiles):
    """Every file that is to be sent is gone."""

    def __init__(self) -> None:
        """There is nothing to make files from."""

    async def made_for(self, message: SendDocument | SendPicture) -> Document:
        del message
        raise NoSuchFileError


@dataclass
class Unsent:
    """Whom it was told of, in order. ``void``: briefs whose clients have acted since they were reminded.

    ``says``: what is told those who do not get their file; ``is_broken``: telling them goes wrong.
    """

    unreachable: list[int] = field(default_factory=list)
    without_file: list[int] = field(default_factory=list)
    void: set[str] = field(default_factory=set)
    says: str = ""
    is_broken: bool = False

    async def became_unreachable(self, _: UnitOfWork, chat_id: int, /) -> None:
        self.unreachable.append(chat_id)

    async def file_failed(self, uow: UnitOfWork, chat_id: int, /) -> None:
        self.without_file.append(chat_id)
        if self.says:
            uow.outbox.put(text(chat_id, self.says))
        if self.is_broken:
            raise LookupError

    async def still_holds(self, _: UnitOfWork, reminder: SendReminder, /) -> bool:
        return reminder.brief_id not in self.void


class Post:
    """One life of a sender."""

    def __init__(
        self, api: Telegram, batches: Batches, choice: RichChoice = "auto", files: PlanFiles | None = None
    ) -> None:
        self.batches = batches
        self.unsent = Unsent()
        rich = RichMessages(choice, "http://server", batches.database, batches.clock)
        self.sender = Sender(api, batches, files or NoFiles(), self.unsent, rich, self._hand_over)

    def _hand_over(self, effects: Effects) -> None:
        self.sender.send(effects.queued)

    async def put(self, *messages: Outgoing) -> None:
        """Store them, then hand them over, as the worker does."""
        self.sender.send((await self.batches.once(_putting(messages))).queued)


async def store(batches: Batches, *messages: Outgoing) -> None:
    """An earlier process has stored them and is gone."""
    await batches.once(_putting(messages))


def _putting(messages: tuple[Outgoing, ...]) -> Callable[[UnitOfWork], Awaitable[None]]:
    async def use_case(uow: UnitOfWork) -> None:
        for message in messages:
            uow.outbox.put(message)

    return use_case


def text(chat_id: int, words: str, *, bulk: bool = False) -> SendMessage:
    return SendMessage(chat_id, Screen(words), bulk=bulk)


def reading(chat_id: int, rich: str, classic: str) -> SendReading:
    """A screen for each word."""
    return SendReading(
        chat_id, tuple(Screen(f"<p>{word}</p>") for word in rich.split()), tuple(map(Screen, classic.split()))
    )


def card(chat_id: int, words: str, *, below: bool = False, recap: str | None = None) -> ShowCard:
    placement = Placement.BELOW if below else Placement.IN_PLACE
    return ShowCard(chat_id, 1, Screen(words), placement, None if recap is None else Screen(recap))


def texts(user: User) -> list[str]:
    """What the bot's messages to a person say, oldest first."""
    return [message.text for message in user.from_bot]


def events(logs: Sequence[Mapping[str, object]], name: str) -> int:
    return sum(entry["event"] == name for entry in logs)
