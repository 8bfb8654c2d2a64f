"""Elements of a list as people type them: one a line, numbered, or with commas."""

from __future__ import annotations

import re

#: «1.», «2)», «3️⃣», but not «1.5».
_NUMBER = r"\d{1,3}(?:[.)](?=\s|[^\W\d])|\ufe0f?\u20e3)"
_BULLET = re.compile(rf"^\s*(?:(?:[-–—•*·▪✅☑✓✔]\ufe0f?|{_NUMBER}|🔟|[^\W\d_]\))\s*)+")
_RUNNING = re.compile(rf"(?<!\S)(?=(?P<number>\d{{1,3}}))(?:{_NUMBER})")
#: What stands between two commas that part elements: brackets, quotes and the digits of a number stay whole.
_ELEMENT = re.compile(r"(?:\((?:[^()]|\([^()]*\))*\)|«[^«»]*»|(?<=\d),(?=\d)|[^,])+")


def split(text: str) -> tuple[str, ...]:
    """One a line, else by the numbers 1, 2, 3… in front, semicolons or commas; without bullets and numbers."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) == 1:
        line = lines[0].strip()
        lines = _numbered(line) or (line.split(";") if ";" in line else _ELEMENT.findall(line))
    parts = (_BULLET.sub("", line).strip(" \t,;") for line in lines)
    return tuple(part for part in parts if part)


def _numbered(line: str) -> list[str]:
    """The parts of a line that begin with 1, 2, 3…; empty if its numbers do not run so from its start."""
    found = list(_RUNNING.finditer(line))
    starts = [number.start() for number in found]
    runs = [int(number["number"]) for number in found] == list(range(1, len(found) + 1))
    if len(found) == 1 or not runs or starts[:1] != [0]:
        return []
    return [line[start:end] for start, end in zip(starts, [*starts[1:], len(line)], strict=True)]
