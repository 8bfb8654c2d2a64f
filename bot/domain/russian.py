"""Grammar of Russian numerals and Russian in Latin letters: language rules that cannot live in a template."""

from __future__ import annotations

_TEENS = range(11, 15)


def plural(number: float, one: str, few: str, many: str) -> str:
    """The form that follows ``number``: 1 вопрос, 2 вопроса, 5 вопросов; a fraction takes ``few`` (2,5 вопроса)."""
    if number != int(number):
        return few
    whole = abs(int(number))
    if whole % 100 in _TEENS:
        return many
    return {1: one, 2: few, 3: few, 4: few}.get(whole % 10, many)


def number(value: float, *, thousands: str = "\N{NO-BREAK SPACE}") -> str:
    """``3500`` as «3 500», ``2.5`` as «2,5», at most two decimals."""
    whole, _, decimals = f"{value:,.2f}".partition(".")
    decimals = decimals.rstrip("0")
    return whole.replace(",", thousands) + (f",{decimals}" if decimals else "")


#: The alphabet in its order, as in a passport; «-» for the signs that have no sound.
_LETTERS = "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya"
_FIRST, _OUTSIDE_OF_ORDER = 0x0430, 0x0451  # «а» and «ё»
_LATIN = {_FIRST + place: letters.strip("-") for place, letters in enumerate(_LETTERS.split())}
_LATIN[_OUTSIDE_OF_ORDER] = "e"


def transliterated(text: str) -> str:
    """In small Latin letters; what is no Russian letter stays."""
    return text.lower().translate(_LATIN)
