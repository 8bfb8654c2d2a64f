"""Codes made of names, for those who configure a portal: Latin capitals, digits and «_»."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.domain.russian import transliterated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.domain.elements import Element
    from bot.domain.planning.catalog_tables import StageCodes

_OTHER = re.compile(r"[^A-Z0-9]+")


class Codes:
    """Gives every name a code of its own."""

    def __init__(self, longest: int, *, prefix: str = "", nameless: str, taken: Iterable[str] = ()) -> None:
        """``longest`` counts the prefix, too; ``nameless``: instead of a name without a letter that has a Latin one."""
        self._room = longest - len(prefix)
        self._prefix = prefix
        self._nameless = nameless
        self._taken = {code.upper() for code in taken}

    def of(self, name: str) -> str:
        """Another code for every call, cut between words where it can be."""
        whole = _latin(name) or self._nameless
        code = _cut(whole, self._room)
        number = 1
        while self._prefix + code in self._taken:
            number += 1
            ending = f"_{number}"
            code = _cut(whole, self._room - len(ending)) + ending
        self._taken.add(self._prefix + code)
        return self._prefix + code


@lru_cache(4096)
def _latin(name: str) -> str:
    return _OTHER.sub("_", transliterated(name).upper()).strip("_")


def _cut(code: str, longest: int) -> str:
    if len(code) <= longest:
        return code
    words = code[: longest + 1].rpartition("_")[0]
    return words if len(words) > longest // 2 else code[:longest].rstrip("_")


def stage_codes(stages: Sequence[Element], codes: StageCodes) -> Mapping[str, str]:
    """A code for every stage, by its id: one that a new pipeline has where it fits, else one made of the name."""
    made = Codes(codes.longest, nameless="STAGE", taken=codes.born_with)
    left = {"success": iter(codes.success), "failure": iter(codes.failure), None: iter((codes.first,))}
    free = set(codes.named)
    coded = {}
    for stage in stages:
        meant = () if stage.outcome else codes.meant_by(stage.label)
        code = next(left[stage.outcome], None) or next((each for each in meant if each in free), None)
        coded[stage.id] = code or made.of(stage.label)
        free.discard(coded[stage.id])
    return coded
