"""The parts of a text that may state a number: digits, words and signs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.errors import Reason, Refused
from bot.domain.vocabulary import APPROXIMATELY, PHRASES

_TOKEN = re.compile(
    r"(?P<thousands>[1-9]\d{0,2}(?P<by>[ .,])\d{3}(?:(?P=by)\d{3})*(?!\d|(?P=by)\d))"
    r"(?:[.,](?P<decimals>\d{1,2})(?!\d))?"
    r"|(?P<digits>\d+(?:[.,]\d+)?)"
    r"|(?P<word>[a-zа-я]+(?:-[a-zа-я]+)*)"
    r"|(?P<mark>\.{2,3}|[-–—…~≈<>≤≥+±½,;:()])",
    re.ASCII,
)
_PHRASE = re.compile("|".join(rf"\b{phrase}\b" for phrase in PHRASES))
#: «2к»; with a space only where nothing follows, since «15 к лету» is no 15 000.
_LETTER_FOR_THOUSAND = re.compile(r"(?<=\d)(?:[кk](?![a-zа-я\d])| [кk](?=\W*$))")
_DASHES = str.maketrans("\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{MINUS SIGN}", "---")
#: A longer text is no number.
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Digits:
    """``doubtful``: «1.500» and «1,500», which are a thousand and a half to one and a fraction to another."""

    amount: float
    doubtful: bool = False


def tokens(text: str) -> list[str | Digits]:
    """Words in lower case with «е» for «ё», usual phrases as one of the words known, signs; «-» may be a minus.

    Raises:
        Refused: the text is too long to be a number, or has digits or letters of other scripts.
    """
    words = " ".join(text.translate(_DASHES).lower().replace("ё", "е").split())
    words = _LETTER_FOR_THOUSAND.sub(" тыс", _PHRASE.sub(lambda match: PHRASES[match[0]], words))
    found: list[str | Digits] = []
    position = 0
    while position < len(words) and len(found) <= _LONGEST:
        match = _TOKEN.match(words, position)
        if match is None and words[position].isalnum():
            raise Refused(Reason.NOT_A_NUMBER)
        position = match.end() if match else position + 1
        found.extend(_meant(match, words[position : position + 1]) if match else ())
    if len(found) > _LONGEST:
        raise Refused(Reason.NOT_A_NUMBER)
    return found


def _meant(match: re.Match[str], behind: str) -> list[str | Digits]:
    if match["thousands"]:
        whole = match["thousands"].replace(match["by"], "")
        doubtful = match["by"] != " " and not match["decimals"] and match[0].count(match["by"]) == 1
        return [Digits(float(f"{whole}.{match['decimals'] or 0}"), doubtful)]
    if match["digits"]:
        return [Digits(float(match["digits"].replace(",", ".")))]
    if match["word"] and match[0] not in APPROXIMATELY:
        return [*re.split("(-)", match[0])]
    return ["–" if match[0] == "-" and not behind.isdecimal() else match[0]]
