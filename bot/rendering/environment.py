"""The one Jinja environment: strict about names, escaping for Telegram HTML, with the filters every template needs."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from bot.domain.russian import number, plural

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from pathlib import Path

#: Its macros are known to every template without an import.
_WORDS = "words.jinja"

#: Controls, marks of direction, spaces of every kind.
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})

_STOP = re.compile(r"[.?…](?= )")
_SPACES = re.compile(r"[ \t\r\n\f\v\x1c-\x1f\x85\u2028\u2029]+")


class _Environment(Environment):
    """Templates get their globals as a plain dictionary: Jinja's own chain of two is walked anew for each rendering."""

    def make_globals(self, d: MutableMapping[str, object] | None) -> MutableMapping[str, object]:
        return {**self.globals, **(d or {})}


@cache
def message_environment(templates: Path) -> Environment:
    """Templates of ``templates/messages``; what they print is escaped unless it is markup already.

    Filters:
        ``n|plural("вопрос", "вопроса", "вопросов")``  the form alone
        ``n|counted("вопрос", "вопроса", "вопросов")`` number and form, unbreakable: «5 вопросов»
        ``n|number``                                   «3 500», «2,5»
        ``text|oneline``                               line breaks and runs of spaces become one space
        ``text|short(80)``                             one line of at most 80 characters, cut at a word with «…»
        ``text|sentences(80)``                         the same, cut behind the last sentence that fits, if one does
        ``text|placed(item)``                          a definition's text with ``{item}`` filled in
        ``text|visible``                               «—» where there would be nothing to see
        ``text|paragraphs``                            its lines, without blank ones; «—» where there are none

    The macros of ``words.jinja`` (rubles, minutes, dates) are globals. A folder has one environment, so that a
    template is read and compiled once in the life of the process.
    """
    environment = _Environment(
        loader=FileSystemLoader(templates / "messages"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "plural": plural,
        "counted": _counted,
        "number": number,
        "oneline": oneline,
        "short": short,
        "sentences": sentences,
        "placed": placed,
        "visible": visible,
        "paragraphs": paragraphs,
    }
    environment.globals |= _macros(environment.get_template(_WORDS))
    return environment


def oneline(text: str) -> str:
    """Unbreakable spaces stay what they are."""
    return _SPACES.sub(" ", text).strip()


def short(text: str, length: int) -> str:
    """One line of at most ``length`` characters, cut at a word where that loses less than a third."""
    line = oneline(text)
    if len(line) <= length:
        return line
    kept = line[: length - 1]
    at_word = kept.rpartition(" ")[0]
    return (at_word if len(at_word) > length * 2 // 3 else kept).rstrip(" ,.;:—–-") + "…"


def sentences(text: str, length: int) -> str:
    """One line of at most ``length`` characters: whole sentences, or the beginning of the first."""
    line = oneline(text)
    if len(line) <= length:
        return line
    stops = [found.end() for found in _STOP.finditer(line) if found.end() <= length]
    # «тех. задание» goes on.
    ends = [stop for stop in stops if not line[stop + 1].islower()]
    return line[: ends[-1]] if ends else short(line, length)


def placed(text: str, item: str) -> Markup:
    """A definition's text (its markup is the author's) with ``{item}`` replaced by the client's words, escaped."""
    return Markup(text.replace("{item}", str(escape(item))))  # noqa: S704 - the definition is trusted, the item escaped


def visible(text: str) -> str:
    """«—» for a text of nothing but spaces, control characters and marks of direction: a block must show something."""
    seen = any(unicodedata.category(character) not in _UNSEEN for character in text)
    return text if seen else "—"


def paragraphs(text: str) -> list[str]:
    return [line for line in text.splitlines() if visible(line) is line] or ["—"]


def _counted(amount: float, one: str, few: str, many: str) -> str:
    return f"{number(amount)}\N{NO-BREAK SPACE}{plural(amount, one, few, many)}"


def _macros(template: Template) -> dict[str, object]:
    return {name: value for name, value in vars(template.module).items() if not name.startswith("_")}
