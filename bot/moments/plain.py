"""Words as the patterns of days and hours want them: small letters, figures for numerals, one kind of dash."""

from __future__ import annotations

import re

from bot.domain.vocabulary import NUMERALS

#: An hour, a minute or a day is no more than that.
_MOST = 59
_TEN = 10
_ROUGH = frozenset({"пара", "пару", "десяток", "десятка", "нисколько"})
_CARDINALS = {
    word: int(amount)
    for word, amount in NUMERALS.items()
    if amount == int(amount) and amount <= _MOST and word not in _ROUGH
} | {"двум": 2, "трем": 3, "четырем": 4}
_FIRST_TO_TWENTIETH = (
    "первое второе третье четвертое пятое шестое седьмое восьмое девятое десятое одиннадцатое двенадцатое тринадцатое "
    "четырнадцатое пятнадцатое шестнадцатое семнадцатое восемнадцатое девятнадцатое двадцатое"
)
_NAMED_DAYS = dict(zip((*_FIRST_TO_TWENTIETH.split(), "тридцатое"), (*range(1, 21), 30), strict=True))
_ORDINALS = _NAMED_DAYS | {
    word.removesuffix("е") + ("го" if word.endswith("ое") else "его"): day for word, day in _NAMED_DAYS.items()
}
_TENS = {word: amount for word, amount in _CARDINALS.items() if amount > _TEN and not amount % _TEN}


def _any_of(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_NUMERAL = re.compile(
    rf"\b(?:(?P<tens>{_any_of(_TENS)}) )?(?:(?P<cardinal>{_any_of(_CARDINALS)})|(?P<ordinal>{_any_of(_ORDINALS)}))\b"
)
_DASH = re.compile("[\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{NON-BREAKING HYPHEN}]")
#: Dots behind abbreviations and at the end, commas and brackets but those of a date in figures.
_SEPARATORS = re.compile(r"(?<=[а-я])\.|[;()«»\"]|,(?!\d)|(?<!\d),|[.,!]+$")
_HALF_OF = re.compile(r"\bпол(?=[а-я]+го\b)")
_ON_THE_HOUR = re.compile(r"\bноль[ -]ноль\b")


def plain(text: str) -> str:
    """«Двадцать пятого, в половине третьего» → «25-го в половине 3-го»."""
    words = _DASH.sub("-", text.lower().replace("ё", "е"))
    words = " ".join(_SEPARATORS.sub(" ", words).split())
    words = _ON_THE_HOUR.sub("00", _HALF_OF.sub("пол ", words))
    return _NUMERAL.sub(_in_figures, words)


def _in_figures(found: re.Match[str]) -> str:
    tens = _TENS.get(found["tens"] or "", 0)
    named = found["cardinal"] or found["ordinal"]
    unit = _CARDINALS[named] if found["cardinal"] else _ORDINALS[named]
    ending = "-го" if found["ordinal"] else ""
    # «Двадцать тридцать» is a time, «двадцать пять» a number.
    return f"{tens + unit}{ending}" if unit < _TEN or not tens else f"{tens} {unit}{ending}"
