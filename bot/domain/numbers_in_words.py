"""Numbers as people type them: «около 15», «10–15», «2 тыс.», «двадцать пять человек»."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.domain.errors import Reason, Refused
from bot.domain.values import NumberValue
from bot.domain.vocabulary import APPROXIMATELY, MILLIONS, NUMERALS, THOUSANDS, UNITS

#: From here on a numeral may be followed by a smaller one: двадцать пять.
_TENS = 20
_AMOUNT = r"\d+(?:[\s\u00a0\u202f]\d{3})*(?:[.,]\d+)?"
_SCALE = "|".join(sorted((*THOUSANDS, *MILLIONS), key=len, reverse=True))
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?:от\s*)?(?P<low>-?{_AMOUNT})\s*(?P<scale1>{_SCALE})?\.?"
    rf"(?:\s*(?:-|–|—|до|\.\.+)\s*(?P<high>{_AMOUNT})\s*(?P<scale2>{_SCALE})?\.?)?"
    rf"(?:\s*(?:{_UNIT}|%|₽)\.?)*",
)


def number_in(text: str) -> NumberValue:
    """The number or range that the text states, with nothing but units and «около» around it.

    Raises:
        Refused: it states none.
    """
    words = " ".join(text.lower().replace("ё", "е").split()).strip(" .!")
    approximate = False
    for marker in APPROXIMATELY:
        if words.startswith(marker):
            approximate, words = True, words.removeprefix(marker).strip()
    match = _NUMBER.fullmatch(words)
    if match is None:
        return _spelled(words, approximate=approximate)
    low, high = match["low"], match["high"]
    scale = match["scale2"] or ""
    amount = _amount(low, match["scale1"] or (scale if high else ""))
    upper = _amount(high, scale) if high else None
    if upper is not None and upper < amount:
        raise Refused(Reason.NOT_A_NUMBER)
    return NumberValue(amount, None if upper == amount else upper, approximate)


def _amount(digits: str, scale: str) -> float:
    factor = 1_000_000 if scale in MILLIONS else 1_000 if scale in THOUSANDS else 1
    return float(re.sub(r"[\s\u00a0\u202f]", "", digits).replace(",", ".")) * factor


def _spelled(words: str, *, approximate: bool) -> NumberValue:
    """«двадцать пять», units behind it left out."""
    parts = words.split()
    while parts and parts[-1] in UNITS and parts[-1] not in NUMERALS:
        parts.pop()
    if not parts or any(part not in NUMERALS for part in parts):
        raise Refused(Reason.NOT_A_NUMBER)
    amounts = [NUMERALS[part] for part in parts]
    if not all(before > after and before >= _TENS for before, after in pairwise(amounts)):
        raise Refused(Reason.NOT_A_NUMBER)
    return NumberValue(float(sum(amounts)), approximate=approximate)
