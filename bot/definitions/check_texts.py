"""Texts: they fit a phone and Telegram, hold no markup that would break a message, and keep the house's tone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.constraints import is_blank
from bot.domain.phone import ADVISED, FULL_WIDTH, TICK, USUAL
from bot.domain.questionnaire import ChoiceField, ChoiceQuestion, MultichoiceQuestion, RecordsQuestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.definitions.faults import Fault
    from bot.definitions.outline import Asked, Outline
    from bot.definitions.source import Data, Location
    from bot.domain.questionnaire import Option, Question, RecordField

#: A message holds 4096 UTF-16 units; the rest is for what the card says besides (progress, answers so far, notices).
CARD_UNITS = 4096 - 600
#: A card is read without scrolling.
CARD_CHARACTERS = 700
#: A button keeps its place with a tick, and shows all of its label then, too.
BUTTON_CHARACTERS = FULL_WIDTH - TICK

_BUTTONS = frozenset({"label", "title", "none_label", "suggestions"})
_PROSE = frozenset({"ask", "hint", "details", "intro", "because", "note", "short", "summary", "about"})
#: Of a question itself; in all other texts markup would be shown as it is written.
_WITH_MARKUP = frozenset({"hint", "details"})
_WITH_ITEM = frozenset({"ask", "hint", "details", "short", "title", "intro"})

_TAG = re.compile(r"<(/?)([a-zA-Z]*)[^<>]*>?")
_EMOJI = re.compile("[\N{BLACK SUN WITH RAYS}-\N{BLACK-FEATHERED RIGHTWARDS ARROW}\N{LEFTWARDS BLACK ARROW}-\u2bff"
                    "\N{VARIATION SELECTOR-16}\N{MAHJONG TILE EAST WIND}-\U0001faff]")  # fmt: skip
_BRACES = re.compile(r"\{[^{}]*\}?")


def check_texts(outline: Outline) -> Iterator[Fault]:
    for location, text in _texts(outline.source.data, ()):
        yield from (outline.fault(location, message) for message in _wrong_in(outline, location, text))
    for asked in outline.asked.values():
        yield from _lengths(outline, asked)
        yield from _marked_buttons(outline, asked)


def _texts(data: Data, location: Location) -> Iterator[tuple[Location, str]]:
    """Everything that people read, by the keys that hold it."""
    if isinstance(data, str):
        if _key(location) in _BUTTONS | _PROSE or "values" in location:
            yield location, data
        return
    for step, part in data.items() if isinstance(data, dict) else enumerate(data or ()):
        yield from _texts(part, (*location, step))


def _wrong_in(outline: Outline, location: Location, text: str) -> Iterator[str]:
    key = _key(location)
    if text and is_blank(text):
        yield f'"{key}" shows nothing: Telegram refuses a text without a visible sign'
    if "!" in text:
        yield f'"{key}" has an exclamation mark; say it calmly'
    if found := _EMOJI.search(text):
        yield f'"{key}" has the emoji {found[0]}; signs are put in by the program where they carry meaning'
    if message := _markup(text, allowed=key in _WITH_MARKUP and _of_question(location)):
        yield f'"{key}" {message}'
    if key != "summary" and (message := _placeholders(outline, location, key, text)):
        yield message
    if _is_button(key, location) and len(text) > BUTTON_CHARACTERS:
        yield f'"{key}" has {len(text)} characters; a button shows {BUTTON_CHARACTERS} at most'


def _key(location: Location) -> str:
    return next((str(step) for step in reversed(location) if isinstance(step, str)), "")


def _of_question(location: Location) -> bool:
    return location[-3:-2] == ("questions",)


def _is_button(key: str, location: Location) -> bool:
    # The title of the whole questionnaire is no button; a question's short name is one among the sections.
    return (key in _BUTTONS and len(location) > 1) or (key == "short" and _of_question(location))


def _markup(text: str, *, allowed: bool) -> str:
    opened: list[str] = []
    for found in _TAG.finditer(text):
        tag = found[2]
        if not allowed:
            return f"shows {found[0]} as it is written: markup belongs into hint and details of a question"
        if found[0] not in (f"<{tag}>", f"</{tag}>") or tag not in ("b", "i"):
            return f"has {found[0]}: only <b> and <i> are allowed"
        if not found[1]:
            opened.append(tag)
        elif not opened or opened.pop() != tag:
            return f"has {found[0]} without its <{tag}>"
    return f"has <{opened[-1]}> without its </{opened[-1]}>" if opened else ""


def _placeholders(outline: Outline, location: Location, key: str, text: str) -> str:
    found = [name for name in _BRACES.findall(text) if name != "{item}"]
    if found:
        return f'"{key}" has {found[0]}, which nothing fills; the only placeholder is {{item}}'
    if "{item}" not in text:
        return ""
    if key not in _WITH_ITEM or not (_of_question(location) or location[:-1] == location[:2]):
        return f'"{key}" would show {{item}} as it is written'
    section = outline.questionnaire.sections[int(location[1])]
    repeats = section.for_each or (_of_question(location) and section.questions[int(location[3])].for_each)
    return "" if repeats else f'"{key}" has {{item}}, but nothing repeats here: give it a "for_each"'


def _lengths(outline: Outline, asked: Asked) -> Iterator[Fault]:
    """More than any one card shows: all of a question's texts, and of each field's, except the labels of buttons."""
    question, title = asked.question, asked.section.title
    because = (advice.because for advice in question.advice) if isinstance(question, ChoiceQuestion) else ()
    yield from _card(outline, asked.location, question, (title, question.details, *because, *_notes(question)))
    for index, field in enumerate(question.fields if isinstance(question, RecordsQuestion) else ()):
        yield from _card(outline, (*asked.location, "fields", index), field, (title, *_notes(field)))


def _notes(asked: Question | RecordField) -> Iterator[str]:
    for option in asked.options if isinstance(asked, ChoiceQuestion | MultichoiceQuestion | ChoiceField) else ():
        if option.note:
            yield from (option.label, option.note)


def _card(outline: Outline, place: Location, asked: Question | RecordField, others: Iterable[str]) -> Iterator[Fault]:
    shown = len(asked.ask) + len(asked.hint)
    if shown > CARD_CHARACTERS:
        message = f'"ask" and "hint" have {shown} characters; a card holds {CARD_CHARACTERS}'
        message += "" if "fields" in place else ': move some to "details"'
        yield outline.fault((*place, "ask"), message)
    units = sum(len(text.encode("utf-16-le")) // 2 for text in (asked.ask, asked.hint, *others))
    if units > CARD_UNITS:
        message = f"all its texts have {units} UTF-16 units; {CARD_UNITS} fit a message with what the card adds"
        yield outline.fault(place, message)


def _marked_buttons(outline: Outline, asked: Asked) -> Iterator[Fault]:
    """Options that get a word behind their label: the advised one, and the default of a record's field."""
    question = asked.question
    if isinstance(question, ChoiceQuestion):
        advised = {advice.option for advice in question.advice}
        yield from _too_long(outline, (*asked.location, "options"), question.options, advised, ADVISED)
    if isinstance(question, RecordsQuestion):
        for number, field in enumerate(question.fields):
            if isinstance(field, ChoiceField):
                location = (*asked.location, "fields", number, "options")
                yield from _too_long(outline, location, field.options, {field.default}, USUAL)


def _too_long(
    outline: Outline, location: Location, options: tuple[Option, ...], marked: set[str], mark: int
) -> Iterator[Fault]:
    room = FULL_WIDTH - mark
    for number, option in enumerate(options):
        if option.id in marked and room < len(option.label) <= BUTTON_CHARACTERS:
            message = f'"label" has {len(option.label)} characters; {room} are shown where the option is recommended'
            yield outline.fault((*location, number, "label"), message)
