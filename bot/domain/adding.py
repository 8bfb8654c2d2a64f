"""Numbers that people leave to be added up: «2+3», «три менеджера и я», «5 менеджеров, руководитель и бухгалтер»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.errors import Reason, Refused
from bot.domain.numbers_in_words import is_mere_number, number_in
from bot.domain.values import NumberValue
from bot.domain.vocabulary import BESIDE_PERSON, INCLUDED, PEOPLE, PEOPLE_STEMS, PERSONS

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLUS = re.compile(r"\s*(?:\+|\bплюс\b(?!-)(?!\s+минус))\s*")
_MORE = re.compile(r"(?<=.)(?:\bи\s+)?\bеще\b")
#: A comma inside of a number parts nothing.
_BETWEEN = re.compile(r"\s*(?:,(?!\d)|;|\n|\bи\b|(?=\+))\s*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: What may stand in a number that is added to another.
_TERM = re.compile(r"[\w\s.,~≈–-]+")


def total_in(text: str, *, whole: bool = True, people: bool = False) -> NumberValue:
    """The number that the text states, or the sum of those that it lists.

    ``people``: people are counted, so «я» and «бухгалтер» are one more each.

    Raises:
        Refused: it states no number, or lists what cannot be added up for sure.
    """
    lowered = " ".join(text.lower().replace("ё", "е").replace("\n", " \n ").split(" "))
    terms = [term.strip(" .!") for term in _PLUS.split(lowered)]
    if len(terms) > 1 and all(_TERM.fullmatch(term) and is_mere_number(term) for term in terms):
        return _sum([number_in(term, whole=whole) for term in terms])
    return (_people_in(lowered) if people else None) or number_in(text, whole=whole)


def is_about_people(unit: str) -> bool:
    return unit.strip(" .").lower() in PEOPLE


def _people_in(text: str) -> NumberValue | None:
    """None if nobody is listed but a number."""
    terms = [
        term
        for part in _BETWEEN.split(_MORE.sub("+", _PLUS.sub("+", text)))
        if (term := part.strip(" .!()")).strip("+ ")
    ]
    first, *others = terms or [""]
    listed = [term for term in others if not _is_counted_already(term)]
    if not any(_names_people(term) or term.startswith("+") for term in listed):
        return NumberValue(1) if terms == [first] and _is_one(first) else None
    counted = [_count(first, is_first=True), *(_count(term.lstrip("+ ")) for term in listed)]
    numbers = [number for number in counted if number is not None]
    if len(numbers) < len(counted):
        raise Refused(Reason.ADD_UP)
    return _sum(numbers)


def _count(term: str, *, is_first: bool = False) -> NumberValue | None:
    if _is_one(term):
        return NumberValue(1)
    rest = " ".join(word for word in term.split() if not _is_person(word))
    try:
        is_number = is_first or (_TERM.fullmatch(term) and is_mere_number(rest))
        return number_in(term) if is_number else None
    except Refused:
        return None


def _is_counted_already(term: str) -> bool:
    words = {*_WORD.findall(term)}
    return bool(INCLUDED & words) and "не" not in words


def _is_one(term: str) -> bool:
    """«я», «наш бухгалтер», «руководитель отдела продаж»: exactly one person."""
    words = _WORD.findall(term)
    return sum(word in PERSONS for word in words) == 1 and all(word in PERSONS | BESIDE_PERSON for word in words)


def _is_person(word: str) -> bool:
    return word in PEOPLE or word in PERSONS or word.startswith(PEOPLE_STEMS)


def _names_people(term: str) -> bool:
    return any(map(_is_person, _WORD.findall(term)))


def _sum(numbers: Sequence[NumberValue]) -> NumberValue:
    ends = any(number.upper is not None for number in numbers)
    low = sum(number.amount for number in numbers)
    high = sum(number.amount if number.upper is None else number.upper for number in numbers)
    approximate = any(number.approximate for number in numbers)
    return NumberValue(low, high if ends else None, approximate)
