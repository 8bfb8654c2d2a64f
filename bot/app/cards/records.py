"""The body of a records card: the small forms as lines, and the form that is being filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.cards.model import FieldBody, Line, RecordsBody, Row
from bot.app.place import Mode
from bot.domain import filling, forms, offers
from bot.domain.describing import in_tree_order, record_fields, record_summary
from bot.domain.questionnaire import ChoiceField, ItemField, NumberField, TextField
from bot.domain.russian import number
from bot.domain.values import RecordsValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.app.place import Place
    from bot.domain.questionnaire import RecordField, RecordsQuestion
    from bot.domain.route import Route, Step
    from bot.domain.values import Record


def records_body(route: Route, step: Step, question: RecordsQuestion, place: Place) -> RecordsBody:
    value = step.answer.value if step.answer else None
    stands = isinstance(value, RecordsValue)
    records = value.records if isinstance(value, RecordsValue) else forms.proposed_records(route, step)
    lines = tuple(_lines(route, step, question, records))
    focused = next((record for record in records if record.id == place.focus), None)
    draft = place.draft if place.mode is Mode.DRAFT else None
    return RecordsBody(
        lines,
        proposed=not stands and bool(lines),
        none_label=question.none_label,
        none_chosen=stands and not lines,
        presets=tuple(_presets(route, step, records)),
        siblings=tuple(Row(other.key.scope[-1], other.items[-1].label) for other in offers.siblings(route, step)),
        tree=question.tree,
        focus=next((line for line in lines if line.id == place.focus), None),
        nests=focused is not None and filling.may_hold_others(question, focused),
        field=_field(route, step, question, place) if place.mode is Mode.FIELD and place.draft else None,
        draft=record_summary(route, step, draft) if draft else "",
        fields=tuple(Row(*entry) for entry in _filled(route, step, draft)) if draft else (),
        inside=next((record_summary(route, step, record) for record in records if _is_parent(record, place)), ""),
        astray=next((record.id for record in records if _is_astray(route, step, question, record)), "")
        if stands
        else "",
        typed=question.typed_into is not None,
        twin=draft is not None and any(_say_the_same(draft, record) for record in records if record.id != draft.id),
    )


def _is_astray(route: Route, step: Step, question: RecordsQuestion, record: Record) -> bool:
    return forms.to_fill_again(route, step, question, record) != record


def _lines(route: Route, step: Step, question: RecordsQuestion, records: tuple[Record, ...]) -> Iterator[Line]:
    """Summaries in order; in a tree children follow their parent, one deeper."""
    for record, depth in in_tree_order(records):
        unfinished = not filling.is_complete(question, record)
        yield Line(record.id, record_summary(route, step, record), depth=depth, unfinished=unfinished)


def _presets(route: Route, step: Step, records: tuple[Record, ...]) -> Iterator[Row]:
    """The ready records that do not stand yet."""
    for preset in offers.record_presets(route, step):
        ready = forms.record_from(route, step, preset, preset.id)
        if ready and not any(_say_the_same(ready, record) for record in records):
            yield Row(preset.id, preset.title)


def _filled(route: Route, step: Step, draft: Record) -> Iterator[tuple[str, str]]:
    for field in record_fields(route, step, draft):
        yield field.id, f"{field.name}: {field.text}"


def _is_parent(record: Record, place: Place) -> bool:
    return place.draft is not None and place.draft.parent == record.id


def _say_the_same(one: Record, other: Record) -> bool:
    return (one.values, one.parent) == (other.values, other.parent)


def _field(route: Route, step: Step, question: RecordsQuestion, place: Place) -> FieldBody | None:
    draft = place.draft
    field = next((field for field in question.fields if field.id == place.field), None)
    if draft is None or field is None:
        return None
    asked = filling.fields_of(question, draft)
    return FieldBody(
        ask=field.ask,
        hint=field.hint,
        rows=_field_rows(route, step, field, draft),
        typed=not isinstance(field, ItemField) and not (isinstance(field, ChoiceField) and not field.own),
        optional=field.optional,
        summary=record_summary(route, step, draft),
        number=asked.index(field) + 1 if field in asked else 1,
    )


def _field_rows(route: Route, step: Step, field: RecordField, draft: Record) -> tuple[Row, ...]:
    match field:
        case ChoiceField() | ItemField():
            default = forms.default_of(route, step, field)
            stands = draft.values.get(field.id)
            return tuple(
                Row(
                    item.id,
                    item.label,
                    on=stands == forms.pick_of(field, item.id),
                    usual=stands is None and default == forms.pick_of(field, item.id),
                    note=item.note,
                )
                for item in forms.field_options(route, step, field)
            )
        case NumberField():
            return tuple(Row(str(index), number(amount)) for index, amount in enumerate(field.suggestions))
        case TextField():
            return tuple(Row(str(index), label) for index, label in enumerate(filling.suggestions_of(draft, field)))
