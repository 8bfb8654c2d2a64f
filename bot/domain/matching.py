"""Which of the offered options typed words mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.vocabulary import NO, YES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Ids by which definitions call the plain answers, and the words that their labels begin with.
_PLAIN_ANSWERS = ((YES, "yes", "да"), (NO, "no", "нет"))
_SIGNS = re.compile(r"[^\w+#&]+")
_ORDINAL = re.compile(r"(?:вариант|номер|пункт)? ?(\d{1,3})", re.ASCII)


def plain(text: str) -> str:
    """Lower case, «е» for «ё», words parted by single spaces, no punctuation; a lone sign stays."""
    lowered = " ".join(text.lower().replace("ё", "е").split())
    return _SIGNS.sub(" ", lowered).strip() or lowered


def meant(options: Mapping[str, str], text: str, *, shortest: int = 2) -> str | None:
    """The id of the option meant (``options``: id → label, in the order shown), None if it is not clear.

    By label, by number, by «да» and «нет», by a beginning of at least ``shortest`` letters that only one label has.
    """
    words = plain(text)
    if not words:
        return None
    labels = {option: plain(label) for option, label in options.items()}
    exact = [option for option, label in labels.items() if label == words]
    if exact:
        same = [option for option in exact if options[option].strip().lower() == text.strip().lower()]
        return exact[0] if len(exact) == 1 else _only(same)
    number = _ORDINAL.fullmatch(words)
    if number:
        return _at(tuple(options), int(number[1]))
    for said, name, first in _PLAIN_ANSWERS:
        if words in said:
            beginning = [option for option, label in labels.items() if label.split()[:1] == [first]]
            found = name if name in options else _only(beginning)
            if found:
                return found
    if len(words) < shortest:
        return None
    return _only([option for option, label in labels.items() if label.startswith(words)])


def _at(options: Sequence[str], number: int) -> str | None:
    return options[number - 1] if 1 <= number <= len(options) else None


def _only(options: Sequence[str]) -> str | None:
    return options[0] if len(options) == 1 else None
