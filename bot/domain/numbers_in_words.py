"""Numbers as people type them: «около 15», «10–15», «2 тыс.», «человек двадцать пять»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.errors import Reason, Refused
from bot.domain.values import NumberValue
from bot.domain.vocabulary import APPROXIMATELY, DENIAL, NUMERALS, PHRASES, RANGE, SCALES, UNITS, WHOLE_SCALES

_TOKEN = re.compile(
    r"(?P<digits>(?:\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:[.,]\d+)?)"
    r"|(?P<word>[a-zа-я]+(?:-[a-zа-я]+)*)"
    r"|(?P<mark>\.{2,3}|[-–—~≈<>≤≥+±])",
    re.ASCII,
)
_PHRASE = re.compile("|".join(rf"\b{phrase}\b" for phrase in PHRASES))
#: A longer text is no number.
_LONGEST = 10
#: What may be added to a numeral: up to nine to twenty, up to ninety-nine to a hundred, up to 999 to a thousand.
_ROOM_BEHIND = ((1000, 1000), (100, 100), (20, 10))
_PARTS = 2


def number_in(text: str) -> NumberValue:
    """The one number or range that the text states, with «около» and units around it.

    Raises:
        Refused: it states none, or several.
    """
    reader = _Reader()
    for token in _tokens(text):
        reader.take(token)
    return reader.result()


def _tokens(text: str) -> list[str]:
    words = " ".join(text.lower().replace("ё", "е").split())
    words = _PHRASE.sub(lambda match: PHRASES[match[0]], words)
    tokens: list[str] = []
    position = 0
    while position < len(words) and len(tokens) <= _LONGEST:
        match = _TOKEN.match(words, position)
        if match is None and words[position].isalnum():
            raise Refused(Reason.NOT_A_NUMBER)
        position = match.end() if match else position + 1
        if match and match["word"] and match[0] not in APPROXIMATELY:
            tokens.extend(re.split("(-)", match[0]))
        elif match:
            tokens.append(match[0])
    if len(tokens) > _LONGEST:
        raise Refused(Reason.NOT_A_NUMBER)
    return tokens


@dataclass(slots=True)
class _Part:
    """A number that is being read. ``last``: its last numeral, to which a smaller one may be added; 0: it is whole."""

    amount: float
    last: float = 0
    scale: int = 1


class _Reader:
    """Takes token after token. ``_joined``: a number and something like «до» have been read, another follows."""

    def __init__(self) -> None:
        self._parts: list[_Part] = []
        self._approximate = False
        self._joined = False
        self._before = ""

    def take(self, token: str) -> None:
        if token in DENIAL:
            raise Refused(Reason.NOT_A_NUMBER)
        if token[0].isdecimal():
            self._number(float(token.replace(" ", "").replace(",", ".")), spelled=False)
        elif token in NUMERALS:
            self._approximate |= token in APPROXIMATELY
            self._number(NUMERALS[token], spelled=True)
        elif token in SCALES:
            self._scale(token)
        else:
            self._word(token)
        self._before = token

    def result(self) -> NumberValue:
        if not self._parts or len(self._parts) > _PARTS:
            raise Refused(Reason.NOT_A_NUMBER)
        low, high = self._parts[0], self._parts[-1]
        if low.scale == 1 and low.amount * high.scale <= high.amount:
            low.amount *= high.scale
        if low.amount > high.amount:
            raise Refused(Reason.NOT_A_NUMBER)
        upper = float(high.amount) if high.amount > low.amount else None
        return NumberValue(float(low.amount), upper, self._approximate)

    def _number(self, amount: float, *, spelled: bool) -> None:
        if self._parts and not self._joined:
            self._add(self._parts[-1], amount)
            return
        self._approximate |= self._before in UNITS
        negative = self._before == "-" and not self._parts
        self._parts.append(_Part(-amount if negative else amount, amount if spelled else 0))
        self._joined = False

    def _add(self, part: _Part, amount: float) -> None:
        room = next((room for least, room in _ROOM_BEHIND if part.last >= least), 0)
        if amount >= room:
            raise Refused(Reason.NOT_A_NUMBER)
        part.amount += amount
        part.last = amount

    def _scale(self, token: str) -> None:
        if not self._parts or self._joined:
            if token not in WHOLE_SCALES:
                return
            self._number(1, spelled=True)
        part = self._parts[-1]
        if part.scale > 1:
            raise Refused(Reason.NOT_A_NUMBER)
        part.scale = SCALES[token]
        part.amount *= part.scale
        part.last = part.scale

    def _word(self, token: str) -> None:
        if self._parts and token in RANGE:
            self._joined = True
        elif token in APPROXIMATELY:
            self._approximate = True
        if self._parts:
            self._parts[-1].last = 0
