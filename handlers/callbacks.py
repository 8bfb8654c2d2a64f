"""Callback data of the client's card and of the manager's messages: what a button says when it is tapped.

A card button carries the card's revision and a digest of its question, so a stale, replayed or invented tap is
recognized: ``c:<revision>:<digest>:<action>:<argument>``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from zlib import crc32

#: Telegram's, in bytes.
_LIMIT = 64


class Tap(ABC):
    """What a tap says. Every kind is packed here, and has an ``unpack`` of its own for what may be anybody's data."""

    __slots__ = ()

    def pack(self) -> str:
        """The callback data of a button.

        Raises:
            ValueError: Telegram would refuse it, and with it the whole message.
        """
        data = self._data()
        # Made for every button of every card: only what is not ASCII has to be encoded to be measured.
        if len(data) > _LIMIT or (not data.isascii() and len(data.encode()) > _LIMIT):
            message = f"callback data over {_LIMIT} bytes: {data}"
            raise ValueError(message)
        return data

    @abstractmethod
    def _data(self) -> str: ...


@dataclass(frozen=True, slots=True)
class CardTap(Tap):
    """A tap on the live card. ``argument``: an option, element or row id, or an index into what the card shows."""

    revision: int
    digest: str
    action: str
    argument: str = ""

    def _data(self) -> str:
        return f"c:{self.revision}:{self.digest}:{self.action}:{self.argument}"

    @classmethod
    def unpack(cls, data: str) -> CardTap | None:
        """The tap, or None if the data is none of ours."""
        match data.split(":", 4):
            case ["c", revision, digest, action, argument] if revision.isdecimal():
                return cls(int(revision), digest, action, argument)
        return None


@dataclass(frozen=True, slots=True)
class ManagerTap(Tap):
    """A tap on one of the manager's messages. ``brief``: the id of a brief; ``page``: of the list."""

    action: str
    brief: str = ""
    page: int = 0

    def _data(self) -> str:
        return f"m:{self.action}:{self.brief}:{self.page}"

    @classmethod
    def unpack(cls, data: str) -> ManagerTap | None:
        match data.split(":"):
            case ["m", action, brief, page] if page.isdecimal():
                return cls(action, brief, int(page))
        return None


@dataclass(frozen=True, slots=True)
class MeetingTap(Tap):
    """A tap while a manager sets a meeting. ``serial`` tells the screen that is up from all earlier ones."""

    serial: int
    brief: str
    action: str
    argument: str = ""

    def _data(self) -> str:
        return f"d:{self.serial}:{self.brief}:{self.action}:{self.argument}"

    @classmethod
    def unpack(cls, data: str) -> MeetingTap | None:
        match data.split(":", 4):
            case ["d", serial, brief, action, argument] if serial.isdecimal():
                return cls(int(serial), brief, action, argument)
        return None


@dataclass(frozen=True, slots=True)
class ReminderTap(Tap):
    """A tap on a client's reminder. ``number``: which of the brief's it is, from one; the newest has the highest."""

    brief: str
    number: int
    action: str
    argument: str = ""

    def _data(self) -> str:
        return f"r:{self.brief}:{self.number}:{self.action}:{self.argument}"

    @classmethod
    def unpack(cls, data: str) -> ReminderTap | None:
        match data.split(":", 4):
            case ["r", brief, number, action, argument] if number.isdecimal():
                return cls(brief, int(number), action, argument)
        return None


@dataclass(frozen=True, slots=True)
class NewsTap(Tap):
    """A tap of a client under news of the meeting: another time is wished for."""

    brief: str

    def _data(self) -> str:
        return f"n:{self.brief}"

    @classmethod
    def unpack(cls, data: str) -> NewsTap | None:
        match data.split(":"):
            case ["n", brief]:
                return cls(brief)
        return None


def digest(text: str) -> str:
    """Five characters that tell one question, or one kind of card, from another."""
    return f"{crc32(text.encode()) & 0xFFFFF:05x}"
