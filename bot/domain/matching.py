"""Which of the offered options typed words mean."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.domain.vocabulary import BESIDE_PLACES, DENIAL, FILLERS, NO, ORDINALS, PLAIN_ANSWERS, YES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Ids by which definitions call the plain answers, and how their labels begin: «Нет, сразу сделки», not «Нет времени».
_PLAIN_OPTIONS = (
    (YES, "yes", re.compile(r"да\s*(?:$|[^\w\s])")),
    (NO, "no", re.compile(r"нет\s*(?:$|[^\w\s])")),
)
_SIGNS = re.compile(r"[^\w+#&]+")
_SPAN = re.compile(r"\s*(\d{1,2})\s*[-–—]\s*(\d{1,2})\s*", re.ASCII)
_LONGEST_PLACE = 3
_SHORTEST, _SHORTEST_OWN = 2, 3
#: Shorter words are prepositions and the like.
_TELLING = 3
#: Endings by which forms of one word differ; what is left of a short word stays a word.
_ENDING = re.compile(r"(?<=\w{3})(?:[аоыиуяюеё]?(?:ми|го|му|х|м|в|й)|ия|ие|ии|ию|ая|яя|ое|ее|ые|ую|юю|[аоыиуяюеёьй])$")


def plain(text: str) -> str:
    """Lower case, «е» for «ё», words parted by single spaces, no punctuation; a lone sign stays."""
    lowered = " ".join(text.lower().replace("ё", "е").split())
    return _SIGNS.sub(" ", lowered).strip() or lowered


def said(text: str) -> str:
    """The plain words without what adds nothing to a plain answer: «да» of «ну да, да, наверное»."""
    return " ".join(dict.fromkeys(word for word in plain(text).split() if word not in FILLERS))


def meant(
    options: Mapping[str, str],
    text: str,
    *,
    also: Mapping[str, Sequence[str]] = MappingProxyType({}),
    own: bool = False,
) -> str | None:
    """The id of the option meant (``options``: id → label, in the order shown), None if it is not clear.

    By label, by other words for it (``also``), by a beginning or words that only one label has, by place. Where
    people's ``own`` words are welcome, too, it takes more of them to be no answer of their own.
    """
    words = plain(text)
    labels = {option: plain(label) for option, label in options.items()}
    exact = [option for option, label in labels.items() if words and label == words]
    if exact:
        same = [option for option in exact if options[option].strip().lower() == text.strip().lower()]
        return exact[0] if len(exact) == 1 else _only(same)
    named = _only([option for option in labels if words in map(plain, also.get(option, ()))])
    if named or said(text) in PLAIN_ANSWERS:
        return named
    if not words.isdecimal():
        found = _beginning(labels, words, shortest=_SHORTEST_OWN if own else _SHORTEST) or _worded(
            {option: (label, *map(plain, also.get(option, ()))) for option, label in labels.items()}, words, own=own
        )
        if found:
            return found
    numbers = places(text)
    return _at_place(labels, numbers[0], is_bare=words.isdecimal()) if len(numbers) == 1 else None


def _beginning(labels: Mapping[str, str], words: str, *, shortest: int) -> str | None:
    """«Телефония» is the beginning of «Телефония не нужна», and means the opposite."""
    begun = [option for option, label in labels.items() if len(words) >= shortest and label.startswith(words)]
    found = _only(begun)
    return found if found and ("не" in words.split() or "не" not in labels[found].split()) else None


def _worded(names: Mapping[str, Sequence[str]], words: str, *, own: bool) -> str | None:
    """The only option with a name that consists of the same words in other forms, or whose label has all of them."""
    stems = _stems(words)
    same = [option for option, known in names.items() if stems and any(_stems(name) == stems for name in known)]
    telling = [word for word in words.split() if len(word) >= _TELLING and not word.isdecimal()]
    if same or len(telling) < (2 if own else 1):
        return _only(same)
    denied = DENIAL & {*words.split()}
    return _only(
        [
            option
            for option, (label, *_) in names.items()
            if {*stems} <= {*_stems(label)} and DENIAL & {*label.split()} == denied
        ]
    )


@lru_cache(maxsize=2048)
def _stems(words: str) -> tuple[str, ...]:
    return tuple(map(stem, words.split()))


def stem(word: str) -> str:
    """The word without its ending: «даты» and «датам» come out the same."""
    return _ENDING.sub("", word)


def agreed(options: Mapping[str, str], text: str) -> str | None:
    """The option that a plain «да» or «нет» takes: the one called so, or the only one whose label begins with it."""
    parts = {said(text)}, {said(part) for part in text.split(",")}
    for answers, name, beginning in _PLAIN_OPTIONS:
        if any(part <= answers for part in parts):
            labelled = [option for option, label in options.items() if beginning.match(label.strip().lower())]
            return name if name in options else _only(labelled)
    return None


def places(text: str, *, among: int = 0) -> tuple[int, ...]:
    """The places that the text lists and says nothing else: «2», «вариант 2», «первое и третье», «1, 3».

    «1–3» lists three, if there are so many options ``among`` which it chooses. Lines are elements of their own.
    """
    if "\n" in text.strip():
        return ()
    span = _SPAN.fullmatch(text)
    if span:
        first, last = int(span[1]), int(span[2])
        return tuple(range(first, last + 1)) if 0 < first < last <= among else ()
    words = [word for word in plain(text.replace("+", " ")).split() if word not in BESIDE_PLACES]
    numbers = [ORDINALS.get(word) or _number(word) for word in words]
    return tuple(number for number in numbers if number is not None) if None not in numbers else ()


def _number(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= _LONGEST_PLACE else None


def _at_place(labels: Mapping[str, str], number: int, *, is_bare: bool) -> str | None:
    """Where labels begin with numbers themselves, a number names a label and no place."""
    first = {option: _number(label.partition(" ")[0]) for option, label in labels.items()}
    if any(value is not None for value in first.values()):
        return _only([option for option, value in first.items() if value == number]) if is_bare else None
    return tuple(labels)[number - 1] if 1 <= number <= len(labels) else None


def _only(options: Sequence[str]) -> str | None:
    return options[0] if len(options) == 1 else None
