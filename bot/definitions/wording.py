"""Words for authors: where a part of a definition stands, and which name was probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.definitions.source import Data, Location

#: The part before is told by its id; one of these is told by its name alone, since there is only one.
_SINGULARS = {"advice": "advice", "extras": "extra", "any": "condition", "all": "condition"}

#: Of what is repeated in a line.
_SHOWN = 40


def whereabouts(data: Data, location: Location) -> str:
    """«section "leads", question "lead_stages", proposal 2»: the elements on the way, by id where they have one."""
    words: list[str] = []
    name = ""
    present: Data = data
    for step in location:
        if isinstance(present, dict):
            name = str(step)
            present = present.get(name)
        elif isinstance(present, list) and isinstance(step, int) and step < len(present):
            present = present[step]
            words.append(f"{_singular(name)} {_identity(present, step)}")
        else:
            break
    return ", ".join(words)


def located(where: str, message: str) -> str:
    return f"{where}: {message}" if where else message


def path(data: Data, location: Location) -> str:
    """«decisions[opened].when»: every key on the way, elements by id where they have one."""
    words = ""
    present: Data = data
    for step in location:
        if isinstance(present, list) and isinstance(step, int) and step < len(present):
            present = present[step]
            identity = present.get("id") if isinstance(present, dict) else None
            words += f"[{shown(identity) if isinstance(identity, str) else step}]"
        else:
            present = present.get(str(step)) if isinstance(present, dict) else None
            words += f".{shown(str(step))}" if words else shown(str(step))
    return words


def shown(text: str) -> str:
    """What somebody wrote, short enough to be repeated in a line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{shown(name)}"' for name in names)


def _identity(element: Data, index: int) -> str:
    if isinstance(element, dict) and isinstance(identity := element.get("id"), str):
        return f'"{shown(identity)}"'
    return str(index + 1)


def _singular(name: str) -> str:
    if name in _SINGULARS:
        return _SINGULARS[name]
    return f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")
