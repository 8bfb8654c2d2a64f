"""What clients say to the bot instead of an answer: where to go, and what to do to what stands on the card."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.errors import Reason, Refused
from bot.domain.matching import meant, places, plain, said
from bot.domain.offers import proposed_preset
from bot.domain.values import ListValue
from bot.domain.vocabulary import (
    BACK,
    CHANGES,
    CHANGES_IF_THERE,
    LIKE_BEFORE,
    MORE,
    ONWARD,
    SECTIONS,
    SKIP,
    STOP,
)

if TYPE_CHECKING:
    from bot.domain.route import Route, Step

_MORE = re.compile(rf"\s*(?:(?:{'|'.join(MORE)})\b|\+)[\s:]*(?=\S)", re.IGNORECASE)


class Way(StrEnum):
    ONWARD = "onward"
    BACK = "back"
    SECTIONS = "sections"
    SKIP = "skip"
    STOP = "stop"


_WAYS = ((ONWARD, Way.ONWARD), (BACK, Way.BACK), (SECTIONS, Way.SECTIONS), (SKIP, Way.SKIP), (STOP, Way.STOP))


def way_in(text: str) -> Way | None:
    """Where the words ask to go; None for anything else."""
    words = said(text)
    return next((way for known, way in _WAYS if words in known), None)


def refuse_changes(route: Route, step: Step, text: str) -> None:
    """Words about the elements on the card are no new elements.

    Raises:
        Refused: with the reason that names the button for it.
    """
    if said(text) in LIKE_BEFORE:
        raise Refused(Reason.LIKE_BEFORE)
    first, _, rest = plain(text).partition(" ")
    if first in CHANGES or (first in CHANGES_IF_THERE and _is_on_card(route, step, rest)):
        raise Refused(Reason.CHANGE_BY_TAP)


def _is_on_card(route: Route, step: Step, words: str) -> bool:
    value = step.answer.value if step.answer else None
    preset = proposed_preset(route, step)
    items = value.items if isinstance(value, ListValue) else preset.items if preset else ()
    return bool(places(words)) or meant({item.id: item.label for item in items}, words) is not None


def more_in(text: str) -> str | None:
    """What «добавь …» or «+ …» adds to what stands; None if the text does not say so."""
    begun = _MORE.match(text)
    return text[begun.end() :] if begun else None
