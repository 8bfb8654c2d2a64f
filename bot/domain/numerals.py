"""A number that is read word by word: «две» «тысячи» «пятьсот»."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from bot.domain.errors import Reason, Refused

#: What may be added to a numeral: up to nine to twenty, up to ninety-nine to a hundred.
_ROOM_BEHIND = ((100, 100), (20, 10))


@dataclass(slots=True)
class Numeral:
    """``group``: what a scale would multiply; ``total``: what has been multiplied already.

    A numeral below ``room`` may be added, and a scale below ``scale`` may follow.
    """

    group: float
    room: float = 0
    scale: float = inf
    total: float = 0
    #: What the first group has been multiplied by.
    factor: int = 1
    #: What half of one adds.
    _unit: int = 1

    @classmethod
    def spelled(cls, amount: float) -> Numeral:
        return cls(amount, _room_behind(amount))

    @property
    def amount(self) -> float:
        return self.total + self.group

    def add(self, amount: float, *, spelled: bool) -> None:
        """«пять» behind «двадцать».

        Raises:
            Refused: there is no room for it: it is another number.
        """
        if not 1 <= amount < self.room:
            raise Refused(Reason.NOT_A_NUMBER)
        self.group += amount
        self.room = _room_behind(amount) if spelled else 0
        self._unit = 1

    def add_half(self) -> None:
        """«с половиной» behind «две» or «две тысячи»."""
        self.group += self._unit / 2
        self.room = 0

    def multiply(self, scale: int, *, closing: bool) -> None:
        """«тысячи» behind «две»; unless it is ``closing``, another scale may multiply all of it: «пара десятков тысяч».

        Raises:
            Refused: nothing can be multiplied here.
        """
        if scale >= self.scale or (self.total and not self.group):
            raise Refused(Reason.NOT_A_NUMBER)
        self.factor *= 1 if self.total else scale
        self.group *= scale
        self.room = self._unit = scale
        if closing:
            self.total, self.group, self.scale = self.total + self.group, 0, scale

    def close(self) -> None:
        """What comes now is no part of it, unless it is a scale."""
        self.room = 0


def _room_behind(amount: float) -> float:
    return next((room for least, room in _ROOM_BEHIND if amount >= least), 0)
