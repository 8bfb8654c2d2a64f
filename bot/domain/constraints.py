"""Hard constraints on what is typed: labels, texts and numbers that may stand in an answer."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING

from bot.domain.errors import Reason, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.domain.questionnaire import NumberField, NumberQuestion
    from bot.domain.values import NumberValue

LABEL_LIMIT = 60
#: Control characters and halves of surrogate pairs: no text can be stored or sent with them.
_UNFIT = frozenset({"Cc", "Cs"})
#: What leaves no ink; a text of nothing else is empty.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Mn", "Zl", "Zp", "Zs"})
#: Nor do these, though they count as letters and signs: the fillers of Hangul and the empty cell of Braille.
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def clean_label(text: str, *, limit: int = LABEL_LIMIT) -> str:
    """One line, spaces collapsed, 1 to ``limit`` characters.

    Raises:
        Refused: nothing is left, or it is too long.
    """
    label = _fit(" ".join(text.split()))
    if is_blank(label):
        raise Refused(Reason.EMPTY)
    if len(label) > limit:
        raise Refused(Reason.TOO_LONG, limit=limit)
    return label


def fresh_labels(labels: Iterable[str], there: Iterable[str]) -> tuple[str, ...]:
    """The labels that are not ``there`` yet, whatever their case, each once; blank ones are left out.

    Raises:
        Refused: one is too long.
    """
    known = {label.casefold() for label in there}
    fresh: list[str] = []
    for label in (clean_label(label) for label in labels if not is_blank(label)):
        if label.casefold() not in known:
            known.add(label.casefold())
            fresh.append(label)
    return tuple(fresh)


def new_labels(labels: Sequence[str], there: Iterable[str], *, room: int, limit: int) -> tuple[str, ...]:
    """The fresh ones of the labels.

    Raises:
        Refused: none is new, there is no room for them (``limit`` is told), or one is too long.
    """
    fresh = fresh_labels(labels, there)
    if not fresh:
        raise Refused(Reason.EMPTY if all(map(is_blank, labels)) else Reason.ALREADY_THERE)
    if len(fresh) > room:
        raise Refused(Reason.TOO_MANY, limit=limit)
    return fresh


def checked_text(text: str, limit: int) -> str:
    """The text without blank edges.

    Raises:
        Refused: it is blank or longer than ``limit`` characters.
    """
    stripped = _fit(text).strip()
    if is_blank(stripped):
        raise Refused(Reason.EMPTY)
    if len(stripped) > limit:
        raise Refused(Reason.TOO_LONG, limit=limit)
    return stripped


def checked_number(bounds: NumberQuestion | NumberField, value: NumberValue) -> NumberValue:
    """The number itself; a range of nothing (from 5 to 5) as one number.

    Raises:
        Refused: it is out of bounds, not whole where it must be, or a range that runs backwards.
    """
    fault = number_fault(bounds, value)
    if fault is not None:
        raise fault
    low, high = float(value.amount), float(_upper(value))
    return replace(value, amount=low, upper=high if high > low else None)


def number_fault(bounds: NumberQuestion | NumberField, value: NumberValue) -> Refused | None:
    """Which bound the number breaks, if it does."""
    low, high = value.amount, _upper(value)
    if not (isfinite(low) and isfinite(high)) or low > high:
        return Refused(Reason.NOT_A_NUMBER)
    if bounds.whole and (low != int(low) or high != int(high)):
        return Refused(Reason.NOT_WHOLE)
    if low < bounds.minimum:
        return Refused(Reason.TOO_SMALL, limit=bounds.minimum)
    return Refused(Reason.TOO_LARGE, limit=bounds.maximum) if high > bounds.maximum else None


def _upper(value: NumberValue) -> float:
    return value.amount if value.upper is None else value.upper


def _fit(text: str) -> str:
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in _UNFIT)


def is_blank(text: str) -> bool:
    """Whether the text leaves no ink, which Telegram takes for no text."""
    return all(sign in _FILLERS or unicodedata.category(sign) in _INVISIBLE for sign in text)
