"""What people type, of every awkward kind, cut to what each place lets through."""

from __future__ import annotations

from dataclasses import dataclass

from bot.simulator.entities import utf16_length

#: As long as the hostile one, so that messages of both have the same shape.
_PLAIN = "Оклейка витрины и фасада, два окна"
_HOSTILE = "<b>&{{ 7777*7 }}</blockquote>'\"&lt"
_FAMILY = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}\u200d\N{BOY}"
#: An override, its end, a mark.
_BACKWARDS = "\u202eнаоборот\u202c\u200fשלום"


@dataclass(frozen=True, slots=True)
class Saying:
    """``sign`` is what must be seen wherever the words stand, however short they are cut.

    ``label`` is an element's or an own option's (60 characters at most), ``name`` a person's or a company's (100),
    ``text`` an answer's, ``caption`` a file's; ``optional`` stands where there may be nothing.
    """

    sign: str
    label: str
    name: str
    text: str
    caption: str
    optional: str


def _same(words: str) -> Saying:
    return Saying(words, words, words, words, words, words)


def _repeated(sign: str) -> Saying:
    """As long as it may be in every place, without a space in it; no message to a bot is longer."""
    many = sign * (4000 // utf16_length(sign))
    label, name, caption = (sign * (room // len(sign)) for room in (60, 100, 1000))
    return Saying(sign, label, name, many, caption, many)


PLAIN = _same(_PLAIN)
SAYINGS = {
    "plain": PLAIN,
    "hostile": _same(_HOSTILE),
    "emoji": _repeated("\N{ELEPHANT}"),
    "families": _repeated(_FAMILY),
    "without spaces": _repeated("ѫ"),
    "right to left": _same(_BACKWARDS),
    "nothing where nothing may be": Saying(_PLAIN, _PLAIN, _PLAIN, _PLAIN, "", ""),
}
#: Stands in a message if what was typed is run as a template.
EVALUATED = "54439"
