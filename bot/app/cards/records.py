"""The body of a records card: the small forms as lines, and the form that is being filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.cards.model import FieldBody, Line, RecordsBody, Row
from bot.app.place import Mode
from bot.domain import forms, offers
from bot.domain.describing import record_summary
from bot.domain.questionnaire import ChoiceField, ItemField, NumberField, TextField
from bot.domain.values import RecordsValue

if TYPE_CHECKING:
    from bot.app.place import Place
    from bot.domain.questionnaire import RecordField, RecordsQuestion
    from bot.domain.route import Route, Step
    from bot.domain.values import Record


def records_body(route: Route, step: Step, question: RecordsQuestion, place: Place) -> RecordsBody:
    value = step.answer.value if step.answer else None
    stands = isinstance(value, RecordsValue)
    records = value.records if isinstance(value, RecordsValue) else forms.proposed_records(route, step)
    lines = tuple(record_lines(route, step, records))
    focused = next((record for record in records if record.id == place.focus), None)
    return RecordsBody(
        lines,
        proposed=not stands and bool(lines),
        none_label=question.none_label,
        none_chosen=stands and not lines,
        presets=tuple(Row(preset.id, preset.title) for preset in offers.record_presets(route, step)),
        siblings=tuple(Row(other.key.scope[-1], other.items[-1].label) for other in offers.siblings(route, step)),
        tree=question.tree,
        focus=next((line for line in lines if line.id == place.focus), None),
        nests=question.tree and focused is not None,
        field=_field(route, step, question, place) if place.mode is Mode.FIELD and place.draft else None,
        draft=record_summary(route, step, place.draft) if place.mode is Mode.DRAFT and place.draft else "",
    )


def record_lines(route: Route, step: Step, records: tuple[Record, ...]) -> list[Line]:
    """Summaries in order; in a tree children follow their parent, one deeper."""
    children: dict[str | None, list[Record]] = {}
    known = {record.id for record in records}
    for record in records:
        children.setdefault(record.parent if record.parent in known else None, []).append(record)

    lines: list[Line] = []

    def walk(parent: str | None, depth: int) -> None:
        for record in children.get(parent, []):
            lines.append(Line(record.id, record_summary(route, step, record), depth=depth))
            walk(record.id, depth + 1)

    walk(None, 0)
    return lines


def _field(route: Route, step: Step, question: RecordsQuestion, place: Place) -> FieldBody | None:
    draft = place.draft
    field = next((field for field in question.fields if field.id == place.field), None)
    if draft is None or field is None:
        return None
    asked = forms.fields_of(question, draft)
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
                    advised=stands is None and default == forms.pick_of(field, item.id),
                    note=item.note,
                )
                for item in forms.field_options(route, step, field)
            )
        case NumberField():
            return tuple(Row(f"{amount:g}", f"{amount:g}") for amount in field.suggestions)
        case TextField():
            return tuple(Row(str(index), label) for index, label in enumerate(field.suggestions))
