"""Typed words as values of a record's fields: of the one asked, and of those behind it that the same words answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.choosing import names_of
from bot.domain.errors import Refused
from bot.domain.filling import fields_of
from bot.domain.forms import with_field
from bot.domain.matching import meant, plain
from bot.domain.questionnaire import ChoiceField, NumberField
from bot.domain.understanding import understand_field
from bot.domain.values import ChoiceValue, NumberValue
from bot.domain.vocabulary import AFTER

if TYPE_CHECKING:
    from bot.domain.questionnaire import RecordField, RecordsQuestion
    from bot.domain.route import Route, Step
    from bot.domain.values import FieldValue, Record

_WORD = re.compile(r"[^\W\d_]+")


def understand_fields(
    route: Route, step: Step, question: RecordsQuestion, draft: Record, field: RecordField, text: str
) -> dict[str, FieldValue]:
    """Values by field, in the order of the form.

    «2 часа» is a number and the unit that the next field asks for; «через 2 часа» is also the choice that opens them.

    Raises:
        Refused: the words mean nothing for the field, or break its bounds.
    """
    if isinstance(field, NumberField):
        return _measured(route, step, question, draft, field, text)
    try:
        return {field.id: understand_field(route, step, field, text)}
    except Refused as refusal:
        opened = _opened(question, draft, field)
        if opened is None:
            raise
        value, number = opened
        inside = with_field(question, draft, field.id, value)
        try:
            return {field.id: value, **_measured(route, step, question, inside, number, text)}
        except Refused:
            raise refusal from None


def _measured(
    route: Route, step: Step, question: RecordsQuestion, draft: Record, field: NumberField, text: str
) -> dict[str, FieldValue]:
    unit = _behind(question, draft, field)
    named = _unit_in(unit, text) if isinstance(unit, ChoiceField) else None
    alone = named is not None and len(_words(text)) == 1 and not re.search(r"\d", text)
    number = NumberValue(1) if alone else understand_field(route, step, field, text)
    return {field.id: number} if named is None or unit is None else {field.id: number, unit.id: ChoiceValue(named)}


def _unit_in(unit: ChoiceField, text: str) -> str | None:
    labels, also = names_of(unit.options)
    found = {option for word in _words(text) if (option := meant(labels, word, also=also)) is not None}
    return found.pop() if len(found) == 1 else None


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(plain(text)) if word not in AFTER]


def _opened(question: RecordsQuestion, draft: Record, field: RecordField) -> tuple[ChoiceValue, NumberField] | None:
    """The only option that opens a number right behind it, and that number."""
    if not isinstance(field, ChoiceField):
        return None
    drafts = {option.id: with_field(question, draft, field.id, ChoiceValue(option.id)) for option in field.options}
    asked = [each for inside in drafts.values() for each in fields_of(question, inside)]
    behind = [(ChoiceValue(option), _behind(question, inside, field)) for option, inside in drafts.items()]
    opened = [(value, each) for value, each in behind if isinstance(each, NumberField) and asked.count(each) == 1]
    return opened[0] if len(opened) == 1 else None


def _behind(question: RecordsQuestion, draft: Record, field: RecordField) -> RecordField | None:
    """The field that comes next, filled or not."""
    fields = fields_of(question, draft)
    following = fields[fields.index(field) + 1 :] if field in fields else ()
    return following[0] if following else None
