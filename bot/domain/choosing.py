"""Typed words as a choice among options, one or several, or as words of the client's own."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.domain.constraints import LABEL_LIMIT
from bot.domain.errors import Reason, Refused
from bot.domain.matching import agreed, meant, places, plain, said
from bot.domain.numbers_in_words import is_mere_number
from bot.domain.parting import split
from bot.domain.vocabulary import ACCEPT, ALL, NO, ONLY, PLACE_NOUNS, PLAIN_ANSWERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.questionnaire import Option

_ONLY = re.compile(rf"\s*(?:{'|'.join(ONLY)})\b[\s:—–-]*", re.IGNORECASE)
#: What parts a plain answer from what people add to it.
_BEHIND = re.compile(r"[,;:.(\n–—]|\s-\s")
_AND = re.compile(r"\s+и\s+", re.IGNORECASE)


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


def one_of(offered: Sequence[Option], text: str, *, own: bool) -> str | None:
    """The option that the text means, by «да» and «нет», too; None for own words.

    Raises:
        Refused: it means none, or several, and cannot be the client's own words.
    """
    labels, also = names_of(offered)
    found = meant(labels, text, also=also, own=own) or agreed(labels, text)
    if found is None:
        if not own and agreed(labels, _BEHIND.split(text, maxsplit=1)[0]):
            raise Refused(Reason.JUST_THE_ANSWER)
        own_words(text, welcome=own and not _lists_places(text, among=len(offered)))
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
    labels, also = names_of(offered)
    whole, words = meant(labels, text, also=also, own=own), said(text)
    if whole is not None:
        return ((whole, text),)
    if words in ALL:
        if any(words in plain(label).split() for label in labels.values()):
            raise Refused(Reason.TAP_INSTEAD)
        return tuple((option.id, text) for option in offered if not option.exclusive)
    if words in ACCEPT or words in NO:
        return ()
    listed = places(text, among=len(offered))
    if len(listed) > 1:
        found = tuple((meant(labels, str(number), own=own), str(number)) for number in listed)
    else:
        found = parts_of(labels, text, also=also, own=own)
    for option, piece in found:
        if option is None:
            own_name(piece, welcome=own and not _lists_places(text, among=len(offered)))
    return found


def only_in(text: str) -> str | None:
    """What «только …» names, all others excluded; None if the text does not say so."""
    begun = _ONLY.match(text)
    return text[begun.end() :] if begun else None


def names_of(offered: Sequence[Option]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Labels by id, and the other words by which each is typed."""
    return {option.id: option.label for option in offered}, {option.id: option.also for option in offered}


def parts_of(
    options: Mapping[str, str],
    text: str,
    *,
    also: Mapping[str, Sequence[str]] = MappingProxyType({}),
    own: bool,
) -> tuple[tuple[str | None, str], ...]:
    """Each part of the text with the option that it means, if any.

    «И» parts, too, where an option stands beside it, and two words at the end of a list with commas.

    Raises:
        Refused: there is no part.
    """
    pieces = split(text)
    found: list[tuple[str | None, str]] = []
    for number, piece in enumerate(pieces, 1):
        whole = meant(options, piece, also=also, own=own)
        halves = [(meant(options, half, also=also, own=own), half) for half in _AND.split(piece)]
        ends_list = 1 < number == len(pieces) and "\n" not in text and not any(" " in half for _, half in halves)
        parted = whole is None and (ends_list or any(option for option, _ in halves))
        found.extend(halves if parted else [(whole, piece)])
    if not found:
        raise Refused(Reason.EMPTY)
    return tuple(found)


def _lists_places(text: str, *, among: int) -> bool:
    """A bare number may be an answer of its own where it is no place: «12»."""
    return not text.strip().isdecimal() and bool(places(text, among=among))
