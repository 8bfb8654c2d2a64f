"""Texts of the catalog: plain Russian with a few named placeholders, checked when the catalog is read.

{lead_stages}                               the answer in words, in one line
{count:lead_stages}                         how many elements, marks or records it has; empty for none
{count:lead_stages|стадия|стадии|стадий}    the number with its word: «5 стадий»
{item}                                      the element that the rule repeats for
{labels}, {limit} …                         what a detector has found
[по {norm}]                                 vanishes when a name in it is empty
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_COUNT = re.compile(r"count:([a-z][a-z0-9_]*)(?:\|([^|\[\]]+)\|([^|\[\]]+)\|([^|\[\]]+))?")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """``raw`` as it stands between the braces; ``forms`` are the words for one, few and many."""

    raw: str
    name: str
    counts: bool = False
    forms: tuple[str, str, str] | None = None


class IsText:
    """Marks a field whose placeholders are checked against the questionnaire."""


@lru_cache(1024)
def placeholders(text: str) -> tuple[Placeholder, ...]:
    """Every placeholder of the text; ValueError with the fault if one is malformed."""
    return tuple(_placeholder(match[1]) for match in _PLACEHOLDER.finditer(text))


def _placeholder(raw: str) -> Placeholder:
    if counted := _COUNT.fullmatch(raw):
        name, one, few, many = counted.groups()
        return Placeholder(raw, name, counts=True, forms=(one, few, many) if one else None)
    if _NAME.fullmatch(raw):
        return Placeholder(raw, raw)
    message = f"«{{{raw}}}» is no placeholder: write {{name}}, {{count:name}} or {{count:name|one|few|many}}"
    raise ValueError(message)


def _check(text: str) -> str:
    placeholders(text)
    rest = _PLACEHOLDER.sub("", text)
    if "{" in rest or "}" in rest:
        message = f"a brace without its pair in «{text}»"
        raise ValueError(message)
    if set(re.sub(r"\[[^\[\]]*\]", "", rest)) & {"[", "]"}:
        message = f"a bracket without its pair, or brackets within brackets, in «{text}»"
        raise ValueError(message)
    return text


Text = Annotated[str, AfterValidator(_check), IsText()]
