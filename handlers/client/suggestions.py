"""Suggested answers travel in a button as their place in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from bot.domain.errors import Reason, Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


def suggested(offered: Sequence[T], argument: str) -> T:
    """Raises Refused: the button is none of ours, or of another version of the questionnaire."""
    if not argument.isdecimal() or int(argument) >= len(offered):
        raise Refused(Reason.NO_SUCH_OPTION)
    return offered[int(argument)]
