"""Numbers as people type them: «около 15», «10–15», «1.500», «2 тыс.», «человек двадцать пять»."""

from __future__ import annotations

import re

from bot.domain.errors import Reason, Refused
from bot.domain.number_tokens import Digits, tokens
from bot.domain.numerals import Numeral
from bot.domain.values import NumberValue
from bot.domain.vocabulary import (
    APPROXIMATELY,
    DENIAL,
    GOVERNED_SCALES,
    GOVERNING,
    NUMERAL_ENDS,
    NUMERAL_MIDDLES,
    NUMERAL_STEMS,
    NUMERALS,
    RANGE,
    SCALES,
    SMALL_SCALES,
    UNITS,
    WHOLE_SCALES,
)

#: The same number once more: «5 (пять)».
_ASIDE = re.compile(r"(?<=\w)\s*\(([^()]*)\)")
_HALF = "½"
#: Without «до» behind, this makes a rough number of the next: «от 5».
_FROM = "от"
_PARTS = 2
_NUMBER_WORDS = {_HALF, _FROM, *NUMERALS, *SCALES, *SMALL_SCALES, *APPROXIMATELY, *RANGE}


def number_in(text: str, *, whole: bool = True) -> NumberValue:
    """The one number or range that the text states, with «около» and units around it.

    ``whole``: a whole number is expected, so «1.500» is a thousand and a half and no fraction.

    Raises:
        Refused: it states none, or several, or one that can be read in two ways.
    """
    outside, inside = _ASIDE.sub(" ", text, count=1), _ASIDE.search(text)
    again = _stated(inside[1], whole=whole) if inside else None
    number = _stated(outside, whole=whole) if again else None
    if again is None or number is None:
        return _read(text, whole=whole)
    if (number.amount, number.upper) != (again.amount, again.upper):
        raise Refused(Reason.NOT_A_NUMBER)
    return number


def is_mere_number(text: str) -> bool:
    """Whether the text states a number and says nothing else: «3», «вроде 8», «от 5 до 7», not «3 смены»."""
    if _stated(text, whole=False) is None:
        return False
    return all(isinstance(token, Digits) or token in _NUMBER_WORDS for token in tokens(text))


def _stated(text: str, *, whole: bool) -> NumberValue | None:
    try:
        return _read(text, whole=whole)
    except Refused:
        return None


def _read(text: str, *, whole: bool) -> NumberValue:
    reader = _Reader(whole=whole)
    for token in tokens(text):
        reader.take(token)
    return reader.result()


class _Reader:
    """Takes token after token.

    ``_is_open``: the last thing read was a number, which may go on. ``_joined``: a number and something like «до» have
    been read, another follows. ``_ahead``: the scale that stood in front of its number: «тысяч пять».
    """

    def __init__(self, *, whole: bool) -> None:
        self._whole = whole
        self._parts: list[Numeral] = []
        self._approximate = self._from = False
        self._is_open = self._joined = False
        self._ahead = 1
        self._awaits_number = False
        self._before = ""

    def take(self, token: str | Digits) -> None:
        if isinstance(token, Digits):
            self._digits(token)
            self._before = ""
            return
        if token in DENIAL:
            raise Refused(Reason.NOT_A_NUMBER)
        if token in NUMERALS:
            self._number(Numeral.spelled(NUMERALS[token]), spelled=True)
        elif token == _HALF and self._is_open:
            self._parts[-1].add_half()
        elif token in SCALES or token in SMALL_SCALES:
            self._scale(token)
        else:
            self._word(token)
        self._approximate |= token in APPROXIMATELY and not (self._joined and token in RANGE)
        self._before = token

    def result(self) -> NumberValue:
        if not 1 <= len(self._parts) <= _PARTS or self._awaits_number:
            raise Refused(Reason.NOT_A_NUMBER)
        low, high = self._amounts(self._parts[0], self._parts[-1])
        if low > high:
            raise Refused(Reason.NOT_A_NUMBER)
        upper = float(high) if high > low else None
        return NumberValue(float(low), upper, self._approximate or (self._from and upper is None))

    def _amounts(self, low: Numeral, high: Numeral) -> tuple[float, float]:
        """A scale said once goes for both ends of a range: «5–6 тысяч», «тысяч 5–6»."""
        if self._ahead > 1:
            if low.factor > 1 or high.factor > 1:
                raise Refused(Reason.NOT_A_NUMBER)
            return low.amount * self._ahead, high.amount * self._ahead
        shares = low.factor == 1 and low.scale and low.amount * high.factor <= high.amount
        return low.amount * (high.factor if shares else 1), high.amount

    def _digits(self, token: Digits) -> None:
        if token.doubtful and not self._whole:
            raise Refused(Reason.NOT_A_NUMBER)
        negative = self._before == "-" and not self._parts
        amount = -token.amount if negative else token.amount
        self._number(Numeral(amount, scale=0) if token.doubtful else Numeral(amount), spelled=False)

    def _number(self, number: Numeral, *, spelled: bool) -> None:
        if self._parts and not self._joined:
            self._parts[-1].add(number.amount, spelled=spelled)
            return
        self._approximate |= self._before in UNITS
        self._from |= self._before == _FROM
        self._parts.append(number)
        self._is_open, self._joined, self._awaits_number = True, False, False

    def _scale(self, token: str) -> None:
        scale = SCALES.get(token) or SMALL_SCALES[token]
        if not self._is_open:
            governed = token in GOVERNED_SCALES and self._before in GOVERNING
            if token not in WHOLE_SCALES and not governed:
                self._stand_ahead(scale)
                return
            self._number(Numeral(1), spelled=True)
        self._parts[-1].multiply(scale, closing=token in SCALES)

    def _stand_ahead(self, scale: int) -> None:
        if self._ahead > 1:
            raise Refused(Reason.NOT_A_NUMBER)
        self._ahead = scale
        self._awaits_number = self._approximate = True

    def _word(self, token: str) -> None:
        is_rough = token in APPROXIMATELY
        if (
            _is_like_a_numeral(token)
            or (self._is_open and token in NUMERAL_ENDS)
            or (self._awaits_number and not is_rough)
        ):
            raise Refused(Reason.NOT_A_NUMBER)
        if self._parts:
            self._parts[-1].close()
            self._joined |= token in RANGE
        self._is_open &= is_rough and not self._joined


def _is_like_a_numeral(word: str) -> bool:
    return word.startswith(NUMERAL_STEMS) or any(part in word for part in NUMERAL_MIDDLES) or word == _HALF
