"""Typed words as a choice among options, one or several, or as words of the client's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.constraints import LABEL_LIMIT
from bot.domain.errors import Reason, Refused
from bot.domain.matching import agreed, meant, places, plain, said
from bot.domain.numbers_in_words import is_mere_number
from bot.domain.parting import split
from bot.domain.vocabulary import ACCEPT, ALL, NO, PLACE_NOUNS, PLAIN_ANSWERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.questionnaire import Option

#: Where own words are welcome, fewer letters may be an answer of their own.
_BEGINNING = 3


def own_words(text: str, *, welcome: bool) -> str:
    """The text, if it can be an answer in the client's own words.

    Raises:
        Refused: own words are not welcome, or these are a mere «да», «нет» or «не знаю», or no words at all.
    """
    words = said(text)
    if not welcome or not words or words in PLAIN_ANSWERS:
        raise Refused(Reason.TAP_INSTEAD)
    if len(text) <= LABEL_LIMIT and not any(sign.isalnum() for sign in words):
        raise Refused(Reason.EMPTY)
    return text


def own_name(text: str, *, welcome: bool) -> str:
    """The same as a name for something, which a mere number is not, nor «первое и третье».

    Raises:
        Refused: as ``own_words``, or it is a number.
    """
    own_words(text, welcome=welcome)
    if (places(text) and not PLACE_NOUNS & set(plain(text).split())) or is_mere_number(text):
        raise Refused(Reason.NAME_NEEDED)
    return text


def one_of(options: Mapping[str, str], text: str, *, own: bool) -> str | None:
    """The option that the text means, by «да» and «нет», too; None for own words.

    Raises:
        Refused: it means none, or several, and cannot be the client's own words.
    """
    found = _named(options, text, own=own) or agreed(options, text)
    if found is None:
        own_words(text, welcome=own and not _lists_places(text, among=len(options)))
    return found


def element_of(elements: Mapping[str, str], text: str) -> str:
    """The element that the text names.

    Raises:
        Refused: it names none, or several.
    """
    found = meant(elements, text)
    if found is None:
        raise Refused(Reason.TAP_INSTEAD)
    return found


def several_of(offered: Sequence[Option], text: str, *, own: bool) -> tuple[tuple[str | None, str], ...]:
    """Each part of the text with the option that it means, None for own words; empty if the whole is a plain yes or no.

    Raises:
        Refused: a part means no option and cannot be the client's own words, or «все» may be one of them or all.
    """
    labels = {option.id: option.label for option in offered}
    whole, words = _named(labels, text, own=own), said(text)
    if whole is not None:
        return ((whole, text),)
    if words in ALL:
        if any(words in plain(label).split() for label in labels.values()):
            raise Refused(Reason.TAP_INSTEAD)
        return tuple((option.id, text) for option in offered if not option.exclusive)
    if words in ACCEPT or words in NO:
        return ()
    listed = places(text, among=len(offered))
    pieces = tuple(str(number) for number in listed) if len(listed) > 1 else split(text)
    found = tuple((_named(labels, piece, own=own), piece) for piece in pieces)
    for option, piece in found:
        if option is None:
            own_name(piece, welcome=own and not _lists_places(text, among=len(offered)))
    if not found:
        raise Refused(Reason.EMPTY)
    return found


def _named(options: Mapping[str, str], text: str, *, own: bool) -> str | None:
    return meant(options, text, shortest=_BEGINNING if own else 2)


def _lists_places(text: str, *, among: int) -> bool:
    """A bare number may be an answer of its own where it is no place: «12»."""
    return not text.strip().isdecimal() and bool(places(text, among=among))
