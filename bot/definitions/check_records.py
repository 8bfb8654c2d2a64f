"""Small forms: fields look at earlier ones, presets fill what is needed, the summary names fields that exist."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.definitions.asking import answerable_fields
from bot.definitions.check_contents import numbers, unfit, unknown_ids
from bot.definitions.check_reach import NEVER_ASKED
from bot.definitions.check_references import leaves
from bot.definitions.outline import fields_before
from bot.definitions.reach import can_hold
from bot.definitions.wording import shown
from bot.domain.conditions import Includes, Is
from bot.domain.evaluation import holds
from bot.domain.forms import number_from
from bot.domain.members import ENDS, element_ids
from bot.domain.misfits import did_you_mean
from bot.domain.questionnaire import ChoiceField, ItemField, NumberField, RecordsQuestion, TextField

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.definitions.faults import Fault
    from bot.definitions.outline import Outline
    from bot.definitions.source import Location
    from bot.domain.conditions import Condition
    from bot.domain.evaluation import Seen
    from bot.domain.questionnaire import RecordField, RecordPreset

#: What looks like an id is meant as one; anything else is somebody's own words.
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def check_records(outline: Outline) -> Iterator[Fault]:
    for asked in outline.asked.values():
        if not isinstance(asked.question, RecordsQuestion):
            continue
        yield from _summary(outline, asked.question, asked.location)
        yield from _holders(outline, asked.question, (*asked.location, "holds_others"))
        yield from _typed(outline, asked.question, (*asked.location, "typed_into"))
        yield from _fields(outline, asked.question, (*asked.location, "fields"))
        for index, preset in enumerate(asked.question.presets):
            yield from _preset(outline, asked.question, preset, (*asked.location, "presets", index))


def _summary(outline: Outline, question: RecordsQuestion, place: Location) -> Iterator[Fault]:
    location = (*place, "summary")
    names = [field.id for field in question.fields]
    yield from unknown_ids(outline, _PLACEHOLDER.findall(question.summary), names, "field", location)
    rest = _PLACEHOLDER.sub("", question.summary)
    if "{" in rest or "}" in rest:
        yield outline.fault(location, '"summary" has a brace without its pair')
    if not _paired(rest):
        yield outline.fault(location, '"summary" has a square bracket without its pair')


def _holders(outline: Outline, question: RecordsQuestion, location: Location) -> Iterator[Fault]:
    if question.holds_others:
        yield from _looks(outline, question.holds_others, {field.id: field for field in question.fields}, location)
        if not question.tree:
            yield outline.fault(location, '"holds_others" says something of a "tree" only')


def _typed(outline: Outline, question: RecordsQuestion, location: Location) -> Iterator[Fault]:
    names = [field.id for field in question.fields]
    yield from unknown_ids(outline, [question.typed_into] if question.typed_into else [], names, "field", location)
    field = next((field for field in question.fields if field.id == question.typed_into), None)
    if field and (not isinstance(field, TextField) or field.when):
        yield outline.fault(location, f'"{field.id}" is no text field that is asked of every record')


def _fields(outline: Outline, question: RecordsQuestion, place: Location) -> Iterator[Fault]:
    """Whether a field can ever be asked is worked out only where each looks at what is there."""
    wrong = [
        fault
        for index, field in enumerate(question.fields)
        for fault in _looks_of(outline, question, field, (*place, index))
    ]
    yield from wrong
    known = answerable_fields(question)
    for index, field in enumerate(question.fields):
        yield from _field(outline, field, (*place, index))
        if not wrong and not can_hold(known[field.id].when, known):
            yield outline.fault((*place, index, "when"), NEVER_ASKED)


def _looks_of(outline: Outline, question: RecordsQuestion, field: RecordField, place: Location) -> Iterator[Fault]:
    earlier = fields_before(question, field)
    if field.when:
        yield from _looks(outline, field.when, earlier, (*place, "when"))
    for name in ("options", "suggestions") if isinstance(field, ChoiceField | TextField) else ():
        for index, part in enumerate(getattr(field, name, ())):
            if part.when:
                yield from _looks(outline, part.when, earlier, (*place, name, index, "when"))


def _field(outline: Outline, field: RecordField, place: Location) -> Iterator[Fault]:
    if isinstance(field, NumberField):
        yield from numbers(outline, field, place)
    if field.default and (reason := _unfit(outline, field, field.default)):
        yield outline.fault((*place, "default"), f'the default "{shown(field.default)}" {reason}')


def _looks(
    outline: Outline, condition: Condition, fields: Mapping[str, RecordField], place: Location
) -> Iterator[Fault]:
    for leaf, target, ids, location in leaves(condition, place):
        field = fields.get(target)
        if field is None:
            message = f'no earlier field "{shown(target)}" in this record{did_you_mean(target, fields)}'
            yield outline.fault(location, message)
        elif isinstance(leaf, Includes) or (isinstance(leaf, Is) and not isinstance(field, ChoiceField)):
            operator = "is" if isinstance(leaf, Is) else "includes"
            message = f'"{operator}" cannot look at "{target}" ({field.kind}); use {_fitting(field)}'
            yield outline.fault(location, message)
        elif isinstance(leaf, Is) and isinstance(field, ChoiceField):
            yield from unknown_ids(outline, ids, [option.id for option in field.options], "option", location)


def _fitting(field: RecordField) -> str:
    return '"is"' if isinstance(field, ChoiceField) else '"answered"'


def _preset(outline: Outline, question: RecordsQuestion, preset: RecordPreset, place: Location) -> Iterator[Fault]:
    fields = {field.id: field for field in question.fields}
    for name, value in preset.values.items():
        location = (*place, "values", name)
        if name not in fields:
            yield outline.fault(location, f'there is no field "{name}"{did_you_mean(name, fields)}')
        elif reason := _unfit(outline, fields[name], value):
            yield outline.fault(location, f'"{name}" is "{shown(value)}", which {reason}')
    seen: dict[str, Seen] = {}
    for field in question.fields:
        applies = holds(field.when, seen.get)
        value = preset.values.get(field.id, field.default)
        if applies and value:
            seen[field.id] = frozenset((value,)) if isinstance(field, ChoiceField) else frozenset()
        elif applies and not field.optional:
            yield outline.fault((*place, "values"), f'"{field.id}" has neither a value here nor a default')
        elif not applies and field.id in preset.values:
            message = f'"{field.id}" does not apply to this record, so its value would be lost'
            yield outline.fault((*place, "values", field.id), message)


def _unfit(outline: Outline, field: RecordField, value: str) -> str:
    """Why the value is none of the field; empty if it is one."""
    match field:
        case ChoiceField():
            known = [option.id for option in field.options]
            own_words = field.own and not _IDENTIFIER.fullmatch(value)
            return "" if own_words or value in known else f"is no option{did_you_mean(value, known)}"
        case ItemField():
            source = outline.asked.get(field.source)
            ready = element_ids(source.question) | ENDS if source else {value}
            return "" if value in ready else f'is no ready element of "{field.source}"{did_you_mean(value, ready)}'
        case NumberField():
            number = number_from(value)
            return unfit(field, number.amount) if number else "is no number"
        case TextField():
            return f"has over {field.max_length} characters" if len(value) > field.max_length else ""


def _paired(text: str) -> bool:
    return not re.search(r"[\[\]]", re.sub(r"\[[^\[\]]*\]", "", text))
