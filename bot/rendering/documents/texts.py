"""What people typed, made fit for every kind of document: nothing is lost that a reader could see."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
#: No XML document may hold these, and they leave no ink: controls, halves of surrogate pairs, non-characters.
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_END_OF_EMBEDDING, _END_OF_ISOLATE = "\u202c", "\u2069"
_ENDED_BY = dict.fromkeys("\u202a\u202b\u202d\u202e", _END_OF_EMBEDDING) | dict.fromkeys(
    "\u2066\u2067\u2068", _END_OF_ISOLATE
)


def cleaned(text: str) -> str:
    """The text with line ends of one kind, without unfit characters, its direction marks closed behind it."""
    fit = _UNFIT.sub("", _LINE_ENDS.sub("\n", text))
    return fit + "".join(_still_open(fit))


def _still_open(text: str) -> list[str]:
    """What ends the directions that the text turns on and leaves on: behind it the document reads as ever."""
    pending: list[str] = []
    for sign in _DIRECTION.findall(text):
        if sign in _ENDED_BY:
            pending.append(_ENDED_BY[sign])
        elif sign == _END_OF_EMBEDDING and pending[-1:] == [sign]:
            pending.pop()
        elif sign == _END_OF_ISOLATE and sign in pending:
            del pending[len(pending) - 1 - pending[::-1].index(sign) :]
    return pending[::-1]
