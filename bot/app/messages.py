"""What leaves for Telegram, as data. Texts are Telegram HTML, already rendered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime  # noqa: TC003 - storage reads the annotations
from enum import StrEnum
from typing import Literal

from bot.app.ports import DocumentFormat  # noqa: TC001 - storage reads the annotations
from bot.domain.answers import AttachmentKind  # noqa: TC001 - as above

ButtonStyle = Literal["primary", "success", "danger"]


@dataclass(frozen=True, slots=True)
class Button:
    """Exactly one of ``data`` (1–64 bytes), ``url`` and ``copy`` is set."""

    text: str
    data: str | None = None
    url: str | None = None
    copy: str | None = None
    style: ButtonStyle | None = None


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """One message as a person sees it."""

    text: str
    keyboard: Keyboard = ()


class Placement(StrEnum):
    #: Edit the live card where it is.
    IN_PLACE = "in_place"
    #: Send it as a new message below what was typed; the old message is retired.
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class ShowCard:
    """Bring the chat's one live card to this state.

    A newer one replaces an older unsent one. ``recap`` is what the old message becomes when the card moves below it
    (without it, the old message is deleted).
    """

    chat_id: int
    revision: int
    screen: Screen
    placement: Placement = Placement.IN_PLACE
    recap: Screen | None = None


@dataclass(frozen=True, slots=True)
class SendMessage:
    """A new message besides the card. ``bulk``: waits behind everything that a person is waiting for."""

    chat_id: int
    screen: Screen
    bulk: bool = False


@dataclass(frozen=True, slots=True)
class SendReading:
    """Something long to read: as rich messages where the server takes them, else as classic ones that say the same.

    ``rich``: screens whose texts are rich HTML. Screens go out one by one; what waits is what is left of them.
    """

    chat_id: int
    rich: tuple[Screen, ...]
    classic: tuple[Screen, ...]

    @property
    def next(self) -> Screen:
        return (self.rich or self.classic)[0]

    @property
    def rest(self) -> SendReading | None:
        """What is left when the next screen is out; None when that was all."""
        if len(self.rich or self.classic) == 1:
            return None
        return replace(self, rich=self.rich[1:]) if self.rich else replace(self, classic=self.classic[1:])

    @property
    def in_classic(self) -> SendReading:
        return replace(self, rich=())


@dataclass(frozen=True, slots=True)
class SendReminder:
    """A new message that is the chat's only reminder with buttons: the one before loses its own.

    Not sent from ``until`` on, for night or the meeting have come; nor once the client has acted on the brief
    ``brief_id`` (None: somebody asked for it and waits). ``bulk``: as for ``SendMessage``.
    """

    chat_id: int
    screen: Screen
    until: datetime | None = None
    bulk: bool = True
    brief_id: str | None = None


@dataclass(frozen=True, slots=True)
class RemoveButtons:
    """The message stays as it is, without its buttons."""

    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class SendAttachment:
    """Pass on a file that Telegram already has."""

    chat_id: int
    kind: AttachmentKind
    file_id: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class SendDocument:
    """A brief's plan as a file. What waits is which one: it is made from the answers when it is sent."""

    chat_id: int
    brief_id: str
    kind: DocumentFormat


@dataclass(frozen=True, slots=True)
class SendPicture:
    """The picture of one pipeline of a brief's plan, by its number from 0; made when it is sent.

    ``bulk``: waits behind everything that a person is waiting for.
    """

    chat_id: int
    brief_id: str
    number: int
    bulk: bool = True


@dataclass(frozen=True, slots=True)
class EditMessage:
    """Replace a message that is not the live card (a retired card, a manager's list)."""

    chat_id: int
    message_id: int
    screen: Screen


@dataclass(frozen=True, slots=True)
class DeleteMessage:
    chat_id: int
    message_id: int


Outgoing = (
    ShowCard
    | SendMessage
    | SendReading
    | SendReminder
    | SendAttachment
    | SendDocument
    | SendPicture
    | EditMessage
    | RemoveButtons
    | DeleteMessage
)


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Ends the spinner of a tapped button; sent right after the commit, best effort, never stored."""

    callback_query_id: str
    toast: str = ""
    alert: bool = False
