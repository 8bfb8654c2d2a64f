"""What the domain finds wrong in a definition; which file it stands in is for others to say."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

#: The keys and indexes down to a part of a definition, as in its file.
Place: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Misfit:
    """One mistake in words, and where it stands."""

    place: Place
    message: str


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """«; did you mean "lead_stages"?», or nothing where no known name comes near."""
    near = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f'; did you mean "{near[0]}"?' if near else ""
