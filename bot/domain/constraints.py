"""Hard constraints on what is typed: labels, texts and numbers that may stand in an answer."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from bot.domain.errors import Reason, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.domain.questionnaire import NumberField, NumberQuestion
    from bot.domain.values import NumberValue

LABEL_LIMIT = 60


def clean_label(text: str) -> str:
    """One line, spaces collapsed, 1–60 characters.

    Raises:
        Refused: nothing is left, or it is too long.
    """
    label = " ".join(text.split())
    if not label:
        raise Refused(Reason.EMPTY)
    if len(label) > LABEL_LIMIT:
        raise Refused(Reason.TOO_LONG, limit=LABEL_LIMIT)
    return label


def new_labels(labels: Sequence[str], there: Iterable[str], *, room: int, limit: int) -> tuple[str, ...]:
    """The labels that are not ``there`` yet, whatever their case, each once.

    Raises:
        Refused: none is new, there is no room for them (``limit`` is told), or one is no label.
    """
    known = {label.casefold() for label in there}
    fresh: list[str] = []
    for label in map(clean_label, labels):
        if label.casefold() not in known:
            known.add(label.casefold())
            fresh.append(label)
    if not fresh:
        raise Refused(Reason.ALREADY_THERE if labels else Reason.EMPTY)
    if len(fresh) > room:
        raise Refused(Reason.TOO_MANY, limit=limit)
    return tuple(fresh)


def checked_text(text: str, limit: int) -> str:
    """The text without blank edges.

    Raises:
        Refused: it is blank or longer than ``limit`` characters.
    """
    stripped = text.strip()
    if not stripped:
        raise Refused(Reason.EMPTY)
    if len(stripped) > limit:
        raise Refused(Reason.TOO_LONG, limit=limit)
    return stripped


def checked_number(bounds: NumberQuestion | NumberField, value: NumberValue) -> NumberValue:
    """The number itself.

    Raises:
        Refused: it is out of bounds, or not whole where it must be.
    """
    amounts = [value.amount] if value.upper is None else [value.amount, value.upper]
    if not all(isfinite(amount) for amount in amounts):
        raise Refused(Reason.NOT_A_NUMBER)
    if bounds.whole and any(amount != int(amount) for amount in amounts):
        raise Refused(Reason.NOT_WHOLE)
    if min(amounts) < bounds.minimum:
        raise Refused(Reason.TOO_SMALL, limit=bounds.minimum)
    if max(amounts) > bounds.maximum:
        raise Refused(Reason.TOO_LARGE, limit=bounds.maximum)
    return value
